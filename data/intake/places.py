"""Where a row lies: names become codes, points fall into boundaries, and GCJ-02 positions move back to WGS84."""

from __future__ import annotations

from difflib import get_close_matches

import duckdb
import geopandas as gpd
import numpy as np
import pandas as pd

from data.contracts import CONTRACTS
from data.contracts.model import N_
from data.contracts.problem import Problem
from data.intake import rules_places as sql
from data.intake.gazetteer import LEVELS, Gazetteer, Place
from data.intake.remark import remark
from data.intake.rules_merge import AREA_COLUMNS

SEMI_MAJOR = 6378245.0
ECCENTRICITY = 0.00669342162296594323
POINTS_AT_ONCE = 500_000
NAMED_IN_WARNING = 5


class UnknownArea(Problem):
    """The area that a file is said to belong to is not known."""


def lay(connection: duckdb.DuckDBPyConnection, judged: str, *, within: str | None, gcj02: bool) -> tuple[list[str], bool]:
    """Fill `placed_names`, `placed_points` and `moved` for the accepted tickets; returns warnings and whether points were placed.

    Areas that nobody knows are added to `accepted_areas` as provisional, so that their numbers still appear.
    """
    known = [Place(*row) for row in sql.known_areas(connection)]
    check_within(within, {place.area_code: place.name for place in known})
    gazetteer = Gazetteer.of(known)
    texts = sorted(sql.named_areas(connection, judged, AREA_COLUMNS), key=_fullest)
    names = pd.DataFrame(
        [_resolved(gazetteer, row, within) for row in texts],
        columns=[*(f"named_{name}" for name in AREA_COLUMNS), *AREA_COLUMNS],
        dtype=object,
    )
    sql.take(connection, "placed_names", names, {name: "VARCHAR" for name in names.columns})
    warnings = add_provisional(connection, gazetteer)
    _move(connection, judged, gcj02)
    placed, unplaced = _points(connection, judged, gazetteer)
    if placed:
        warnings.append(remark(N_("{count} rows without an area were placed by their position."), count=placed))
    if unplaced:
        warnings.append(remark(N_("{count} rows have neither an area nor a position inside a known boundary."), count=unplaced))
    return warnings, placed > 0


def check_within(within: str | None, names: dict[str, str]) -> None:
    if within is None or within in names:
        return
    named = [code for code, name in names.items() if name == within]
    near = (named or get_close_matches(within, names, n=1, cutoff=0.6))[:1]
    hint = f" Did you mean {near[0]} ({names[near[0]]})?" if near else ""
    raise UnknownArea(
        f"There is no area {within!r} to place the file in.{hint} `python -m data import AREAS.csv --dataset areas` adds areas."
    )


