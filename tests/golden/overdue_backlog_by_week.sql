WITH stock_due AS (
  SELECT
    moments.bucket AS week,
    CAST(COALESCE(SUM(flows.change), 0) AS BIGINT) AS overdue_backlog
  FROM (VALUES
    (CAST('2021-03-01 00:00:00' AS TIMESTAMP)),
    (CAST('2021-03-08 00:00:00' AS TIMESTAMP)),
    (CAST('2021-03-15 00:00:00' AS TIMESTAMP)),
    (CAST('2021-03-22 00:00:00' AS TIMESTAMP)),
    (CAST('2021-03-29 00:00:00' AS TIMESTAMP))) AS moments(bucket)
  LEFT JOIN (
    SELECT
      CAST(CASE
        WHEN received_at IS NULL OR due_at IS NULL
        THEN NULL
        ELSE GREATEST(received_at, due_at)
      END AS DATE) AS day,
      COUNT(*) AS change
    FROM tickets
    WHERE
      (
        (
          received_at < TIMESTAMP '2021-04-01 00:00:00'
          AND due_at < TIMESTAMP '2021-04-01 00:00:00'
          AND (void_at IS NULL OR void_at > TIMESTAMP '2021-04-01 00:00:00')
        )
        AND closed_at > due_at
      )
      AND closed_at > TIMESTAMP '2021-03-01 00:00:00'
    GROUP BY
      1
    UNION ALL
    SELECT
      CAST(closing_at AS DATE) AS day,
      -COUNT(*) AS change
    FROM tickets
    WHERE
      closed_at <= TIMESTAMP '2021-04-01 00:00:00'
      AND (
        (
          received_at < TIMESTAMP '2021-04-01 00:00:00'
          AND due_at < TIMESTAMP '2021-04-01 00:00:00'
          AND (void_at IS NULL OR void_at > TIMESTAMP '2021-04-01 00:00:00')
        )
        AND closed_at > due_at
      )
      AND closed_at > TIMESTAMP '2021-03-01 00:00:00'
    GROUP BY
      1
  ) AS flows
    ON DATE_TRUNC('WEEK', flows.day) <= moments.bucket
  GROUP BY
    1
)
SELECT
  week,
  overdue_backlog
FROM stock_due
ORDER BY
  week ASC
