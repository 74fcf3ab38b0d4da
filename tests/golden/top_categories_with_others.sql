WITH by_tickets AS (
  SELECT
    CASE
      WHEN (
        category IN ('供热供水', '环境卫生') OR category IS NULL
      )
      THEN CAST(category AS TEXT)
      ELSE 'others'
    END AS category,
    COUNT(*) AS received,
    CAST(COALESCE(COUNT_IF(satisfied_at <= TIMESTAMP '2021-04-01 00:00:00'), 0) AS BIGINT) AS satisfied,
    CAST(COALESCE(COUNT_IF(rating_known_at <= TIMESTAMP '2021-04-01 00:00:00'), 0) AS BIGINT) AS rated
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2021-03-01 00:00:00'
      AND received_at < TIMESTAMP '2021-04-01 00:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-04-01 00:00:00')
  GROUP BY
    1
)
SELECT
  category,
  received,
  satisfied,
  rated,
  satisfied / NULLIF(rated, 0) AS satisfaction_rate
FROM by_tickets
ORDER BY
  category ASC
