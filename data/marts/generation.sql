-- one row per generation: what it is and until when its data reach
SELECT
    CAST($number AS INTEGER) AS number,
    CAST($built_at AS TIMESTAMP) AS built_at,
    CAST($demo AS BOOLEAN) AS demo,
    CAST($scale AS VARCHAR) AS scale,
    CAST($seed AS INTEGER) AS seed,
    CAST($note AS VARCHAR) AS note,
    CAST($layout AS VARCHAR) AS layout,
    coalesce(
        (SELECT greatest(max(received_at), max(resolved_at), max(rated_at), max(archived_at)) FROM tickets),
        -- Without any ticket the ledgers say until when the data reach.
        (
            SELECT max(moment) FROM (
                SELECT max(month) + INTERVAL 1 MONTH AS moment FROM renovation_progress
                UNION ALL SELECT max(month) + INTERVAL 1 MONTH FROM investment_flows
                UNION ALL SELECT max(month) + INTERVAL 1 MONTH FROM service_cases
                UNION ALL SELECT max(held_at) FILTER (WHERE done) FROM activities
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
