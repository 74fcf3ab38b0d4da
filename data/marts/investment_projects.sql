-- one row per investment project
SELECT accepted_investment_projects.*, areas.province, areas.city, areas.district, areas.street, areas.community, areas.grid
FROM accepted_investment_projects LEFT JOIN areas USING (area_code)
ORDER BY project_id
