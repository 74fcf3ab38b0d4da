-- one row per service item; its area columns down to the grid are those of the area that offers it
SELECT
    accepted_service_items.* EXCLUDE (district),
    areas.province, areas.city, areas.district, areas.street, areas.community, areas.grid,
    accepted_service_items.district AS area_code,
    -- Tenths of the statutory time that the promise saves, 0–9; a promise of no time at all is among the last. Negative: longer than the law.
    CASE WHEN accepted_service_items.kind = 'item' AND statutory_days > 0 THEN
        CAST(least(floor(10 * (1 - promised_days / statutory_days) + 1e-9), 9) AS INTEGER)
    END AS compression_tenth
FROM accepted_service_items LEFT JOIN areas ON areas.area_code = accepted_service_items.district
ORDER BY item_code
