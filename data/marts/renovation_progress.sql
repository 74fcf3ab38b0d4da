-- one row per renovation project and month; valid from the end of its month until the next report
SELECT
    accepted_renovation_progress.*,
    accepted_renovation_progress.month + INTERVAL 1 MONTH AS valid_from,
    lead(accepted_renovation_progress.month + INTERVAL 1 MONTH) OVER (PARTITION BY project_id ORDER BY accepted_renovation_progress.month) AS valid_to,
    project.name, project.kind, project.class, project.owner, project.contractor, project.planned_investment, project.plan_year,
    project.province, project.city, project.district, project.street, project.community, project.grid
FROM accepted_renovation_progress LEFT JOIN renovation_projects AS project USING (project_id)
ORDER BY month, project_id
