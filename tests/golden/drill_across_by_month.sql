WITH by_tickets AS (
  SELECT
    street,
    DATE_TRUNC('MONTH', received_at) AS month,
    COUNT(*) AS received
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2021-05-01 00:00:00'
      AND received_at <= TIMESTAMP '2022-04-30 18:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2022-04-30 18:00:00')
  GROUP BY
    1,
    2
), by_tickets_closing AS (
  SELECT
    street,
    DATE_TRUNC('MONTH', closing_at) AS month,
    CAST(COALESCE(COUNT_IF(closed_at <= TIMESTAMP '2022-04-30 18:00:00'), 0) AS BIGINT) AS closed
  FROM tickets
  WHERE
    (
      closing_at >= TIMESTAMP '2021-05-01 00:00:00'
      AND closing_at <= TIMESTAMP '2022-04-30 18:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2022-04-30 18:00:00')
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
    FROM by_tickets_closing
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
