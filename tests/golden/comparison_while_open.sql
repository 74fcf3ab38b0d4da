WITH by_tickets AS (
  SELECT
    COUNT(*) AS received,
    COUNT(*) FILTER(WHERE
      (
        resolved_at IS NULL OR resolved_at > CAST('2022-04-30 18:00:00' AS TIMESTAMP)
      )
      AND due_at < CAST('2022-04-30 18:00:00' AS TIMESTAMP)) AS overdue_open,
    0 AS period
  FROM tickets
  WHERE
    (
      received_at >= CAST('2022-04-01 00:00:00' AS TIMESTAMP)
      AND received_at <= CAST('2022-04-30 18:00:00' AS TIMESTAMP)
    )
    AND (
      void_at IS NULL OR void_at > CAST('2022-04-30 18:00:00' AS TIMESTAMP)
    )
  UNION ALL
  SELECT
    COUNT(*) AS received,
    COUNT(*) FILTER(WHERE
      (
        resolved_at IS NULL OR resolved_at > CAST('2022-03-31 18:00:00' AS TIMESTAMP)
      )
      AND due_at < CAST('2022-03-31 18:00:00' AS TIMESTAMP)) AS overdue_open,
    1 AS period
  FROM tickets
  WHERE
    (
      received_at >= CAST('2022-03-01 00:00:00' AS TIMESTAMP)
      AND received_at <= CAST('2022-03-31 18:00:00' AS TIMESTAMP)
    )
    AND (
      void_at IS NULL OR void_at > CAST('2022-03-31 18:00:00' AS TIMESTAMP)
    )
)
SELECT
  period,
  received,
  overdue_open
FROM by_tickets
ORDER BY
  period ASC
