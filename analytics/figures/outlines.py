"""Boundaries made ready for a map: simplified together, ring order of d3, and the spot in each area where its name can stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry import MultiPolygon, Polygon, mapping
from shapely.geometry.polygon import orient

from analytics.figures.placement import Spot

PIXELS = 1200  # detail finer than this many steps across the picture cannot be seen
NEAREST_CIRCLE = 0.01  # the inscribed circle is found to this part of an area's size


@dataclass(frozen=True)
class Outlines:
    """GeoJSON with the area code as feature id, and a Spot for each area."""

    geojson: dict[str, Any]
    spots: tuple[tuple[str, Spot], ...]
    schematic: bool


def outlines(boundaries: gpd.GeoDataFrame) -> Outlines:
    """From area_code, name, schematic, geometry (WGS84); shared edges stay shared."""
    west, south, east, north = boundaries.total_bounds
    step = max(east - west, north - south) / PIXELS
    geometry = boundaries.geometry.make_valid()
    simple = gpd.GeoSeries(shapely.coverage_simplify(geometry.to_numpy(), step), crs=boundaries.crs)
    digits = max(3, min(6, 1 - int(f"{step:e}".rpartition("e")[2])))
    features, spots = [], []
    for code, name, shape in zip(boundaries["area_code"], boundaries["name"], simple, strict=True):
        polygons = _polygons(shape)
        rounded = shapely.set_precision(MultiPolygon([orient(part, -1) for part in polygons]), 10.0**-digits, mode="pointwise")
        features.append({"type": "Feature", "id": code, "properties": {"name": name}, "geometry": _rounded(mapping(rounded), digits)})
        spots.append((code, _spot(polygons)))
    return Outlines({"type": "FeatureCollection", "features": features}, tuple(spots), bool(boundaries["schematic"].fillna(False).any()))


def _spot(polygons: list[Polygon]) -> Spot:
    largest = max(polygons, key=lambda part: part.area)
    bounds = MultiPolygon(polygons).bounds
    size = max(bounds[2] - bounds[0], bounds[3] - bounds[1])
    circle = shapely.maximum_inscribed_circle(largest, tolerance=size * NEAREST_CIRCLE)
    (x, y), *_ = circle.coords
    return Spot(x, y, circle.length, bounds)


def _polygons(shape: Any) -> list[Polygon]:
    parts = [shape] if isinstance(shape, Polygon) else list(getattr(shape, "geoms", []))
    return [part for part in parts if isinstance(part, Polygon) and not part.is_empty]


def _rounded(geometry: dict[str, Any], digits: int) -> dict[str, Any]:
    # A binary float prints more digits than the grid it was snapped to.
    def walk(value: Any) -> Any:
        return round(value, digits) if isinstance(value, float) else [walk(part) for part in value]

    return {"type": geometry["type"], "coordinates": walk(geometry["coordinates"])}
