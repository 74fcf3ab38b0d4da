-- one row per renovation project
SELECT
    accepted_renovation_projects.*,
    areas.province, areas.city, areas.district, areas.street, areas.community, areas.grid,
    CAST(year(coalesce(planned_finish, planned_start, started_at)) AS INTEGER) AS plan_year
FROM accepted_renovation_projects LEFT JOIN areas USING (area_code)
ORDER BY project_id
