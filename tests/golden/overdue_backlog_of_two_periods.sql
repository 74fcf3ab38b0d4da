WITH by_tickets AS (
  SELECT
    street,
    COUNT(*) AS received,
    0 AS period
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2021-03-01 00:00:00'
      AND received_at < TIMESTAMP '2021-04-01 00:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-04-01 00:00:00')
  GROUP BY
    1
  UNION ALL
  SELECT
    street,
    COUNT(*) AS received,
    1 AS period
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2021-02-01 00:00:00'
      AND received_at < TIMESTAMP '2021-03-01 00:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-03-01 00:00:00')
  GROUP BY
    1
), stock AS (
  SELECT
    street,
    COUNT(*) AS backlog,
    0 AS period
  FROM tickets
  WHERE
    received_at < TIMESTAMP '2021-04-01 00:00:00'
    AND closed_at > TIMESTAMP '2021-04-01 00:00:00'
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-04-01 00:00:00')
  GROUP BY
    1
  UNION ALL
  SELECT
    street,
    COUNT(*) AS backlog,
    1 AS period
  FROM tickets
  WHERE
    received_at < TIMESTAMP '2021-03-01 00:00:00'
    AND closed_at > TIMESTAMP '2021-03-01 00:00:00'
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-03-01 00:00:00')
  GROUP BY
    1
), stock_due AS (
  SELECT
    street,
    COUNT(*) AS overdue_backlog,
    0 AS period
  FROM tickets
  WHERE
    received_at < TIMESTAMP '2021-04-01 00:00:00'
    AND closed_at > TIMESTAMP '2021-04-01 00:00:00'
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-04-01 00:00:00')
    AND due_at < TIMESTAMP '2021-04-01 00:00:00'
  GROUP BY
    1
  UNION ALL
  SELECT
    street,
    COUNT(*) AS overdue_backlog,
    1 AS period
  FROM tickets
  WHERE
    received_at < TIMESTAMP '2021-03-01 00:00:00'
    AND closed_at > TIMESTAMP '2021-03-01 00:00:00'
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-03-01 00:00:00')
    AND due_at < TIMESTAMP '2021-03-01 00:00:00'
  GROUP BY
    1
), joined AS (
  SELECT
    period,
    street,
    MAX(received) AS received,
    MAX(backlog) AS backlog,
    MAX(overdue_backlog) AS overdue_backlog
  FROM (
    SELECT
      period,
      street,
      received,
      NULL AS backlog,
      NULL AS overdue_backlog
    FROM by_tickets
    UNION ALL
    SELECT
      period,
      street,
      NULL AS received,
      backlog,
      NULL AS overdue_backlog
    FROM stock
    UNION ALL
    SELECT
      period,
      street,
      NULL AS received,
      NULL AS backlog,
      overdue_backlog
    FROM stock_due
  ) AS legs
  GROUP BY
    period,
    street
)
SELECT
  period,
  street,
  COALESCE(received, 0) AS received,
  COALESCE(backlog, 0) AS backlog,
  COALESCE(overdue_backlog, 0) AS overdue_backlog
FROM joined
ORDER BY
  period ASC,
  street ASC
