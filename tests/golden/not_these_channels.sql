WITH by_tickets AS (
  SELECT
    channel,
    COUNT(*) AS received
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2021-03-01 00:00:00'
      AND received_at < TIMESTAMP '2021-04-01 00:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-04-01 00:00:00')
    AND (
      channel IS NULL OR NOT (
        channel IN ('wechat', 'window')
      )
    )
    AND enterprise = TRUE
  GROUP BY
    1
)
SELECT
  channel,
  received
FROM by_tickets
ORDER BY
  channel ASC
