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
    COUNT(*) FILTER(WHERE
      satisfied_at <= CAST('2021-04-01 00:00:00' AS TIMESTAMP)) AS satisfied,
    COUNT(*) FILTER(WHERE
      rating_known_at <= CAST('2021-04-01 00:00:00' AS TIMESTAMP)) AS rated
  FROM tickets
  WHERE
    (
      received_at >= CAST('2021-03-01 00:00:00' AS TIMESTAMP)
      AND received_at < CAST('2021-04-01 00:00:00' AS TIMESTAMP)
    )
    AND (
      void_at IS NULL OR void_at > CAST('2021-04-01 00:00:00' AS TIMESTAMP)
    )
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
