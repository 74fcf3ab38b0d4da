-- one row per service item, channel and month
SELECT
    accepted_service_cases.*,
    item.name, item.department, item.province, item.city, item.district, item.street, item.community, item.grid
FROM accepted_service_cases LEFT JOIN service_items AS item USING (item_code)
ORDER BY month, item_code, channel
