-- one row per area, year and month of the phasing; month 0 is the whole year
WITH divided AS (
    -- Areas some of whose parts have a target of their own in the year.
    SELECT DISTINCT
        goal.year, goal.area_code AS part, unnest([areas.province, areas.city, areas.district, areas.street, areas.community]) AS area_code
    FROM accepted_investment_targets AS goal JOIN areas USING (area_code)
    WHERE goal.month = 0
)
SELECT
    goal.* REPLACE (CAST(goal.target AS DECIMAL(18, 2)) AS target),
    make_date(goal.year, 1, 1) AS year_from,
    make_date(goal.year + 1, 1, 1) AS year_to,
    areas.level AS target_level,
    NOT EXISTS (
        SELECT 1 FROM divided WHERE divided.year = goal.year AND divided.area_code = goal.area_code AND divided.part <> goal.area_code
    ) AS is_lowest,
    areas.province, areas.city, areas.district, areas.street, areas.community, areas.grid
FROM accepted_investment_targets AS goal LEFT JOIN areas USING (area_code)
ORDER BY area_code, year, month
