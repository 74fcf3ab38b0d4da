WITH by_tickets AS (
  SELECT
    COUNT(*) AS received,
    COUNT(*) FILTER(WHERE
      resolved_at <= CAST('2022-04-30 18:00:00' AS TIMESTAMP)) AS resolved,
    0 AS period
  FROM tickets
  WHERE
    (
      received_at >= CAST('2022-04-01 00:00:00' AS TIMESTAMP)
      AND received_at <= CAST('2022-04-30 18:00:00' AS TIMESTAMP)
    )
    AND (
      void_at IS NULL OR void_at > CAST('2022-04-30 18:00:00' AS TIMESTAMP)
    )
  UNION ALL
  SELECT
    COUNT(*) AS received,
    COUNT(*) FILTER(WHERE
      resolved_at <= CAST('2022-03-31 18:00:00' AS TIMESTAMP)) AS resolved,
    1 AS period
  FROM tickets
  WHERE
    (
      received_at >= CAST('2022-03-01 00:00:00' AS TIMESTAMP)
      AND received_at <= CAST('2022-03-31 18:00:00' AS TIMESTAMP)
    )
    AND (
      void_at IS NULL OR void_at > CAST('2022-03-31 18:00:00' AS TIMESTAMP)
    )
  UNION ALL
  SELECT
    COUNT(*) AS received,
    COUNT(*) FILTER(WHERE
      resolved_at <= CAST('2022-02-28 18:00:00' AS TIMESTAMP)) AS resolved,
    2 AS period
  FROM tickets
  WHERE
    (
      received_at >= CAST('2022-02-01 00:00:00' AS TIMESTAMP)
      AND received_at <= CAST('2022-02-28 18:00:00' AS TIMESTAMP)
    )
    AND (
      void_at IS NULL OR void_at > CAST('2022-02-28 18:00:00' AS TIMESTAMP)
    )
  UNION ALL
  SELECT
    COUNT(*) AS received,
    COUNT(*) FILTER(WHERE
      resolved_at <= CAST('2022-01-31 18:00:00' AS TIMESTAMP)) AS resolved,
    3 AS period
  FROM tickets
  WHERE
    (
      received_at >= CAST('2022-01-01 00:00:00' AS TIMESTAMP)
      AND received_at <= CAST('2022-01-31 18:00:00' AS TIMESTAMP)
    )
    AND (
      void_at IS NULL OR void_at > CAST('2022-01-31 18:00:00' AS TIMESTAMP)
    )
  UNION ALL
  SELECT
    COUNT(*) AS received,
    COUNT(*) FILTER(WHERE
      resolved_at <= CAST('2021-12-31 18:00:00' AS TIMESTAMP)) AS resolved,
    4 AS period
  FROM tickets
  WHERE
    (
      received_at >= CAST('2021-12-01 00:00:00' AS TIMESTAMP)
      AND received_at <= CAST('2021-12-31 18:00:00' AS TIMESTAMP)
    )
    AND (
      void_at IS NULL OR void_at > CAST('2021-12-31 18:00:00' AS TIMESTAMP)
    )
  UNION ALL
  SELECT
    COUNT(*) AS received,
    COUNT(*) FILTER(WHERE
      resolved_at <= CAST('2021-11-30 18:00:00' AS TIMESTAMP)) AS resolved,
    5 AS period
  FROM tickets
  WHERE
    (
      received_at >= CAST('2021-11-01 00:00:00' AS TIMESTAMP)
      AND received_at <= CAST('2021-11-30 18:00:00' AS TIMESTAMP)
    )
    AND (
      void_at IS NULL OR void_at > CAST('2021-11-30 18:00:00' AS TIMESTAMP)
    )
  UNION ALL
  SELECT
    COUNT(*) AS received,
    COUNT(*) FILTER(WHERE
      resolved_at <= CAST('2021-10-31 18:00:00' AS TIMESTAMP)) AS resolved,
    6 AS period
  FROM tickets
  WHERE
    (
      received_at >= CAST('2021-10-01 00:00:00' AS TIMESTAMP)
      AND received_at <= CAST('2021-10-31 18:00:00' AS TIMESTAMP)
    )
    AND (
      void_at IS NULL OR void_at > CAST('2021-10-31 18:00:00' AS TIMESTAMP)
    )
  UNION ALL
  SELECT
    COUNT(*) AS received,
    COUNT(*) FILTER(WHERE
      resolved_at <= CAST('2021-09-30 18:00:00' AS TIMESTAMP)) AS resolved,
    7 AS period
  FROM tickets
  WHERE
    (
      received_at >= CAST('2021-09-01 00:00:00' AS TIMESTAMP)
      AND received_at <= CAST('2021-09-30 18:00:00' AS TIMESTAMP)
    )
    AND (
      void_at IS NULL OR void_at > CAST('2021-09-30 18:00:00' AS TIMESTAMP)
    )
  UNION ALL
  SELECT
    COUNT(*) AS received,
    COUNT(*) FILTER(WHERE
      resolved_at <= CAST('2021-08-31 18:00:00' AS TIMESTAMP)) AS resolved,
    8 AS period
  FROM tickets
  WHERE
    (
      received_at >= CAST('2021-08-01 00:00:00' AS TIMESTAMP)
      AND received_at <= CAST('2021-08-31 18:00:00' AS TIMESTAMP)
    )
    AND (
      void_at IS NULL OR void_at > CAST('2021-08-31 18:00:00' AS TIMESTAMP)
    )
  UNION ALL
  SELECT
    COUNT(*) AS received,
    COUNT(*) FILTER(WHERE
      resolved_at <= CAST('2021-07-31 18:00:00' AS TIMESTAMP)) AS resolved,
    9 AS period
  FROM tickets
  WHERE
    (
      received_at >= CAST('2021-07-01 00:00:00' AS TIMESTAMP)
      AND received_at <= CAST('2021-07-31 18:00:00' AS TIMESTAMP)
    )
    AND (
      void_at IS NULL OR void_at > CAST('2021-07-31 18:00:00' AS TIMESTAMP)
    )
  UNION ALL
  SELECT
    COUNT(*) AS received,
    COUNT(*) FILTER(WHERE
      resolved_at <= CAST('2021-06-30 18:00:00' AS TIMESTAMP)) AS resolved,
    10 AS period
  FROM tickets
  WHERE
    (
      received_at >= CAST('2021-06-01 00:00:00' AS TIMESTAMP)
      AND received_at <= CAST('2021-06-30 18:00:00' AS TIMESTAMP)
    )
    AND (
      void_at IS NULL OR void_at > CAST('2021-06-30 18:00:00' AS TIMESTAMP)
    )
  UNION ALL
  SELECT
    COUNT(*) AS received,
    COUNT(*) FILTER(WHERE
      resolved_at <= CAST('2021-05-31 18:00:00' AS TIMESTAMP)) AS resolved,
    11 AS period
  FROM tickets
  WHERE
    (
      received_at >= CAST('2021-05-01 00:00:00' AS TIMESTAMP)
      AND received_at <= CAST('2021-05-31 18:00:00' AS TIMESTAMP)
    )
    AND (
      void_at IS NULL OR void_at > CAST('2021-05-31 18:00:00' AS TIMESTAMP)
    )
), stock AS (
  SELECT
    moments.period AS period,
    CAST(COALESCE(SUM(flows.change), 0) AS BIGINT) AS backlog
  FROM (VALUES
    (0, 11),
    (1, 10),
    (2, 9),
    (3, 8),
    (4, 7),
    (5, 6),
    (6, 5),
    (7, 4),
    (8, 3),
    (9, 2),
    (10, 1),
    (11, 0)) AS moments(bucket, period)
  LEFT JOIN (
    SELECT
      CASE
        WHEN received_at <= CAST('2021-05-31 18:00:00' AS TIMESTAMP)
        THEN 0
        WHEN received_at <= CAST('2021-06-30 18:00:00' AS TIMESTAMP)
        THEN 1
        WHEN received_at <= CAST('2021-07-31 18:00:00' AS TIMESTAMP)
        THEN 2
        WHEN received_at <= CAST('2021-08-31 18:00:00' AS TIMESTAMP)
        THEN 3
        WHEN received_at <= CAST('2021-09-30 18:00:00' AS TIMESTAMP)
        THEN 4
        WHEN received_at <= CAST('2021-10-31 18:00:00' AS TIMESTAMP)
        THEN 5
        WHEN received_at <= CAST('2021-11-30 18:00:00' AS TIMESTAMP)
        THEN 6
        WHEN received_at <= CAST('2021-12-31 18:00:00' AS TIMESTAMP)
        THEN 7
        WHEN received_at <= CAST('2022-01-31 18:00:00' AS TIMESTAMP)
        THEN 8
        WHEN received_at <= CAST('2022-02-28 18:00:00' AS TIMESTAMP)
        THEN 9
        WHEN received_at <= CAST('2022-03-31 18:00:00' AS TIMESTAMP)
        THEN 10
        WHEN received_at <= CAST('2022-04-30 18:00:00' AS TIMESTAMP)
        THEN 11
      END AS bucket,
      COUNT(*) AS change
    FROM tickets
    WHERE
      received_at <= CAST('2022-04-30 18:00:00' AS TIMESTAMP)
    GROUP BY
      1
    UNION ALL
    SELECT
      CASE
        WHEN left_at <= CAST('2021-05-31 18:00:00' AS TIMESTAMP)
        AND received_at <= CAST('2021-05-31 18:00:00' AS TIMESTAMP)
        THEN 0
        WHEN left_at <= CAST('2021-06-30 18:00:00' AS TIMESTAMP)
        AND received_at <= CAST('2021-06-30 18:00:00' AS TIMESTAMP)
        THEN 1
        WHEN left_at <= CAST('2021-07-31 18:00:00' AS TIMESTAMP)
        AND received_at <= CAST('2021-07-31 18:00:00' AS TIMESTAMP)
        THEN 2
        WHEN left_at <= CAST('2021-08-31 18:00:00' AS TIMESTAMP)
        AND received_at <= CAST('2021-08-31 18:00:00' AS TIMESTAMP)
        THEN 3
        WHEN left_at <= CAST('2021-09-30 18:00:00' AS TIMESTAMP)
        AND received_at <= CAST('2021-09-30 18:00:00' AS TIMESTAMP)
        THEN 4
        WHEN left_at <= CAST('2021-10-31 18:00:00' AS TIMESTAMP)
        AND received_at <= CAST('2021-10-31 18:00:00' AS TIMESTAMP)
        THEN 5
        WHEN left_at <= CAST('2021-11-30 18:00:00' AS TIMESTAMP)
        AND received_at <= CAST('2021-11-30 18:00:00' AS TIMESTAMP)
        THEN 6
        WHEN left_at <= CAST('2021-12-31 18:00:00' AS TIMESTAMP)
        AND received_at <= CAST('2021-12-31 18:00:00' AS TIMESTAMP)
        THEN 7
        WHEN left_at <= CAST('2022-01-31 18:00:00' AS TIMESTAMP)
        AND received_at <= CAST('2022-01-31 18:00:00' AS TIMESTAMP)
        THEN 8
        WHEN left_at <= CAST('2022-02-28 18:00:00' AS TIMESTAMP)
        AND received_at <= CAST('2022-02-28 18:00:00' AS TIMESTAMP)
        THEN 9
        WHEN left_at <= CAST('2022-03-31 18:00:00' AS TIMESTAMP)
        AND received_at <= CAST('2022-03-31 18:00:00' AS TIMESTAMP)
        THEN 10
        WHEN left_at <= CAST('2022-04-30 18:00:00' AS TIMESTAMP)
        AND received_at <= CAST('2022-04-30 18:00:00' AS TIMESTAMP)
        THEN 11
      END AS bucket,
      -COUNT(*) AS change
    FROM tickets
    WHERE
      left_at <= CAST('2022-04-30 18:00:00' AS TIMESTAMP)
      AND received_at <= CAST('2022-04-30 18:00:00' AS TIMESTAMP)
    GROUP BY
      1
  ) AS flows
    ON flows.bucket <= moments.bucket
  GROUP BY
    1
), joined AS (
  SELECT
    period,
    MAX(received) AS received,
    MAX(resolved) AS resolved,
    MAX(backlog) AS backlog
  FROM (
    SELECT
      period,
      received,
      resolved,
      NULL AS backlog
    FROM by_tickets
    UNION ALL
    SELECT
      period,
      NULL AS received,
      NULL AS resolved,
      backlog
    FROM stock
  ) AS legs
  GROUP BY
    period
)
SELECT
  period,
  COALESCE(received, 0) AS received,
  COALESCE(resolved, 0) AS resolved,
  COALESCE(resolved, 0) / NULLIF(COALESCE(received, 0), 0) AS resolution_rate,
  COALESCE(backlog, 0) AS backlog
FROM joined
ORDER BY
  period ASC
