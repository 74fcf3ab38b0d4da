-- one row per activity
SELECT
    accepted_activities.* EXCLUDE (grid, planned, done),
    areas.province, areas.city, areas.district, areas.street, areas.community, areas.grid,
    -- A plan marks what it plans; a plain record of visits marks nothing, and each of its rows took place.
    coalesce(planned, false) AS planned,
    coalesce(done, true) AS done,
    CAST(epoch(held_at) AS BIGINT) AS held_second
FROM accepted_activities LEFT JOIN areas ON areas.area_code = coalesce(accepted_activities.grid, accepted_activities.area_code)
ORDER BY held_at, activity_id
