-- one row per generation: what it is and until when its data reach
SELECT
    CAST($number AS INTEGER) AS number,
    CAST($built_at AS TIMESTAMP) AS built_at,
    CAST($demo AS BOOLEAN) AS demo,
    CAST($scale AS VARCHAR) AS scale,
    CAST($seed AS INTEGER) AS seed,
    CAST($note AS VARCHAR) AS note,
    (SELECT greatest(max(received_at), max(resolved_at), max(rated_at), max(archived_at)) FROM tickets) AS data_until,
    (SELECT min(received_at) FROM tickets) AS data_from
