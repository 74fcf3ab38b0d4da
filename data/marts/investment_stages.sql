-- one row per investment project and stage it has reached, with the moment it went on to a later one
WITH reached AS (
    SELECT
        investment_projects.*,
        unnest([
            {'stage': 'negotiating', 'step': 1, 'day': negotiating_at},
            {'stage': 'signed', 'step': 2, 'day': signed_at},
            {'stage': 'landed', 'step': 3, 'day': landed_at},
            {'stage': 'started', 'step': 4, 'day': started_at},
            {'stage': 'producing', 'step': 5, 'day': producing_at},
            {'stage': 'withdrawn', 'step': 6, 'day': withdrawn_at},
            {'stage': NULL, 'step': 0, 'day': NULL}  -- a project without any date has no stage, but it is there
        ], recursive := true)
    FROM investment_projects
)
SELECT
    project_id, stage, kind, industry, origin, lead_official, project_size, signed_year,
    signed_at, landed_at, started_at, withdrawn_at, contracted_amount, intended_amount,
    -- A microsecond after midnight: what is judged at the midnight that begins the day does not know of it yet.
    day + INTERVAL 1 MICROSECOND AS entered_at,
    -- The first day of any later stage: a stage passed on the day it was reached, or after a later one, is never the current one.
    min(day) OVER (PARTITION BY project_id ORDER BY step ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) + INTERVAL 1 MICROSECOND AS left_at,
    province, city, district, street, community, grid
FROM reached
WHERE day IS NOT NULL
    OR (step = 0 AND coalesce(negotiating_at, signed_at, landed_at, started_at, producing_at, withdrawn_at) IS NULL)
ORDER BY entered_at, project_id
