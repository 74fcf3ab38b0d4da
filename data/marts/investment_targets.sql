-- one row per area, year and month of the phasing; month 0 is the whole year
SELECT accepted_investment_targets.*, areas.province, areas.city, areas.district, areas.street, areas.community, areas.grid
FROM accepted_investment_targets LEFT JOIN areas USING (area_code)
ORDER BY area_code, year, month
