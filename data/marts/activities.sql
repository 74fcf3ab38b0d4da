-- one row per activity
SELECT accepted_activities.* EXCLUDE (grid), areas.province, areas.city, areas.district, areas.street, areas.community, areas.grid
FROM accepted_activities LEFT JOIN areas ON areas.area_code = coalesce(accepted_activities.grid, accepted_activities.area_code)
ORDER BY held_at, activity_id