def to_wgs84(longitude: np.ndarray, latitude: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """GCJ-02 degrees moved back to WGS84, to within two metres; positions outside China stay.

    The published inverse of the offset of GCJ-02 (github.com/googollee/eviltransform, gcj2wgs): the offset is
    computed at the moved position itself.
    """
    x, y = longitude - 105.0, latitude - 35.0
    waves = 20 * np.sin(6 * x * np.pi) + 20 * np.sin(2 * x * np.pi)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
    north += (
        (waves + 20 * np.sin(y * np.pi) + 40 * np.sin(y / 3 * np.pi) + 160 * np.sin(y / 12 * np.pi) + 320 * np.sin(y / 30 * np.pi)) * 2 / 3
    )
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
    east += (
        (waves + 20 * np.sin(x * np.pi) + 40 * np.sin(x / 3 * np.pi) + 150 * np.sin(x / 12 * np.pi) + 300 * np.sin(x / 30 * np.pi)) * 2 / 3
    )
    slope = np.radians(latitude)
    curvature = 1 - ECCENTRICITY * np.sin(slope) ** 2
    north = np.degrees(north / (SEMI_MAJOR * (1 - ECCENTRICITY) / (curvature * np.sqrt(curvature))))
    east = np.degrees(east / (SEMI_MAJOR / np.sqrt(curvature) * np.cos(slope)))
    china = (longitude > 72.004) & (longitude < 137.8347) & (latitude > 0.8293) & (latitude < 55.8271)
    return np.where(china, longitude - east, longitude), np.where(china, latitude - north, latitude)


def _fullest(texts: tuple[str | None, ...]) -> list[tuple[int, str]]:
    """Longer spellings first, so that `Ward 3` and not `03` names a provisional area."""
    return [(-len(text or ""), text or "") for text in texts]


def _resolved(gazetteer: Gazetteer, texts: tuple[str | None, ...], within: str | None) -> list[str | None]:
    deepest = within
    for level, text in zip(AREA_COLUMNS, texts, strict=True):
        if text is not None:
            deepest = gazetteer.resolve(level, text, deepest)
    path = gazetteer.path(deepest if any(text is not None for text in texts) else None)
    return [*texts, *(path.get(level) for level in AREA_COLUMNS)]


def add_provisional(connection: duckdb.DuckDBPyConnection, gazetteer: Gazetteer) -> list[str]:
    """Append the areas that had to be made up to `accepted_areas`; returns the warning that names them and what may be meant."""
    fresh = gazetteer.provisional
    if not fresh:
        return []
    rows = [(place.area_code, place.level, place.name, place.parent_code, place.kind) for place in fresh]
    sql.add_areas(
        connection, pd.DataFrame(rows, columns=["area_code", "level", "name", "parent_code", "kind"], dtype=object), CONTRACTS["areas"]
    )
    named = ", ".join(_named(gazetteer, place) for place in fresh[:NAMED_IN_WARNING]) + (", …" if len(fresh) > NAMED_IN_WARNING else "")
    return [remark(N_("{count} areas are not in the areas table and were added as provisional: {names}"), count=len(fresh), names=named)]


def _named(gazetteer: Gazetteer, place: Place) -> str:
    near = gazetteer.nearest(place)
    return f"{place.name} (is {near.name} {near.area_code} meant?)" if near else place.name


def _move(connection: duckdb.DuckDBPyConnection, judged: str, gcj02: bool) -> None:
    frame = sql.positions(connection, judged) if gcj02 else pd.DataFrame({"row": [], "longitude": [], "latitude": []})
    if len(frame):
        longitude, latitude = to_wgs84(frame["longitude"].to_numpy(), frame["latitude"].to_numpy())
        frame = pd.DataFrame({"row": frame["row"], "longitude": longitude, "latitude": latitude})
    sql.take(connection, "moved", frame, {"row": "BIGINT", "longitude": "DOUBLE", "latitude": "DOUBLE"})


def _points(connection: duckdb.DuckDBPyConnection, judged: str, gazetteer: Gazetteer) -> tuple[int, int]:
    """Place the rows without any area name inside the deepest boundary around them; returns placed and unplaced."""
    shape = {"row": "BIGINT", **{level: "VARCHAR" for level in LEVELS[2:]}}
    boundaries = sql.boundaries(connection)
    rows = sql.unplaced_points(connection, judged)
    homeless = sql.rows_without_area(connection, judged)
    if boundaries.empty or rows.empty:
        sql.take(connection, "placed_points", pd.DataFrame(columns=list(shape), dtype=object), shape)
        return 0, homeless
    depth = boundaries["level"].map({level: depth for depth, level in enumerate(LEVELS)})
    shapes = gpd.GeoDataFrame(
        {"area_code": boundaries["area_code"], "depth": depth},
        geometry=gpd.GeoSeries.from_wkb(boundaries["geometry"].map(bytes)),
        crs="EPSG:4326",
    )
    found = []
    for start in range(0, len(rows), POINTS_AT_ONCE):
        some = rows.iloc[start : start + POINTS_AT_ONCE]
        points = gpd.GeoDataFrame({"row": some["row"]}, geometry=gpd.points_from_xy(some["longitude"], some["latitude"]), crs="EPSG:4326")
        joined = points.sjoin(shapes, predicate="within").sort_values(["row", "depth", "area_code"])
        found.append(joined.drop_duplicates("row", keep="last")[["row", "area_code"]])
    inside = pd.concat(found)
    paths = {code: gazetteer.path(code) for code in inside["area_code"].unique()}
    codes = {level: [paths[code].get(level) for code in inside["area_code"]] for level in LEVELS[2:]}
    sql.take(connection, "placed_points", pd.DataFrame({"row": inside["row"].to_numpy(), **codes}), shape)
    return len(inside), homeless - len(inside)
