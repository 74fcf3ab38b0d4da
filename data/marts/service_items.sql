-- one row per service item
SELECT accepted_service_items.* EXCLUDE (district), areas.province, areas.city, areas.district, accepted_service_items.district AS area_code
FROM accepted_service_items LEFT JOIN areas ON areas.area_code = accepted_service_items.district
ORDER BY item_code
