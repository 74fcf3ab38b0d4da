-- one row per renovation project: the plan as it stands now beside the first that was stated
WITH first_plans AS (
    SELECT project_id, planned_start, planned_finish, planned_investment FROM renovation_plans WHERE version = 1
)
SELECT
    accepted_renovation_projects.*,
    areas.province, areas.city, areas.district, areas.street, areas.community, areas.grid,
    coalesce(first_plans.planned_start, accepted_renovation_projects.planned_start) AS first_planned_start,
    coalesce(first_plans.planned_finish, accepted_renovation_projects.planned_finish) AS first_planned_finish,
    coalesce(first_plans.planned_investment, accepted_renovation_projects.planned_investment) AS first_planned_investment,
    -- A plan moved over the new year stays in its year's list.
    CAST(year(coalesce(
        first_plans.planned_finish, accepted_renovation_projects.planned_finish,
        first_plans.planned_start, accepted_renovation_projects.planned_start, started_at
    )) AS INTEGER) AS plan_year
FROM accepted_renovation_projects LEFT JOIN areas USING (area_code) LEFT JOIN first_plans USING (project_id)
ORDER BY project_id
