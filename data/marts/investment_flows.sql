-- one row per investment project and month; a month's funds are known, and count, on its last day
WITH placed AS (
    SELECT
        flow.* REPLACE (CAST(flow.inflow AS DECIMAL(18, 2)) AS inflow),
        project.* EXCLUDE (project_id, name, investor, area_code, negotiating_at, landed_at, started_at, producing_at, intended_amount),
        coalesce(project.district, project.city, project.province, flow.project_id) AS place
    FROM accepted_investment_flows AS flow LEFT JOIN investment_projects AS project USING (project_id)
),
records AS (
    SELECT place, year(month) AS year, min(month) OVER (PARTITION BY place) AS first_month FROM placed
    QUALIFY row_number() OVER (PARTITION BY place, year(month)) = 1
)
SELECT
    placed.* EXCLUDE (place),
    -- A microsecond after midnight: what is judged at the midnight that begins the day does not know of it yet.
    last_day(placed.month) + INTERVAL 1 MICROSECOND AS received_at,
    -- The moment at which this month is compared with; none as long as that month has not been reported by anybody.
    CASE
        WHEN placed.month + INTERVAL 1 YEAR <= (SELECT max(month) FROM accepted_investment_flows)
            THEN last_day(placed.month + INTERVAL 1 YEAR) + INTERVAL 1 MICROSECOND
    END AS year_before_at,
    -- A district whose record is younger than a year has nothing that its funds could be compared with.
    coalesce(records.first_month <= placed.month - INTERVAL 1 YEAR, FALSE) AS is_comparable,
    date_trunc('year', placed.month) AS year_from,
    date_trunc('year', placed.month) + INTERVAL 1 YEAR AS year_to
FROM placed LEFT JOIN records ON records.place = placed.place AND records.year = year(placed.month) - 1
ORDER BY month, project_id
