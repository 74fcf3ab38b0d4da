WITH by_tickets AS (
  SELECT
    COUNT(*) AS received,
    CAST(COALESCE(COUNT_IF(closed_at <= TIMESTAMP '2022-04-30 18:00:00'), 0) AS BIGINT) AS resolved,
    0 AS period
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2022-04-01 00:00:00'
      AND received_at <= TIMESTAMP '2022-04-30 18:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2022-04-30 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS received,
    CAST(COALESCE(COUNT_IF(closed_at <= TIMESTAMP '2022-03-31 18:00:00'), 0) AS BIGINT) AS resolved,
    1 AS period
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2022-03-01 00:00:00'
      AND received_at <= TIMESTAMP '2022-03-31 18:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2022-03-31 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS received,
    CAST(COALESCE(COUNT_IF(closed_at <= TIMESTAMP '2022-02-28 18:00:00'), 0) AS BIGINT) AS resolved,
    2 AS period
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2022-02-01 00:00:00'
      AND received_at <= TIMESTAMP '2022-02-28 18:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2022-02-28 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS received,
    CAST(COALESCE(COUNT_IF(closed_at <= TIMESTAMP '2022-01-31 18:00:00'), 0) AS BIGINT) AS resolved,
    3 AS period
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2022-01-01 00:00:00'
      AND received_at <= TIMESTAMP '2022-01-31 18:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2022-01-31 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS received,
    CAST(COALESCE(COUNT_IF(closed_at <= TIMESTAMP '2021-12-31 18:00:00'), 0) AS BIGINT) AS resolved,
    4 AS period
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2021-12-01 00:00:00'
      AND received_at <= TIMESTAMP '2021-12-31 18:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-12-31 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS received,
    CAST(COALESCE(COUNT_IF(closed_at <= TIMESTAMP '2021-11-30 18:00:00'), 0) AS BIGINT) AS resolved,
    5 AS period
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2021-11-01 00:00:00'
      AND received_at <= TIMESTAMP '2021-11-30 18:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-11-30 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS received,
    CAST(COALESCE(COUNT_IF(closed_at <= TIMESTAMP '2021-10-31 18:00:00'), 0) AS BIGINT) AS resolved,
    6 AS period
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2021-10-01 00:00:00'
      AND received_at <= TIMESTAMP '2021-10-31 18:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-10-31 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS received,
    CAST(COALESCE(COUNT_IF(closed_at <= TIMESTAMP '2021-09-30 18:00:00'), 0) AS BIGINT) AS resolved,
    7 AS period
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2021-09-01 00:00:00'
      AND received_at <= TIMESTAMP '2021-09-30 18:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-09-30 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS received,
    CAST(COALESCE(COUNT_IF(closed_at <= TIMESTAMP '2021-08-31 18:00:00'), 0) AS BIGINT) AS resolved,
    8 AS period
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2021-08-01 00:00:00'
      AND received_at <= TIMESTAMP '2021-08-31 18:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-08-31 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS received,
    CAST(COALESCE(COUNT_IF(closed_at <= TIMESTAMP '2021-07-31 18:00:00'), 0) AS BIGINT) AS resolved,
    9 AS period
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2021-07-01 00:00:00'
      AND received_at <= TIMESTAMP '2021-07-31 18:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-07-31 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS received,
    CAST(COALESCE(COUNT_IF(closed_at <= TIMESTAMP '2021-06-30 18:00:00'), 0) AS BIGINT) AS resolved,
    10 AS period
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2021-06-01 00:00:00'
      AND received_at <= TIMESTAMP '2021-06-30 18:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-06-30 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS received,
    CAST(COALESCE(COUNT_IF(closed_at <= TIMESTAMP '2021-05-31 18:00:00'), 0) AS BIGINT) AS resolved,
    11 AS period
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2021-05-01 00:00:00'
      AND received_at <= TIMESTAMP '2021-05-31 18:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-05-31 18:00:00')
), stock AS (
  SELECT
    COUNT(*) AS backlog,
    0 AS period
  FROM tickets
  WHERE
    received_at <= TIMESTAMP '2022-04-30 18:00:00'
    AND closed_at > TIMESTAMP '2022-04-30 18:00:00'
    AND (void_at IS NULL OR void_at > TIMESTAMP '2022-04-30 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS backlog,
    1 AS period
  FROM tickets
  WHERE
    received_at <= TIMESTAMP '2022-03-31 18:00:00'
    AND closed_at > TIMESTAMP '2022-03-31 18:00:00'
    AND (void_at IS NULL OR void_at > TIMESTAMP '2022-03-31 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS backlog,
    2 AS period
  FROM tickets
  WHERE
    received_at <= TIMESTAMP '2022-02-28 18:00:00'
    AND closed_at > TIMESTAMP '2022-02-28 18:00:00'
    AND (void_at IS NULL OR void_at > TIMESTAMP '2022-02-28 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS backlog,
    3 AS period
  FROM tickets
  WHERE
    received_at <= TIMESTAMP '2022-01-31 18:00:00'
    AND closed_at > TIMESTAMP '2022-01-31 18:00:00'
    AND (void_at IS NULL OR void_at > TIMESTAMP '2022-01-31 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS backlog,
    4 AS period
  FROM tickets
  WHERE
    received_at <= TIMESTAMP '2021-12-31 18:00:00'
    AND closed_at > TIMESTAMP '2021-12-31 18:00:00'
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-12-31 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS backlog,
    5 AS period
  FROM tickets
  WHERE
    received_at <= TIMESTAMP '2021-11-30 18:00:00'
    AND closed_at > TIMESTAMP '2021-11-30 18:00:00'
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-11-30 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS backlog,
    6 AS period
  FROM tickets
  WHERE
    received_at <= TIMESTAMP '2021-10-31 18:00:00'
    AND closed_at > TIMESTAMP '2021-10-31 18:00:00'
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-10-31 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS backlog,
    7 AS period
  FROM tickets
  WHERE
    received_at <= TIMESTAMP '2021-09-30 18:00:00'
    AND closed_at > TIMESTAMP '2021-09-30 18:00:00'
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-09-30 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS backlog,
    8 AS period
  FROM tickets
  WHERE
    received_at <= TIMESTAMP '2021-08-31 18:00:00'
    AND closed_at > TIMESTAMP '2021-08-31 18:00:00'
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-08-31 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS backlog,
    9 AS period
  FROM tickets
  WHERE
    received_at <= TIMESTAMP '2021-07-31 18:00:00'
    AND closed_at > TIMESTAMP '2021-07-31 18:00:00'
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-07-31 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS backlog,
    10 AS period
  FROM tickets
  WHERE
    received_at <= TIMESTAMP '2021-06-30 18:00:00'
    AND closed_at > TIMESTAMP '2021-06-30 18:00:00'
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-06-30 18:00:00')
  UNION ALL
  SELECT
    COUNT(*) AS backlog,
    11 AS period
  FROM tickets
  WHERE
    received_at <= TIMESTAMP '2021-05-31 18:00:00'
    AND closed_at > TIMESTAMP '2021-05-31 18:00:00'
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-05-31 18:00:00')
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
