-- one row per area, year and month: the month's share of the year's target, as stated, by the pattern of past years, or even
WITH goals AS (SELECT * FROM investment_targets WHERE month = 0),
months AS (SELECT unnest(range(1, 13)) AS month),
placed AS (
    SELECT unnest([province, city, district, street, community, grid]) AS area_code, month, inflow FROM investment_flows
),
received AS (
    SELECT area_code, year(placed.month) AS year, month(placed.month) AS month, sum(inflow) AS inflow FROM placed GROUP BY ALL
),
whole_years AS (
    -- Years whose twelve months the record of the area covers, and in which money came in.
    SELECT area_code, year
    FROM received JOIN (SELECT area_code, min(year * 12 + month) AS first_month FROM received GROUP BY area_code) USING (area_code)
    GROUP BY area_code, year, first_month
    HAVING sum(inflow) > 0 AND first_month <= year * 12 + 1
        AND (SELECT max(month) FROM investment_flows) >= make_date(year, 12, 1)
),
pattern AS (
    SELECT goals.area_code, goals.year, received.month, greatest(sum(received.inflow), 0) AS weight
    FROM goals
    JOIN whole_years ON whole_years.area_code = goals.area_code AND whole_years.year BETWEEN goals.year - 3 AND goals.year - 1
    JOIN received ON received.area_code = whole_years.area_code AND received.year = whole_years.year
    GROUP BY ALL
),
weights AS (
    SELECT
        goals.*, months.month AS number,
        CAST(coalesce(stated.target, 0) AS DOUBLE) AS stated,
        CAST(coalesce(pattern.weight, 0) AS DOUBLE) AS usual
    FROM goals
    CROSS JOIN months
    LEFT JOIN investment_targets AS stated
        ON stated.area_code = goals.area_code AND stated.year = goals.year AND stated.month = months.month
    LEFT JOIN pattern ON pattern.area_code = goals.area_code AND pattern.year = goals.year AND pattern.month = months.month
),
chosen AS (
    SELECT
        *,
        CASE
            WHEN sum(stated) OVER goal > 0 THEN 'stated'
            WHEN sum(usual) OVER goal > 0 THEN 'pattern'
            ELSE 'even'
        END AS phasing
    FROM weights
    WINDOW goal AS (PARTITION BY area_code, year)
),
shares AS (
    SELECT
        *,
        CASE phasing WHEN 'stated' THEN stated WHEN 'pattern' THEN usual ELSE 1 END AS weight,
        sum(weight) OVER (PARTITION BY area_code, year ORDER BY number) / sum(weight) OVER (PARTITION BY area_code, year) AS until
    FROM chosen
)
SELECT
    area_code, year, number AS month, phasing, is_lowest, target_level, year_from, year_to,
    last_day(make_date(year, number, 1)) AS due_on,
    -- Differences of the rounded running sum, so that the twelve months add up to the year.
    CAST(
        round(CAST(target AS DOUBLE) * until, 2)
        - coalesce(round(CAST(target AS DOUBLE) * lag(until) OVER (PARTITION BY area_code, year ORDER BY number), 2), 0)
    AS DECIMAL(18, 2)) AS target,
    province, city, district, street, community, grid
FROM shares
ORDER BY area_code, year, month
