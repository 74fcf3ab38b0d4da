"""Boundaries ready for a map keep their codes, their shared edges and the ring order that d3 wants."""

import geopandas as gpd
import pytest
from shapely.geometry import MultiPolygon, Point, Polygon, box, shape

from analytics.figures.outlines import outlines

FRAME = gpd.GeoDataFrame(
    {"area_code": ["1", "2"], "name": ["甲", "乙"], "schematic": [False, True]},
    geometry=[box(120, 41, 121, 42), MultiPolygon([box(121, 41, 122, 42), box(125, 41, 125.1, 41.1)])],
    crs=4326,
)


def test_the_code_is_the_feature_id_that_the_map_looks_up():
    assert [feature["id"] for feature in outlines(FRAME).geojson["features"]] == ["1", "2"]


def test_exterior_rings_run_clockwise():
    for feature in outlines(FRAME).geojson["features"]:
        for polygon in shape(feature["geometry"]).geoms:
            assert not polygon.exterior.is_ccw


def test_neighbours_still_share_their_edge():
    first, second = (shape(feature["geometry"]) for feature in outlines(FRAME).geojson["features"])
    assert first.intersection(second).length == pytest.approx(1, abs=1e-3)


def test_the_name_stands_inside_the_largest_part():
    spots = dict(outlines(FRAME).spots)
    assert FRAME.geometry[1].contains(Point(spots["2"].longitude, spots["2"].latitude))
    assert spots["2"].radius == pytest.approx(0.5, abs=0.02)
    assert spots["2"].bounds == pytest.approx((121, 41, 125.1, 42))


def test_one_schematic_cell_makes_the_map_say_so():
    assert outlines(FRAME).schematic
    assert not outlines(FRAME.iloc[:1]).schematic


def test_detail_that_cannot_be_seen_is_dropped():
    import numpy as np

    angles = np.linspace(0, 2 * np.pi, 20_000, endpoint=False)
    round_area = Polygon(zip(120 + np.cos(angles), 41 + np.sin(angles), strict=True))
    frame = gpd.GeoDataFrame({"area_code": ["1"], "name": ["圆"], "schematic": [False]}, geometry=[round_area], crs=4326)
    ring = outlines(frame).geojson["features"][0]["geometry"]["coordinates"][0][0]
    assert len(ring) < 400
