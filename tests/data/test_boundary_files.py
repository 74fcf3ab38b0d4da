"""Boundary files of any kind: what matches, what does not, what overlaps, and where nothing lies."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import box

from data.__main__ import main
from data.boundaries import BoundaryError, known_areas, national_shapes
from data.boundary_fit import Fit, fit
from data.faces import read_faces
from data.store import Warehouse, read_only
from tests.support.warehouses import publish

AREAS = [
    {"area_code": "2113", "level": "city", "name": "朝阳市"},
    {"area_code": "211302", "level": "district", "name": "双塔区", "parent_code": "2113", "geometry": box(120, 41, 121, 42).wkb},
    {"area_code": "211303", "level": "district", "name": "龙城区", "parent_code": "2113", "geometry": box(121, 41, 122, 42).wkb},
    {"area_code": "211302001", "level": "street", "name": "红旗街道", "parent_code": "211302"},
    {"area_code": "211302002", "level": "street", "name": "站南街道", "parent_code": "211302"},
    {"area_code": "211302003", "level": "street", "name": "他拉皋镇", "parent_code": "211302"},
    {"area_code": "211303001", "level": "street", "name": "红旗街道", "parent_code": "211303"},
]
TICKETS = [{"ticket_id": "1", "source": "t", "received_at": "2021-03-01 08:00", "longitude": 120.2, "latitude": 41.5}]
LEFT, RIGHT, FAR = box(120, 41, 120.5, 42), box(120.5, 41, 121, 42), box(121, 41, 122, 42)


@pytest.fixture
def warehouse(tmp_path, monkeypatch) -> Warehouse:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path / "warehouse"))
    publish(tmp_path / "warehouse", areas=AREAS, tickets=TICKETS)
    return Warehouse()


def frame(names: list[str], shapes: list[shapely.Geometry], **columns: list[object]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"XZQMC": names, **columns}, geometry=shapes, crs=4326)


def fitted(warehouse: Warehouse, path, **how) -> Fit:
    return fit(read_faces(path, **how), known_areas(warehouse))


@pytest.mark.parametrize("kind", ["a.geojson", "a.gpkg", "a.kml", "a.zip"])
def test_every_kind_of_file_gives_the_same(kind: str, tmp_path, warehouse):
    given = frame(["站南办事处", "他拉皋镇"], [LEFT, RIGHT])
    if kind == "a.zip":
        folder = tmp_path / "shape"
        folder.mkdir()
        given.to_crs(4490).to_file(folder / "streets.shp", encoding="utf-8")
        import shutil

        shutil.make_archive(str(tmp_path / "a"), "zip", folder)
    else:
        given.rename(columns={"XZQMC": "Name"}).to_file(tmp_path / kind)
    found = fitted(warehouse, tmp_path / kind)
    assert (found.level, set(found.shapes), found.missing) == ("street", {"211302002", "211302003"}, ["211302001"])
    assert not found.unmatched and not found.overlaps and not found.gaps
    assert found.shapes["211302002"].equals(shapely.set_precision(LEFT, 1e-6))


def test_of_two_areas_of_a_name_the_parent_decides_by_its_column_or_by_where_it_lies(tmp_path, warehouse):
    frame(["红旗街道", "红旗街道"], [LEFT, FAR], QX=["双塔区", "龙城区"]).to_file(tmp_path / "named.geojson")
    frame(["红旗街道", "红旗街道"], [LEFT, FAR]).to_file(tmp_path / "bare.geojson")
    for name in ("named.geojson", "bare.geojson"):
        found = fitted(warehouse, tmp_path / name)
        assert found.shapes["211302001"].covers(LEFT.centroid) and found.shapes["211303001"].covers(FAR.centroid)


def test_codes_win_over_names_and_multi_part_areas_are_one(tmp_path, warehouse):
    frame(["x", "y", "z"], [LEFT, box(120.6, 41, 120.7, 42), FAR], CODE=[211302001000.0, 211302001000.0, 211399001000.0]).to_file(
        tmp_path / "c.geojson"
    )
    found = fitted(warehouse, tmp_path / "c.geojson")
    assert list(found.shapes) == ["211302001"] and found.shapes["211302001"].geom_type == "MultiPolygon"
    assert found.column == "CODE" and len(found.unmatched) == 1


def test_overlaps_and_gaps_are_told_and_not_published_without_a_yes(tmp_path, warehouse, capsys):
    shapes = [
        box(120, 41, 120.502, 42),
        box(120.5, 41, 120.9, 42).difference(box(120.6, 41.4, 120.7, 41.5)),
        box(120.6, 41.4, 120.65, 41.5),
    ]
    frame(["红旗街道", "站南街道", "他拉皋镇"], shapes, DISTRICT=["双塔区"] * 3).to_file(tmp_path / "faults.geojson")
    found = fitted(warehouse, tmp_path / "faults.geojson")
    [overlap], [gap] = found.overlaps, found.gaps
    assert set(overlap.codes) == {"211302001", "211302002"}
    assert overlap.square_km == pytest.approx(0.002 * 111.2 * np.cos(np.radians(41.5)) * 111.2, rel=0.02)
    assert set(gap.codes) == {"211302002", "211302003"}
    assert main(["boundaries", str(tmp_path / "faults.geojson")]) == 2
    assert "--accept-losses" in capsys.readouterr().err
    assert main(["boundaries", str(tmp_path / "faults.geojson"), "--accept-losses"]) == 0


def test_published_boundaries_place_the_tickets_that_name_no_area(tmp_path, warehouse, capsys):
    frame(["站南街道", "他拉皋镇"], [LEFT, RIGHT]).to_file(tmp_path / "a.geojson")
    assert main(["boundaries", str(tmp_path / "a.geojson")]) == 0
    assert "matched 2, unmatched 0" in capsys.readouterr().out
    generation = warehouse.current()
    assert generation is not None
    with read_only(generation.path) as connection:
        assert connection.execute("SELECT district, street, placed_by_position FROM tickets").fetchall() == [("211302", "211302002", True)]


def test_neighbours_still_meet_after_they_were_simplified(tmp_path, warehouse):
    line = [(120.5 + 0.01 * np.sin(y * 40) + 0.0003 * np.sin(y * 900), y) for y in np.linspace(41, 42, 4000)]
    left = shapely.Polygon([(120, 41), *line, (120, 42)])
    right = shapely.Polygon([(121, 41), *line, (121, 42)])
    frame(["站南街道", "他拉皋镇"], [left, right]).to_file(tmp_path / "fine.geojson")
    found = fitted(warehouse, tmp_path / "fine.geojson")
    assert found.simplified < found.points / 3
    assert shapely.coverage_is_valid(np.array(list(found.shapes.values())))


def test_an_invalid_face_is_repaired_and_shifted_coordinates_move_back(tmp_path, warehouse):
    bow = shapely.Polygon([(120, 41), (120.4, 42), (120.4, 41), (120, 42)])
    frame(["站南街道", "他拉皋镇"], [bow, RIGHT]).to_file(tmp_path / "bow.geojson")
    found = fitted(warehouse, tmp_path / "bow.geojson")
    assert found.repaired == 1 and all(shape.is_valid for shape in found.shapes.values())
    shifted = fitted(warehouse, tmp_path / "bow.geojson", gcj02=True)
    moved = found.shapes["211302003"].centroid.distance(shifted.shapes["211302003"].centroid)
    assert 0.002 < moved < 0.01


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.txt", b"x", "no boundary file"),
        ("a.geojson", b"{", "cannot be read as boundaries"),
        ("a.gpkg", b"x" * 100, "cannot be read as boundaries"),
        ("a.zip", b"x" * 100, "cannot be read as boundaries"),
        ("a.kml", b"<kml>", "cannot be read as boundaries"),
        ("a.geojson", b'{"type":"FeatureCollection","features":[]}', "holds no faces"),
        (
            "a.geojson",
            '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"n":"火星街道"},"geometry":{"type":"Polygon","coordinates":[[[120,41],[121,41],[121,42],[120,41]]]}}]}'.encode(),
            "No face of a.geojson bears",
        ),
    ],
)
def test_a_file_that_is_none_gets_one_sentence(name: str, content: bytes, sentence: str, tmp_path, warehouse, capsys):
    (tmp_path / name).write_bytes(content)
    assert main(["boundaries", str(tmp_path / name)]) == 2
    said = capsys.readouterr().err
    assert sentence in said and len(said.strip().splitlines()) == 1


def test_a_shapefile_without_a_coordinate_system_is_asked_for_one(tmp_path, warehouse):
    gpd.GeoDataFrame({"NAME": ["站南街道"]}, geometry=[LEFT]).to_file(tmp_path / "bare.shp", encoding="utf-8")
    with pytest.raises(BoundaryError, match="coordinate system"):
        read_faces(tmp_path / "bare.shp")
    assert len(read_faces(tmp_path / "bare.shp", crs="EPSG:4490").frame) == 1
    with pytest.raises(BoundaryError, match="no coordinate system"):
        read_faces(tmp_path / "bare.shp", crs="nonsense")


def test_the_national_boundaries_work_for_all_provinces_and_whatever_the_length_of_a_code():
    digits = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82".split()
    found = national_shapes({code: "province" for code in digits})
    assert set(found) == set(digits) and all(shape.area > 0 for shape in found.values())
    some = national_shapes({"4403": "city", "440300": "city", "110100": "city", "441900": "city", "440310000000": "district"})
    assert some["4403"].equals(some["440300"]) and some["4403"].covers(some["440310000000"].representative_point())
    assert set(some) == {"4403", "440300", "110100", "441900", "440310000000"}
