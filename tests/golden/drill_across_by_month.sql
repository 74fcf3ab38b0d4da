WITH by_tickets AS (
  SELECT
    street,
    DATE_TRUNC('MONTH', received_at) AS month,
    COUNT(*) AS received
  FROM tickets
  WHERE
    (
      received_at >= CAST('2021-05-01 00:00:00' AS TIMESTAMP)
      AND received_at <= CAST('2022-04-30 18:00:00' AS TIMESTAMP)
    )
    AND (
      void_at IS NULL OR void_at > CAST('2022-04-30 18:00:00' AS TIMESTAMP)
    )
  GROUP BY
    1,
    2
), by_tickets_resolved AS (
  SELECT
    street,
    DATE_TRUNC('MONTH', resolved_at) AS month,
    COUNT(*) FILTER(WHERE
      resolved_at <= CAST('2022-04-30 18:00:00' AS TIMESTAMP)) AS closed
  FROM tickets
  WHERE
    (
      resolved_at >= CAST('2021-05-01 00:00:00' AS TIMESTAMP)
      AND resolved_at <= CAST('2022-04-30 18:00:00' AS TIMESTAMP)
    )
    AND (
      void_at IS NULL OR void_at > CAST('2022-04-30 18:00:00' AS TIMESTAMP)
    )
  GROUP BY
    1,
    2
), joined AS (
  SELECT
    street,
    month,
    MAX(received) AS received,
    MAX(closed) AS closed
  FROM (
    SELECT
      street,
      month,
      received,
      NULL AS closed
    FROM by_tickets
    UNION ALL
    SELECT
      street,
      month,
      NULL AS received,
      closed
    FROM by_tickets_resolved
  ) AS legs
  GROUP BY
    street,
    month
)
SELECT
  street,
  month,
  COALESCE(received, 0) AS received,
  COALESCE(closed, 0) AS closed,
  COALESCE(closed, 0) / NULLIF(COALESCE(received, 0), 0) AS clearance_ratio
FROM joined
ORDER BY
  street ASC,
  month ASC
