-- one row per renovation project and month: plan in force, latest report and plan by season, valid from the end of the month until the next; the first row before that
WITH spans AS (
    SELECT
        project_id,
        min(month) AS first_month,
        max(month) AS last_month
    FROM (
        SELECT project_id, least(planned_start, first_planned_start, started_at, planned_finish, first_planned_finish, finished_at) AS month
        FROM renovation_projects
        UNION ALL
        SELECT project_id, greatest(planned_start, first_planned_start, started_at, planned_finish, first_planned_finish, finished_at)
        FROM renovation_projects
        UNION ALL SELECT project_id, month FROM renovation_progress
        UNION ALL SELECT project_id, month FROM renovation_plans
        UNION ALL SELECT project_id, planned_start FROM renovation_plans
        UNION ALL SELECT project_id, planned_finish FROM renovation_plans
    ) GROUP BY project_id
),
months AS (
    SELECT project_id, CAST(unnest(generate_series(
        date_trunc('month', first_month) - INTERVAL 1 MONTH, date_trunc('month', last_month), INTERVAL 1 MONTH
    )) AS DATE) AS month
    FROM spans WHERE first_month IS NOT NULL
    UNION ALL SELECT project_id, NULL FROM spans WHERE first_month IS NULL
),
planned AS (
    SELECT
        months.project_id, months.month,
        last_day(months.month) AS month_end,
        -- Without a row of its own a project has one plan; before its first row the first row holds.
        CASE WHEN stated.project_id IS NOT NULL THEN stated.planned_start WHEN stateless THEN project.planned_start
            ELSE first_planned_start END AS planned_start,
        CASE WHEN stated.project_id IS NOT NULL THEN stated.planned_finish WHEN stateless THEN project.planned_finish
            ELSE first_planned_finish END AS planned_finish,
        CASE WHEN stated.project_id IS NOT NULL THEN coalesce(stated.planned_investment, project.planned_investment)
            WHEN stateless THEN project.planned_investment ELSE first_planned_investment END AS planned_investment,
        first_planned_start, first_planned_finish,
        kind IN ('old_compound', 'shantytown', 'road') AS outdoors
    FROM months
    JOIN (SELECT *, project_id NOT IN (SELECT project_id FROM renovation_plans) AS stateless FROM renovation_projects) AS project
        USING (project_id)
    ASOF LEFT JOIN renovation_plans AS stated ON stated.project_id = months.project_id AND stated.month <= months.month
),
shares AS (
    -- How much of the time for building is gone: by season outdoors, in plain days for other works.
    SELECT
        planned.*,
        CASE WHEN planned_start IS NULL OR planned_finish IS NULL THEN NULL
            WHEN outdoors AND finish.ordinal > start.ordinal THEN greatest(0, least(1, (now.ordinal - start.ordinal) / (finish.ordinal - start.ordinal)))
            ELSE greatest(0, least(1, (month_end - planned_start + 1) / (planned_finish - planned_start + 1))) END AS gone,
        CASE WHEN first_planned_start IS NULL OR first_planned_finish IS NULL THEN NULL
            WHEN outdoors AND first_finish.ordinal > first_start.ordinal THEN greatest(0, least(1, (now.ordinal - first_start.ordinal) / (first_finish.ordinal - first_start.ordinal)))
            ELSE greatest(0, least(1, (month_end - first_planned_start + 1) / (first_planned_finish - first_planned_start + 1))) END AS first_gone
    FROM planned
    LEFT JOIN building_days AS now ON now.day = month_end
    LEFT JOIN building_days AS start ON start.day = planned_start - 1
    LEFT JOIN building_days AS finish ON finish.day = planned_finish
    LEFT JOIN building_days AS first_start ON first_start.day = first_planned_start - 1
    LEFT JOIN building_days AS first_finish ON first_finish.day = first_planned_finish
),
curves AS (
    -- Work starts slowly, is fastest in the middle and ends slowly: 3x² − 2x³ of the time for building.
    SELECT *, 100 * gone * gone * (3 - 2 * gone) AS by_season, 100 * first_gone * first_gone * (3 - 2 * first_gone) AS first_by_season
    FROM shares
),
reported AS (
    SELECT
        curves.*,
        report.month AS reported_month, report.actual_percent, report.actual_spend, report.planned_spend,
        report.planned_percent AS stated_percent,
        stated.planned_percent AS last_stated, stated.month AS last_stated_month
    FROM curves
    ASOF LEFT JOIN renovation_progress AS report ON report.project_id = curves.project_id AND report.month <= curves.month
    ASOF LEFT JOIN (SELECT project_id, month, planned_percent FROM renovation_progress WHERE planned_percent IS NOT NULL) AS stated
        ON stated.project_id = curves.project_id AND stated.month <= curves.month
),
scheduled AS (
    -- What the reports state, and from the last such statement on the rest of the way by season.
    SELECT
        reported.*,
        coalesce(stated_percent, then_planned.by_season) AS planned_percent,
        reported_month IS NOT NULL AND stated_percent IS NULL AND then_planned.by_season IS NOT NULL AS plan_assumed,
        CASE WHEN last_stated IS NULL THEN reported.by_season
            WHEN last_stated_month = reported.month THEN last_stated
            WHEN anchor.by_season IS NULL OR anchor.by_season >= 100 THEN greatest(last_stated, reported.by_season)
            ELSE last_stated + (100 - last_stated) * greatest(0, reported.by_season - anchor.by_season) / (100 - anchor.by_season)
        END AS scheduled_percent
    FROM reported
    LEFT JOIN curves AS then_planned ON then_planned.project_id = reported.project_id AND then_planned.month = reported_month
    LEFT JOIN curves AS anchor ON anchor.project_id = reported.project_id AND anchor.month = last_stated_month
)
SELECT
    project.project_id, project.name, project.kind, project.class, project.owner, project.contractor, project.area_code,
    project.province, project.city, project.district, project.street, project.community, project.grid,
    project.longitude, project.latitude, project.buildings, project.households, project.floor_area_m2, project.plan_year,
    project.started_at, project.finished_at,
    scheduled.month,
    CASE WHEN row_number() OVER later > 1 THEN CAST(scheduled.month + INTERVAL 1 MONTH AS TIMESTAMP) END AS valid_from,
    CAST(lead(scheduled.month) OVER later + INTERVAL 1 MONTH AS TIMESTAMP) AS valid_to,
    scheduled.planned_start, scheduled.planned_finish, scheduled.planned_investment,
    project.first_planned_start, project.first_planned_finish, project.first_planned_investment,
    scheduled.planned_finish IS DISTINCT FROM project.first_planned_finish
        OR scheduled.planned_start IS DISTINCT FROM project.first_planned_start AS plan_moved,
    CAST(scheduled.planned_start + INTERVAL 1 DAY AS TIMESTAMP) AS planned_start_over,
    CAST(scheduled.planned_finish + INTERVAL 1 DAY AS TIMESTAMP) AS planned_finish_over,
    CAST(project.first_planned_finish + INTERVAL 1 DAY AS TIMESTAMP) AS first_planned_finish_over,
    reported_month, actual_percent, planned_percent, plan_assumed, actual_spend, planned_spend,
    scheduled_percent, first_by_season AS first_scheduled_percent,
    coalesce(planned_percent - actual_percent >= behind_percent - 1e-9, FALSE) AS behind
FROM renovation_projects AS project JOIN scheduled USING (project_id) CROSS JOIN pace_limits
WINDOW later AS (PARTITION BY scheduled.project_id ORDER BY scheduled.month)
ORDER BY scheduled.month, project.project_id
