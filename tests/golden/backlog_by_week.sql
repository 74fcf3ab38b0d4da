WITH stock AS (
  SELECT
    moments.bucket AS week,
    CAST(COALESCE(SUM(flows.change), 0) AS BIGINT) AS backlog
  FROM (VALUES
    (CAST('2021-03-01 00:00:00' AS TIMESTAMP)),
    (CAST('2021-03-08 00:00:00' AS TIMESTAMP)),
    (CAST('2021-03-15 00:00:00' AS TIMESTAMP)),
    (CAST('2021-03-22 00:00:00' AS TIMESTAMP)),
    (CAST('2021-03-29 00:00:00' AS TIMESTAMP))) AS moments(bucket)
  LEFT JOIN (
    SELECT
      DATE_TRUNC('WEEK', received_at) AS bucket,
      COUNT(*) AS change
    FROM tickets
    WHERE
      (
        received_at < CAST('2021-04-01 00:00:00' AS TIMESTAMP)
        AND (
          left_at IS NULL OR left_at > CAST('2021-03-01 00:00:00' AS TIMESTAMP)
        )
      )
      AND district = '211302'
    GROUP BY
      1
    UNION ALL
    SELECT
      DATE_TRUNC('WEEK', GREATEST(left_at - INTERVAL '1' MICROSECOND, received_at)) AS bucket,
      -COUNT(*) AS change
    FROM tickets
    WHERE
      (
        (
          left_at <= CAST('2021-04-01 00:00:00' AS TIMESTAMP)
          AND received_at < CAST('2021-04-01 00:00:00' AS TIMESTAMP)
        )
        AND (
          left_at IS NULL OR left_at > CAST('2021-03-01 00:00:00' AS TIMESTAMP)
        )
      )
      AND district = '211302'
    GROUP BY
      1
  ) AS flows
    ON flows.bucket <= moments.bucket
  GROUP BY
    1
)
SELECT
  week,
  backlog
FROM stock
ORDER BY
  week ASC
