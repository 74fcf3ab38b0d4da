WITH by_tickets AS (
  SELECT
    district,
    COUNT(*) AS received,
    CAST(COALESCE(COUNT_IF(closed_at <= TIMESTAMP '2021-04-01 00:00:00'), 0) AS BIGINT) AS resolved,
    CAST(COALESCE(COUNT_IF(on_time_at <= TIMESTAMP '2021-04-01 00:00:00'), 0) AS BIGINT) AS on_time,
    CAST(COALESCE(COUNT_IF(counts_as_due_at <= TIMESTAMP '2021-04-01 00:00:00'), 0) AS BIGINT) AS due
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2021-03-01 00:00:00'
      AND received_at < TIMESTAMP '2021-04-01 00:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-04-01 00:00:00')
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
