"""Areas and boundaries: names, paths, children, and shapes."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from analytics.asking.geography import Area, Areas, UnknownArea, areas, boundaries
from tests.support.warehouses import AREAS, publish

SQUARE = shapely.box(121.0, 41.0, 121.5, 41.5)


@pytest.fixture(autouse=True)
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    placed = [dict(area) for area in AREAS]
    placed[3] |= {"geometry": shapely.to_wkb(SQUARE), "schematic": True}
    publish(tmp_path, areas=placed)
    return tmp_path


def test_an_area_knows_the_way_down_to_it():
    assert [area.name for area in areas().path("211302001001001")] == ["P", "C", "D", "S1", "K1", "G1"]
    assert areas().path(None) == []


def test_children_and_the_level_below():
    known = areas()
    assert [area.code for area in known.children(None)] == ["21"]
    assert [area.name for area in known.children("211302")] == ["S1", "S2"]
    assert known.level_below("211302") == "street"
    assert known.level_below("211302002") is None
    assert known.level_below(None) == "province"


@pytest.mark.parametrize(("code", "hint"), [("S2", "211302002 (S2)"), ("21130200", "211302002 (S2)"), ("2113", None)])
def test_an_unknown_code_is_answered_with_an_area_of_that_name_or_the_closest_code(code: str, hint: str | None):
    if hint is None:
        assert areas().get(code).name == "C"
        return
    with pytest.raises(UnknownArea) as refusal:
        areas().get(code)
    assert "Did you mean" in str(refusal.value)


def test_a_name_stands_for_a_code_and_an_unknown_code_for_itself():
    assert areas().name("211302001") == "S1"
    assert areas().name("others") == "others"


def test_a_search_finds_names_and_codes_higher_levels_first():
    assert [area.name for area in areas().find("211302")] == ["D", "S1", "S2", "K1", "G1", "G2"]
    assert [area.name for area in areas().find("G", limit=1)] == ["G1"]


def test_boundaries_are_shapes_in_wgs84():
    frame = boundaries(["211302001", "211302002"])
    assert frame["area_code"].tolist() == ["211302001"]
    assert frame.crs.to_epsg() == 4326
    assert frame.geometry.iloc[0].equals(SQUARE)
    assert frame["schematic"].tolist() == [True]


@pytest.mark.parametrize("codes", [["211302002"], ["nowhere"], []])
def test_areas_without_a_boundary_give_an_empty_frame(codes: list[str]):
    frame = boundaries(codes)
    assert frame.empty
    assert frame.crs.to_epsg() == 4326


def test_the_areas_are_those_of_the_current_generation(warehouse: Path):
    assert len(areas().by_code) == len(AREAS)
    publish(warehouse, areas=AREAS[:3])
    assert len(areas().by_code) == 3


def test_a_generation_without_areas_is_no_error(warehouse: Path):
    publish(warehouse, areas=[])
    assert areas().by_code == {}
    assert areas().level_below(None) is None


def test_an_unknown_root_changes_neither_the_level_compared_nor_the_province_drawn():
    listed = [Area("21", "province", "P", None, None)]
    listed += [Area(f"21{n:02}", "city", f"C{n}", "21", None) for n in range(1, 4)]
    strangers = [Area(f"x:{n}", "district", f"D{n}", None, "provisional") for n in range(9)]
    both = Areas({area.code: area for area in [*listed, *strangers]})
    assert both.part_level(None) == "city" == Areas({area.code: area for area in listed}).part_level(None)
    assert [area.code for area in both.roots()] == ["21"]
    assert Areas({area.code: area for area in strangers}).part_level(None) == "district"
    assert both.common_province([f"x:{n}" for n in range(9)]) == {f"x:{n}" for n in range(9)}
