-- one row per administrative area or grid, with the codes of all areas it lies in
WITH RECURSIVE climb(area_code, ancestor, level, parent_code, steps) AS (
    SELECT area_code, area_code, level, parent_code, 0 FROM accepted_areas
    UNION ALL
    SELECT climb.area_code, above.area_code, above.level, above.parent_code, steps + 1
    FROM climb JOIN accepted_areas AS above ON above.area_code = climb.parent_code
    WHERE steps < 6
),
path AS (
    SELECT
        area_code,
        max(ancestor) FILTER (WHERE level = 'province') AS province,
        max(ancestor) FILTER (WHERE level = 'city') AS city,
        max(ancestor) FILTER (WHERE level = 'district') AS district,
        max(ancestor) FILTER (WHERE level = 'street') AS street,
        max(ancestor) FILTER (WHERE level = 'community') AS community,
        max(ancestor) FILTER (WHERE level = 'grid') AS grid
    FROM climb
    GROUP BY area_code
)
SELECT accepted_areas.*, path.* EXCLUDE (area_code), geometry IS NOT NULL AS has_boundary
FROM accepted_areas JOIN path USING (area_code)
ORDER BY area_code
