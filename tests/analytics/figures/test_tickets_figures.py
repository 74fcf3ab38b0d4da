"""Figures of the tickets page: what they draw is what they were given, in tokens only."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from itertools import pairwise

import h3
import pytest

from analytics.figures.drawing import draw
from analytics.figures.hexagons import edges, geojson, hexagon_map
from analytics.figures.layout import Size
from analytics.figures.tokens import BELOW
from analytics.shapes.tickets import (
    Ages,
    Bounded,
    Bounds,
    Cell,
    Control,
    Event,
    Flow,
    Heat,
    Hexagons,
    Levels,
    LimitUse,
    Point,
    Spot,
    Tick,
    Waiting,
)

FLOW = Flow("week", ("05-31", "06-07", "06-14"), (5, 9, 4), (4, 5, 6), (10, 14, 12), (False, False, True), 9, Event(1, 1, "06-07"))
TICKS = (Tick(1440, 0.3, 0.25, 0.35, 70), Tick(4320, 0.6, 0.55, 0.65, 40), Tick(43200, None, None, None, 0))
WAITING = Waiting(((0, 0.0), (1440, 0.3), (4320, 0.6)), ((0, 0.0), (1440, 0.2)), "上期", TICKS, 40.0, "一半")
CELLS = (Cell("a", "x", 100, 80, 0.8, "low"), Cell("a", "y", 13, 13, 1.0, "thin"), Cell("b", "x", 50, 47, 0.94, "same"))
HEAT = Heat("办结率", (("a", 113), ("b", 50)), (("x", 150), ("y", 13)), CELLS, "")
POINTS = tuple(
    Point(f"{n:02d}", 90, 100, 0.9 if n != 4 else 0.5, 0.8, 0.98, 0.0 if n != 4 else -9.0, () if n != 4 else ("rule",)) for n in range(9)
)
LEVELS = Levels((("x", 30), ("y", 10)), (("网格", 25), ("市", 15)), ((0, 0, 20), (0, 1, 10), (1, 0, 5), (1, 1, 5)), (0,), 40)
CELL = h3.latlng_to_cell(41.57, 120.45, 7)
SPOTS = (Spot("站南街道", "排水不畅", 4, 120.45, 41.57), Spot("凌河街道", "垃圾清运", 3, 120.46, 41.58))
HEXAGONS = tuple((cell, n) for n, cell in enumerate(sorted(h3.grid_disk(CELL, 3)), start=1))
COUNTS = tuple(range(30, 0, -1))
LIMITS = LimitUse(COUNTS, tuple(float(n) for n in COUNTS), tuple(n in (18, 19) for n in range(30)), True)
FIGURES = {
    "flow": lambda: draw(FLOW, Size(330)),
    "survival": lambda: draw(WAITING, Size(330)),
    "heat": lambda: draw(HEAT, Size(460)),
    "control": lambda: draw(Control(POINTS, 0.89), Size(330)),
    "levels": lambda: draw(LEVELS, Size(330)),
    "ages": lambda: draw(Ages(("0–1", "1–3"), (5, 2)), Size(300)),
    "limits": lambda: draw(LIMITS, Size(300)),
    "bounds": lambda: draw(Bounds((Bounded("a", 10, 5, 0.8, 0.4, 0.9), Bounded("b", 9, 0, None, 0.0, 1.0))), Size(300)),
    "hexagons": lambda: hexagon_map(Hexagons(HEXAGONS, SPOTS), "/app/static/geo/x.json", Size(400)),
}


def spec(name: str) -> dict:
    return json.loads(FIGURES[name]().to_json())


@pytest.mark.parametrize("name", FIGURES)
def test_every_colour_is_a_token(name: str):
    text = FIGURES[name]().to_json()
    colours = set(re.findall(r"#[0-9a-fA-F]{6}", text.split('"template"')[0]))
    assert colours and all(re.fullmatch(r"#0000\d\d", colour) for colour in colours)


def test_the_flow_marks_what_is_cut_and_what_stands_out():
    figure = spec("flow")
    bars, line, area = figure["data"][:3]
    assert (bars["y"], line["y"], area["y"]) == ([5, 9, 4], [4, 5, 6], [10, 14, 12])
    assert figure["layout"]["xaxis"]["ticktext"][-1] == "06-14*"
    column = figure["layout"]["shapes"][0]
    assert (column["x0"], column["x1"]) == (0.5, 1.5)


@pytest.mark.parametrize("height", [180, 250, 370])
def test_the_names_of_two_ends_do_not_touch_at_any_height(height: int):
    near = replace(FLOW, received=(5, 9, 5), closed=(4, 5, 6))
    layout = draw(near, Size(height)).to_plotly_json()["layout"]
    upper = (height - layout["margin"]["t"] - layout["margin"]["b"]) * (layout["yaxis"]["domain"][1] - layout["yaxis"]["domain"][0])
    places = [note["y"] / layout["yaxis"]["range"][1] * upper + note["yshift"] for note in layout["annotations"] if note["yref"] == "y"]
    assert abs(places[0] - places[1]) >= 17 - 0.01


def test_the_curve_stands_on_square_roots_and_ends_with_what_is_known():
    figure = spec("survival")
    assert figure["data"][1]["x"] == [0, round(math.sqrt(1440), 3), round(math.sqrt(4320), 3)]
    assert figure["data"][2]["y"] == [0.3, 0.6]
    assert ">70<" in figure["layout"]["xaxis"]["ticktext"][1]


def test_a_thin_cell_shows_its_cases_and_a_low_one_its_sign():
    text = spec("heat")["data"][0]["text"]
    assert text[0][0] == "<b>80.0</b>▼" and "13 件" in text[0][1] and text[1][0] == "94.0" and "·" in text[1][1]


def test_only_a_point_that_breaks_a_rule_is_coloured():
    marks = spec("control")["data"][3]["marker"]
    assert [place for place, color in enumerate(marks["color"]) if color == BELOW] == [4]
    assert marks["symbol"][4] == "triangle-down"


def test_the_flow_to_levels_carries_every_case():
    link = spec("levels")["data"][0]["link"]
    assert sum(link["value"]) == 40 and link["target"] == [2, 3, 2, 3]


def test_hexagons_are_rings_that_run_with_the_clock_and_close():
    shapes = geojson(HEXAGONS)["features"]
    assert [shape["id"] for shape in shapes] == [cell for cell, _n in HEXAGONS]
    for shape in shapes:
        ring = shape["geometry"]["coordinates"][0]
        turned = sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(ring))
        assert ring[0] == ring[-1] and turned > 0


def test_the_steps_of_the_hexagons_are_few_where_the_counts_are_few():
    assert edges((("a", 1), ("b", 1))) == ()
    found = edges(HEXAGONS)
    assert found == tuple(sorted(found)) and len(found) == 4
    assert spec("hexagons")["data"][0]["z"][-1] == 4


def test_one_hexagon_makes_a_map():
    assert hexagon_map(Hexagons(HEXAGONS[:1]), "/x.json", Size(400)).data


def test_spots_are_numbered_on_the_map_as_in_the_list():
    spots = spec("hexagons")["data"][-1]
    assert spots["text"] == ["<b>1</b>", "<b>2</b>"] and spots["lon"] == [120.45, 120.46]


def test_a_pile_within_the_smooth_course_is_not_coloured():
    within = draw(replace(LIMITS, is_beyond=False), Size(300)).to_plotly_json()["data"][0]["marker"]["color"]
    assert BELOW not in within
    assert [place for place, color in enumerate(spec("limits")["data"][0]["marker"]["color"]) if color == BELOW] == [18, 19]
