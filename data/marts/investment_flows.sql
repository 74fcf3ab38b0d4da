-- one row per investment project and month
SELECT accepted_investment_flows.*, project.kind, project.province, project.city, project.district, project.street, project.community, project.grid
FROM accepted_investment_flows LEFT JOIN investment_projects AS project USING (project_id)
ORDER BY month, project_id
