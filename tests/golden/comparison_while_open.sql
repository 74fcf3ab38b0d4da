WITH by_tickets AS (
  SELECT
    period,
    COUNT(*) AS received,
    COUNT(*) FILTER(WHERE
      (
        resolved_at IS NULL OR resolved_at > as_of
      ) AND due_at < as_of) AS overdue_open
  FROM (
    SELECT
      *,
      CASE
        WHEN received_at >= CAST('2022-04-01 00:00:00' AS TIMESTAMP)
        AND received_at <= CAST('2022-04-30 18:00:00' AS TIMESTAMP)
        THEN 0
        WHEN received_at >= CAST('2022-03-01 00:00:00' AS TIMESTAMP)
        AND received_at <= CAST('2022-03-31 18:00:00' AS TIMESTAMP)
        THEN 1
      END AS period,
      CASE
        WHEN received_at >= CAST('2022-04-01 00:00:00' AS TIMESTAMP)
        AND received_at <= CAST('2022-04-30 18:00:00' AS TIMESTAMP)
        THEN CAST('2022-04-30 18:00:00' AS TIMESTAMP)
        WHEN received_at >= CAST('2022-03-01 00:00:00' AS TIMESTAMP)
        AND received_at <= CAST('2022-03-31 18:00:00' AS TIMESTAMP)
        THEN CAST('2022-03-31 18:00:00' AS TIMESTAMP)
      END AS as_of
    FROM tickets
    WHERE
      received_at >= CAST('2022-03-01 00:00:00' AS TIMESTAMP)
      AND received_at < CAST('2022-05-01 00:00:00' AS TIMESTAMP)
  ) AS cohort
  WHERE
    (
      void_at IS NULL OR void_at > as_of
    )
  GROUP BY
    1
)
SELECT
  period,
  received,
  overdue_open
FROM by_tickets
ORDER BY
  period ASC
