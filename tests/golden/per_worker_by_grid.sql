WITH by_tickets AS (
  SELECT
    grid,
    COUNT(*) AS received
  FROM tickets
  WHERE
    (
      received_at >= TIMESTAMP '2021-03-01 00:00:00'
      AND received_at < TIMESTAMP '2021-04-01 00:00:00'
    )
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-04-01 00:00:00')
  GROUP BY
    1
), state_of_areas AS (
  SELECT
    grid,
    SUM(grid_workers) AS grid_workers
  FROM areas
  WHERE
    (valid_from IS NULL OR valid_from < TIMESTAMP '2021-04-01 00:00:00') AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2021-04-01 00:00:00')
  GROUP BY
    1
), stock AS (
  SELECT
    grid,
    COUNT(*) AS backlog
  FROM tickets
  WHERE
    received_at < TIMESTAMP '2021-04-01 00:00:00'
    AND closed_at > TIMESTAMP '2021-04-01 00:00:00'
    AND (void_at IS NULL OR void_at > TIMESTAMP '2021-04-01 00:00:00')
  GROUP BY
    1
), joined AS (
  SELECT
    grid,
    MAX(received) AS received,
    MAX(grid_workers) AS grid_workers,
    MAX(backlog) AS backlog
  FROM (
    SELECT
      grid,
      received,
      NULL AS grid_workers,
      NULL AS backlog
    FROM by_tickets
    UNION ALL
    SELECT
      grid,
      NULL AS received,
      grid_workers,
      NULL AS backlog
    FROM state_of_areas
    UNION ALL
    SELECT
      grid,
      NULL AS received,
      NULL AS grid_workers,
      backlog
    FROM stock
  ) AS legs
  GROUP BY
    grid
)
SELECT
  grid,
  COALESCE(received, 0) AS received,
  grid_workers,
  COALESCE(received, 0) / NULLIF(grid_workers, 0) AS received_per_worker,
  COALESCE(backlog, 0) AS backlog,
  COALESCE(backlog, 0) / NULLIF(grid_workers, 0) AS open_per_worker
FROM joined
ORDER BY
  received_per_worker DESC,
  grid ASC
LIMIT 20
