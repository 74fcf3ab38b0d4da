"""Positions fall into boundaries."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from data.contracts.areas import LEVELS
from data.intake.placing.gazetteer import Gazetteer
from data.intake.placing.statements import columns_of
from data.intake.rules.places import POINTS

AT_ONCE = 500_000


def inside(rows: pd.DataFrame, boundaries: pd.DataFrame, gazetteer: Gazetteer) -> pd.DataFrame:
    """Each row (source, ticket_id, longitude, latitude) with the codes of the deepest boundary around it and whether there is one (POINTS)."""
    if rows.empty:
        return pd.DataFrame(columns=list(POINTS), dtype=object)
    depth = boundaries["level"].map({level: depth for depth, level in enumerate(LEVELS)})
    shapes = gpd.GeoDataFrame(
        {"area_code": boundaries["area_code"], "depth": depth},
        geometry=gpd.GeoSeries.from_wkb(boundaries["geometry"].map(bytes)),
        crs="EPSG:4326",
    )
    deepest = []
    for start in range(0, len(rows), AT_ONCE):
        some = rows.iloc[start : start + AT_ONCE]
        points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(some["longitude"], some["latitude"]), index=some.index, crs="EPSG:4326")
        joined = points.sjoin(shapes, predicate="within").sort_values(["depth", "area_code"])
        deepest.append(joined.loc[~joined.index.duplicated(keep="last"), "area_code"])
    codes = pd.concat(deepest).reindex(rows.index)
    columns = {code: columns_of(gazetteer, code) for code in codes.dropna().unique()}
    nowhere = (None,) * 4
    four = pd.DataFrame([columns.get(code, nowhere) for code in codes], columns=list(POINTS)[2:6], index=rows.index, dtype=object)
    return pd.concat([rows[["source", "ticket_id"]], four, codes.notna().rename("inside")], axis=1)
