WITH state_of_areas AS (
  SELECT
    street,
    COUNT(*) FILTER(WHERE
      level = 'grid') AS grids,
    SUM(grid_workers) AS grid_workers
  FROM areas
  WHERE
    (
      (
        valid_from IS NULL OR valid_from < CAST('2021-04-01 00:00:00' AS TIMESTAMP)
      )
      AND (
        valid_to IS NULL OR valid_to >= CAST('2021-04-01 00:00:00' AS TIMESTAMP)
      )
    )
    AND district = '211302'
  GROUP BY
    1
)
SELECT
  street,
  grids,
  grid_workers
FROM state_of_areas
ORDER BY
  street ASC
