WITH state_of_areas AS (
  SELECT
    street,
    CAST(COALESCE(COUNT_IF(level = 'grid'), 0) AS BIGINT) AS grids,
    SUM(grid_workers) AS grid_workers
  FROM areas
  WHERE
    (valid_from IS NULL OR valid_from < TIMESTAMP '2021-04-01 00:00:00') AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2021-04-01 00:00:00')
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
