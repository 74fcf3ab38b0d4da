-- one row per dataset, source, month and column that is reported: only there nothing is a nought, elsewhere it is unknown
-- A file reports the columns that it carries, for the months of its rows, if their source has a value there in any file. Months that no
-- file has spoken for, as in the demo, have every column in which their source has any value. A dataset without a time has no month.
WITH known AS (
    SELECT dataset, source, month, "column" FROM mapped SEMI JOIN valued USING (dataset, source, "column")
    UNION
    SELECT dataset, source, month, "column"
    FROM (FROM spans ANTI JOIN mapped USING (dataset, source, month)) JOIN valued USING (dataset, source)
),
-- Who says when a case was closed says that it is, and whether on time.
said AS (
    FROM known
    UNION
    SELECT dataset, source, month, unnest(['closed_known_at', 'stated_on_time']) FROM known WHERE dataset = 'tickets' AND "column" = 'resolved_at'
),
-- The same code for all that report the same columns: one number tells of a row what it can be asked. It is made of the columns alone, so that
-- a new set of them changes no other row.
sets AS (
    SELECT
        dataset, source, month, list("column" ORDER BY "column") AS columns,
        CAST(md5_number_lower(string_agg("column", ' ' ORDER BY "column")) % 2147483648 AS INTEGER) AS code
    FROM said GROUP BY ALL
)
SELECT dataset, source, month, unnest(columns) AS "column", code
FROM sets
ORDER BY ALL
