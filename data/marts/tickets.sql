-- one row per citizen request or case
WITH placed AS (
    SELECT
        accepted_tickets.* EXCLUDE (district, street, community, grid, due_at),
        coalesce(here.province, wider.province) AS province,
        coalesce(here.city, wider.city) AS city,
        coalesce(here.district, wider.district, accepted_tickets.district) AS district,
        coalesce(here.street, accepted_tickets.street) AS street,
        coalesce(here.community, accepted_tickets.community) AS community,
        coalesce(here.grid, accepted_tickets.grid) AS grid,
        coalesce(due_at, deadline.day + (received_at - date_trunc('day', received_at))) AS due_at,
        due_at IS NULL AS due_computed,
        -- Nothing leaves before it has come.
        greatest(coalesce(least(resolved_at, void_at), 'infinity'), received_at) AS left_at,
        coalesce(difficulty, category_weights.weight, 1) AS workload_weight,
        -- Which columns its source reports in its month.
        reporting.code AS reports
    FROM accepted_tickets
    LEFT JOIN (SELECT DISTINCT source, month, code FROM reported WHERE dataset = 'tickets') AS reporting
        ON reporting.source = accepted_tickets.source AND reporting.month = CAST(date_trunc('month', received_at) AS DATE)
    LEFT JOIN areas AS here
        ON here.area_code = coalesce(accepted_tickets.grid, accepted_tickets.community, accepted_tickets.street, accepted_tickets.district)
    -- A code that no area has, such as that of a new grid, does not take the ticket out of its district.
    LEFT JOIN areas AS wider
        ON here.area_code IS NULL AND wider.area_code = coalesce(accepted_tickets.district, accepted_tickets.street)
    LEFT JOIN channel_limits ON channel_limits.channel = accepted_tickets.channel
    LEFT JOIN category_weights ON category_weights.category = accepted_tickets.category
    LEFT JOIN working_days AS opening ON opening.day = CAST(received_at AS DATE)
    LEFT JOIN workdays AS deadline
        ON deadline.ordinal = opening.ordinal + coalesce(channel_limits.working_days, (SELECT default_working_days FROM policy_limits))
),
-- Only rows with a reporter and a subject (the category stands in for a missing subcategory) can repeat; the others would
-- form a single huge partition.
repeats AS (
    SELECT source, ticket_id
    FROM accepted_tickets
    WHERE reporter_key IS NOT NULL AND coalesce(subcategory, category) IS NOT NULL AND void_at IS NULL
    QUALIFY received_at - lag(received_at) OVER (PARTITION BY reporter_key, coalesce(subcategory, category) ORDER BY received_at, ticket_id)
        <= (SELECT repeat_within FROM policy_limits)
)
SELECT
    placed.*,
    repeats.ticket_id IS NOT NULL AS is_repeat,
    received_at + (SELECT dispatch_within FROM policy_limits) AS dispatch_due_at,
    received_at + (SELECT response_within FROM policy_limits) AS response_due_at,
    -- Every state is the moment from which it holds, infinity where it never comes: a query compares one column with its as-of.
    coalesce(resolved_at, 'infinity') AS closed_at,
    -- The day at whose end it is gone: what leaves at midnight sharp is gone at the end of the day before.
    CASE WHEN isfinite(left_at) THEN CAST(greatest(left_at - INTERVAL 1 MICROSECOND, received_at) AS DATE) END AS left_day,
    coalesce(least(resolved_at, due_at), 'infinity') AS counts_as_due_at,
    CASE WHEN resolved_at <= due_at THEN resolved_at ELSE 'infinity' END AS on_time_at,
    CASE WHEN rating IS NOT NULL AND resolved_at IS NOT NULL THEN greatest(resolved_at, rated_at) ELSE 'infinity' END AS rating_known_at,
    CASE WHEN rating >= 4 AND resolved_at IS NOT NULL THEN greatest(resolved_at, rated_at) ELSE 'infinity' END AS satisfied_at,
    CAST(epoch(received_at) AS BIGINT) AS received_second,
    -- A date without a time stands for its whole day: closed on the opening day is not closed before it.
    CAST(CASE WHEN resolved_at >= received_at THEN epoch(resolved_at) - epoch(received_at) WHEN resolved_at < received_at THEN 0 END AS BIGINT)
        AS resolution_seconds,
    CASE WHEN resolved_at <= received_at + (SELECT instant_within FROM policy_limits) THEN resolved_at ELSE 'infinity' END AS instant_at,
    CAST(epoch(due_at) - epoch(received_at) AS BIGINT) AS limit_seconds
FROM placed
LEFT JOIN repeats ON repeats.source = placed.source AND repeats.ticket_id = placed.ticket_id
-- Void tickets last: of every other block a query sees from its bounds alone that none of its rows is void.
ORDER BY placed.void_at IS NOT NULL, placed.received_at, placed.source, placed.ticket_id
