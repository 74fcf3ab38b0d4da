-- one row per generation: what it is and until when its data reach
SELECT
    CAST($number AS INTEGER) AS number,
    CAST($built_at AS TIMESTAMP) AS built_at,
    CAST($demo AS BOOLEAN) AS demo,
    CAST($scale AS VARCHAR) AS scale,
    CAST($seed AS INTEGER) AS seed,
    CAST($note AS VARCHAR) AS note,
    CAST($layout AS VARCHAR) AS layout,
    CAST($recipe AS VARCHAR) AS recipe,
    -- So many tickets came in since all of them were sorted, and lie behind the others.
    CAST($loose AS BIGINT) AS loose,
    -- From this day on lie a few moments far ahead of all others: they stay in the data, but do not say until when these reach.
    CAST($ahead_from AS DATE) AS ahead_from,
    CAST($ahead_rows AS INTEGER) AS ahead_rows,
    coalesce(
        (
            SELECT greatest(
                max(received_at) FILTER (WHERE received_at < CAST($beyond AS DATE)),
                max(resolved_at) FILTER (WHERE resolved_at < CAST($beyond AS DATE)),
                max(closed_known_at) FILTER (WHERE closed_known_at < CAST($beyond AS DATE)),
                max(rated_at) FILTER (WHERE rated_at < CAST($beyond AS DATE)),
                max(archived_at) FILTER (WHERE archived_at < CAST($beyond AS DATE))
            ) FROM tickets
        ),
        -- Without any ticket the ledgers say until when the data reach.
        (
            SELECT max(moment) FROM (
                SELECT max(month) FILTER (WHERE month < CAST($beyond AS DATE)) + INTERVAL 1 MONTH AS moment FROM renovation_progress
                UNION ALL SELECT max(month) FILTER (WHERE month < CAST($beyond AS DATE)) + INTERVAL 1 MONTH FROM investment_flows
                UNION ALL SELECT max(month) FILTER (WHERE month < CAST($beyond AS DATE)) + INTERVAL 1 MONTH FROM service_cases
                UNION ALL SELECT max(held_at) FILTER (WHERE done AND held_at < CAST($beyond AS DATE)) FROM activities
            )
        )
    ) AS data_until,
    coalesce(
        (SELECT min(received_at) FROM tickets),
        (
            SELECT min(moment) FROM (
                SELECT min(month) AS moment FROM renovation_progress
                UNION ALL SELECT min(month) FROM investment_flows
                UNION ALL SELECT min(month) FROM service_cases
                UNION ALL SELECT min(held_at) FROM activities
            )
        )
    ) AS data_from
