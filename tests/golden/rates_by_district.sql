WITH by_tickets AS (
  SELECT
    district,
    COUNT(*) AS received,
    COUNT(*) FILTER(WHERE
      resolved_at <= CAST('2021-04-01 00:00:00' AS TIMESTAMP)) AS resolved,
    COUNT(*) FILTER(WHERE
      on_time_at <= CAST('2021-04-01 00:00:00' AS TIMESTAMP)) AS on_time,
    COUNT(*) FILTER(WHERE
      counts_as_due_at <= CAST('2021-04-01 00:00:00' AS TIMESTAMP)) AS due
  FROM tickets
  WHERE
    (
      received_at >= CAST('2021-03-01 00:00:00' AS TIMESTAMP)
      AND received_at < CAST('2021-04-01 00:00:00' AS TIMESTAMP)
    )
    AND (
      void_at IS NULL OR void_at > CAST('2021-04-01 00:00:00' AS TIMESTAMP)
    )
    AND channel = 'hotline_12345'
  GROUP BY
    1
)
SELECT
  district,
  received,
  resolved,
  resolved / NULLIF(received, 0) AS resolution_rate,
  on_time,
  due,
  on_time / NULLIF(due, 0) AS on_time_rate
FROM by_tickets
ORDER BY
  received DESC,
  district ASC
