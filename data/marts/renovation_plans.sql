-- one row per renovation project and month of report with the plan as stated then; in force from that month until the next that states one
SELECT
    accepted_renovation_plans.*,
    row_number() OVER (PARTITION BY project_id ORDER BY accepted_renovation_plans.month) AS version
FROM accepted_renovation_plans
ORDER BY project_id, month
