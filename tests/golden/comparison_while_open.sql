WITH by_tickets AS (
  SELECT
    COUNT(*) AS received,
    CAST(COALESCE(COUNT_IF(closed_at > TIMESTAMP '2022-04-30 18:00:00' AND due_at < TIMESTAMP '2022-04-30 18:00:00'), 0) AS BIGINT) AS overdue_open,
    0 AS period
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2022-04-01 00:00:00'
      AND received_at <= TIMESTAMP '2022-04-30 18:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2022-04-30 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS received,
    CAST(COALESCE(COUNT_IF(closed_at > TIMESTAMP '2022-03-31 18:00:00' AND due_at < TIMESTAMP '2022-03-31 18:00:00'), 0) AS BIGINT) AS overdue_open,
    1 AS period
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2022-03-01 00:00:00'
      AND received_at <= TIMESTAMP '2022-03-31 18:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2022-03-31 18:00:00')
)
SELECT
  period,
  received,
  overdue_open
FROM by_tickets
ORDER BY
  period ASC
