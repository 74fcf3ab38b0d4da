-- one row per citizen request or case
WITH placed AS (
    SELECT
        accepted_tickets.* EXCLUDE (district, street, community, grid, due_at),
        coalesce(here.province, wider.province) AS province,
        coalesce(here.city, wider.city) AS city,
        -- Where an export names a city or a province alone, its code stands in the place of the district's.
        CASE
            WHEN here.area_code IS NOT NULL THEN here.district
            WHEN wider.area_code IS NOT NULL THEN wider.district
            ELSE accepted_tickets.district
        END AS district,
        coalesce(here.street, accepted_tickets.street) AS street,
        coalesce(here.community, accepted_tickets.community) AS community,
        coalesce(here.grid, accepted_tickets.grid) AS grid,
        -- A receipt at midnight sharp is a bare date: what is counted from it ends with a day.
        CASE WHEN received_at = date_trunc('day', received_at) THEN INTERVAL '23:59:59' ELSE INTERVAL 0 SECOND END AS within_day,
        coalesce(due_at, deadline.day + (received_at - date_trunc('day', received_at)) + within_day) AS due_at,
        due_at IS NULL AS due_computed,
        received_at + within_day + (SELECT dispatch_within FROM policy_limits) AS dispatch_due_at,
        received_at + within_day + (SELECT response_within FROM policy_limits) AS response_due_at,
        -- A bare date is the end of its day; what it stands for may have been at any time of it.
        dispatched_at - CASE WHEN CAST(dispatched_at AS TIME) = TIME '23:59:59' THEN INTERVAL '23:59:59' ELSE INTERVAL 0 SECOND END AS dispatched_from,
        responded_at - CASE WHEN CAST(responded_at AS TIME) = TIME '23:59:59' THEN INTERVAL '23:59:59' ELSE INTERVAL 0 SECOND END AS responded_from,
        resolved_at - CASE WHEN CAST(resolved_at AS TIME) = TIME '23:59:59' THEN INTERVAL '23:59:59' ELSE INTERVAL 0 SECOND END AS resolved_from,
        -- A case whose state says that it is closed, but not when, is known to be so from the moment of the export on.
        coalesce(resolved_at, closed_known_at) AS ended_at,
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
    placed.* EXCLUDE (ended_at, within_day, dispatched_from, responded_from, resolved_from),
    repeats.ticket_id IS NOT NULL AS is_repeat,
    -- A bare date, the end of its day, keeps a limit or breaks it only where the whole day does.
    dispatched_at <= dispatch_due_at - within_day OR dispatched_from > dispatch_due_at OR dispatched_at IS NULL AS dispatch_judged,
    responded_at <= response_due_at - within_day OR responded_from > response_due_at OR responded_at IS NULL AS response_judged,
    resolved_at > due_at AND resolved_from <= due_at AS closed_as_due,
    -- Every state is the moment from which it holds, infinity where it never comes: a query compares one column with its as-of.
    -- Nothing is closed before it has come, so that what comes in less what is closed is what is left at every moment.
    greatest(coalesce(ended_at, 'infinity'), received_at) AS closed_at,
    -- The day and the window of a close: at the stroke of midnight those that end then, never those before the case came.
    greatest(coalesce(ended_at - INTERVAL 1 MICROSECOND, 'infinity'), received_at) AS closing_at,
    -- Closed without a date, and nobody says whether on time: it is neither, and not asked for.
    CASE
        WHEN stated_on_time IS NULL AND (resolved_at IS NULL AND closed_known_at IS NOT NULL OR closed_as_due AND NOT due_computed) THEN 'infinity'
        ELSE coalesce(least(ended_at, due_at), 'infinity')
    END AS counts_as_due_at,
    -- What the source says of it counts where its date or its deadline is not the source's own.
    CASE
        WHEN stated_on_time IS NOT NULL AND ended_at IS NOT NULL AND (resolved_at IS NULL OR due_computed OR closed_as_due)
            THEN CASE WHEN stated_on_time THEN ended_at ELSE 'infinity' END
        -- A limit of working days is kept by a close on its last day.
        WHEN resolved_at <= due_at OR closed_as_due AND due_computed THEN resolved_at
        ELSE 'infinity'
    END AS on_time_at,
    CASE WHEN rating IS NOT NULL AND ended_at IS NOT NULL THEN greatest(ended_at, rated_at) ELSE 'infinity' END AS rating_known_at,
    CASE WHEN rating >= 4 AND ended_at IS NOT NULL THEN greatest(ended_at, rated_at) ELSE 'infinity' END AS satisfied_at,
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
