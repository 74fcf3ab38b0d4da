"""The tree of areas: real districts, nested schematic cells, names and counts that look like life."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely

from data.demo.gazetteer import spread
from data.demo.scales import SCALES

GRIDDED = SCALES["demo"].districts


@pytest.fixture(scope="module")
def areas(demo):
    frame = demo["areas"].drop(columns=["province", "city", "district", "street", "community", "grid"])
    shapes = [None if pd.isna(value) else shapely.from_wkb(bytes(value)) for value in frame["geometry"]]
    return frame.assign(shape=shapes).set_index("area_code", drop=False)


def _children(areas, code):
    return areas[areas["parent_code"] == code]


def test_the_province_has_a_hundred_valid_districts(areas):
    districts = areas[(areas["level"] == "district") & areas["area_code"].str.startswith("21")]
    assert len(districts) == 100
    assert districts["shape"].map(shapely.is_valid).all()
    assert not districts["schematic"].any()


def test_every_shape_is_valid_and_runs_clockwise(areas):
    shapes = areas["shape"].dropna().to_numpy()
    assert shapely.is_valid(shapes).all()
    outside = shapely.get_exterior_ring(shapely.get_parts(shapes))
    assert not shapely.is_ccw(outside).any()


def test_cells_below_the_district_are_marked_as_schematic(areas):
    below = areas["level"].isin(["street", "community", "grid"])
    assert (areas["schematic"].fillna(False).astype(bool) == (below & areas["shape"].notna())).all()
    assert areas.loc[below & areas["area_code"].str[:6].isin(GRIDDED), "shape"].notna().all()


@pytest.mark.parametrize("district", GRIDDED)
def test_the_cells_of_a_district_share_their_edges_and_fill_it(areas, district):
    for level in ("street", "community"):
        inside = areas[areas["area_code"].str.startswith(district) & (areas["level"] == level)]["shape"].to_numpy()
        assert shapely.coverage_is_valid(inside), level
        assert shapely.area(inside).sum() == pytest.approx(areas.at[district, "shape"].area, rel=1e-4)


def test_an_area_lies_within_its_parent(areas):
    below = areas[areas["level"].isin(["street", "community", "grid"]) & areas["shape"].notna()]
    outside = shapely.difference(below["shape"].to_numpy(), areas.loc[below["parent_code"], "shape"].to_numpy())
    assert shapely.area(outside).max() < 1e-6


def test_cells_are_compact_and_of_uneven_size(areas):
    streets = areas[(areas["level"] == "street") & areas["area_code"].str.startswith("211302")]
    size = shapely.area(streets["shape"].to_numpy())
    assert size.max() > 4 * size.min()
    compactness = 4 * np.pi * size / shapely.length(streets["shape"].to_numpy()) ** 2
    assert np.median(compactness) > 0.35


def test_codes_grow_by_level_and_begin_with_their_parent(areas):
    lengths = areas["area_code"].str.len()
    assert lengths.groupby(areas["level"]).agg(set).to_dict() == {
        "province": {6},
        "city": {6},
        "district": {6},
        "street": {9},
        "community": {12},
        "grid": {15},
    }
    for level in ("street", "community", "grid"):
        inside = areas[areas["level"] == level]
        assert all(code.startswith(parent) for code, parent in zip(inside["area_code"], inside["parent_code"], strict=True))


def test_names_are_not_repeated_within_a_district(areas):
    for level in ("street", "community", "grid"):
        inside = areas[areas["level"] == level]
        assert not inside.duplicated(["parent_code", "name"]).any()
        if level != "grid":
            assert not inside.assign(district=inside["area_code"].str[:6]).duplicated(["district", "name"]).any()
        assert not inside["name"].str.contains(r"\d").any()


def test_the_real_streets_are_there(areas):
    assert areas.at["211302008", "name"] == "站南街道"
    assert areas.at["211302001001", "name"] == "五一社区"
    assert len(_children(areas, "211302")) == 13


def test_counts_stand_at_the_lowest_level_only(areas):
    parents = areas[areas["area_code"].isin(areas["parent_code"])]
    assert parents[["population", "households", "grid_workers", "party_branches"]].isna().all(axis=None)
    leaves = areas[~areas["area_code"].isin(areas["parent_code"])]
    assert leaves["households"].min() > 0


def test_spread_gives_whole_numbers_that_add_up():
    assert spread(10, np.array([1.0, 1.0, 1.0])).tolist() == [4, 3, 3]
    assert spread(0, np.array([1.0, 2.0])).tolist() == [0, 0]
    assert spread(7, np.array([0.0, 1.0])).tolist() == [0, 7]
