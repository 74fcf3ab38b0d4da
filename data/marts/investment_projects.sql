-- one row per investment project
SELECT
    project.* REPLACE (
        CAST(project.contracted_amount AS DECIMAL(18, 2)) AS contracted_amount,
        CAST(project.intended_amount AS DECIMAL(18, 2)) AS intended_amount
    ),
    areas.province, areas.city, areas.district, areas.street, areas.community, areas.grid,
    CASE
        WHEN coalesce(project.contracted_amount, project.intended_amount) >= policy_limits.large_project THEN 'large'
        WHEN coalesce(project.contracted_amount, project.intended_amount) IS NOT NULL THEN 'ordinary'
    END AS project_size,
    CAST(year(project.signed_at) AS INTEGER) AS signed_year
FROM accepted_investment_projects AS project LEFT JOIN areas USING (area_code), policy_limits
ORDER BY project_id
