"""Figures of the wall: nothing too small, nothing outside, nothing that touches, colours that can be read."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, box

from analytics.figures.placement import Spot
from analytics.figures.wall import sheet
from analytics.figures.wall.flow import APART, flow
from analytics.figures.wall.investment import investment
from analytics.figures.wall.plate import GLYPH, GLYPHS, plate
from analytics.figures.wall.ranking import ranking
from analytics.figures.wall.works import works
from analytics.stories.wall.model import Place, Work
from analytics.words.width import text_width

HIGH, LOW, TALL = 490, 284, 714
EVEN = tuple(1.5e8 * month for month in range(1, 13))


def places(count: int, state: Any = "near", name: str = "长宝营子乡") -> tuple[Place, ...]:
    return tuple(Place(f"c{i}", name, 0.99 - i / 100, 0.95 - i / 100, 1.0 - i / 100, state, "") for i in range(count))


def spots(found: tuple[Place, ...], wide: float = 0.4) -> tuple[tuple[str, Spot], ...]:
    """A grid of areas; `wide` is the width of the whole to its height of one."""
    return tuple(
        (place.code, Spot(120 + wide * (i % 3 + 0.5) / 3, 41 + i / len(found), 0.02, (120, 41, 120 + wide, 42)))
        for i, place in enumerate(found)
    )


def fonts(node: Any) -> list[float]:
    if isinstance(node, dict):
        own = [node["size"]] if "family" in node and "size" in node else []
        if "text" in node and isinstance(node.get("font"), dict) and node["text"] not in GLYPHS.values():
            own += [node["font"]["size"]]
        return own + [size for value in node.values() for size in fonts(value)]
    return [size for part in node for size in fonts(part)] if isinstance(node, list) else []


def all_figures(height: int) -> list[dict[str, Any]]:
    shown = places(13)
    ends = tuple(date(2022, 4, 20) - timedelta(weeks=week) for week in reversed(range(17)))
    counts = tuple(float(100 + week) for week in range(17))
    built = [
        plate(shown, spots(shown), "/x.json", 430),
        ranking(shown, 0.95, height),
        flow(ends, counts, counts, counts, height),
        works((("完工", 1), ("在建", 9), ("未开工", 4)), (Work("老旧小区", 0.2, 0.3, True, "148 栋"),), height),
        investment((1e8, 2e8), EVEN, 1.8e9, height, behind=True),
    ]
    return [json.loads(figure.to_json()) for figure in built]


@pytest.mark.parametrize("height", [HIGH, LOW, TALL])
def test_nothing_on_a_figure_is_smaller_than_the_floor(height: int):
    for figure in all_figures(height):
        assert min(fonts(figure)) >= sheet.SMALL
        assert figure["layout"]["width"] == sheet.WIDTH
    assert GLYPH < sheet.SMALL  # the mark, which is no text, is the one exception


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ink", [sheet.TEXT, sheet.MUTED, sheet.BLUE, sheet.AMBER, *sheet.INKS.values()])
def test_every_ink_reaches_double_aa_on_the_ground(ink: str):
    assert contrast(ink, sheet.GROUND) >= 7


def test_the_words_of_a_state_are_readable_on_its_block():
    assert contrast("#14100A", "#F2B33D") >= 7 and contrast("#160A07", "#FF7F61") >= 7


def test_text_at_six_metres_is_large_enough_for_incidental_reading():
    """65 inches, 16:9, 1080 lines; digits are 0.75 em of ink, Han 0.915. ISO 9241-3 calls 10′ usable, 16′ the least for text that matters."""
    millimetres = 65 * 25.4 * 9 / math.hypot(16, 9) / 1080

    def minutes(size: float, ink: float) -> float:
        return math.degrees(math.atan(size * ink * millimetres / 6000)) * 60

    assert minutes(sheet.SMALL, 0.75) > 10 and minutes(sheet.SMALL, 0.915) > 13
    assert minutes(sheet.LARGE, 0.75) > 15 and minutes(76, 0.75) > 24


@given(st.integers(1, 30), st.floats(0.1, 3), st.sampled_from(["near", "below", "above", "thin"]))
@settings(max_examples=40, deadline=None)
def test_names_beside_the_map_neither_touch_nor_leave_the_picture(count: int, wide: float, state: str):
    shown = places(count, state)
    figure = json.loads(plate(shown, spots(shown, wide), "/x.json", 430).to_json())
    names = [note for note in figure["layout"]["annotations"] if "营子" in note["text"]]
    assert 0 < len(names) <= 16
    columns = {round(note["x"], 3) for note in names}
    assert len(columns) <= 2
    for column in columns:
        ys = sorted(430 * note["y"] for note in names if round(note["x"], 3) == column)
        assert all(0 <= y <= 430 for y in ys)
        assert all(upper - lower >= sheet.LARGE for lower, upper in pairwise(ys))


def test_the_ranking_says_that_the_rest_is_on_a_par_only_where_it_is():
    def line(shown: tuple[Place, ...]) -> list[str]:
        notes = json.loads(ranking(shown, 0.95, HIGH).to_json())["layout"]["annotations"]
        return [note["text"] for note in notes if "另有" in note["text"]]

    assert line(places(8)) == []
    assert line(places(13)) == ["另有 6 个，均相当"]
    mixed = (*places(4), *places(1, "below"), *places(8))
    assert line(mixed) == ["另有 6 个"]


@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900), st.integers(0, 900)), min_size=1, max_size=17),
    st.sampled_from([HIGH, LOW]),
)
@settings(max_examples=40, deadline=None)
def test_the_names_of_the_lines_never_touch(weeks: list[tuple[int, int, int]], height: int):
    ends = tuple(date(2022, 4, 20) - timedelta(weeks=week) for week in reversed(range(len(weeks))))
    received, closed, backlog = (tuple(float(week[i]) for week in weeks) for i in range(3))
    layout = json.loads(flow(ends, received, closed, backlog, height).to_json())["layout"]
    low, high = layout["yaxis"]["range"]
    first, second = layout["annotations"][0]["y"], layout["annotations"][1]["y"]
    plot = (height - layout["margin"]["t"] - layout["margin"]["b"]) * (layout["yaxis"]["domain"][1] - layout["yaxis"]["domain"][0])
    assert abs(first - second) / (high - low) * plot >= APART - 1e-6


def test_a_wide_map_leaves_the_second_column_to_those_furthest_off():
    """A map as wide as high would shrink between two columns; one column names eight, those that differ first, and leaves the rest to the tour."""
    shown = (*places(12), *(replace(place, code=f"b{place.code}") for place in places(6, "below")))
    notes = json.loads(plate(shown, spots(shown, 1.4), "/x.json", 430).to_json())["layout"]["annotations"]
    assert sum("营子" in note["text"] for note in notes) == 8
    assert sum(note["text"] == GLYPHS["below"] for note in notes) == 6


def test_a_year_that_is_ahead_or_over_stays_inside():
    for received in ((5e8, 2.5e9), tuple(1e9 + month for month in range(12)), (0.0,)):
        layout = json.loads(investment(received, EVEN, 1.8e9, LOW, behind=False).to_json())["layout"]
        assert layout["yaxis"]["range"][1] >= max(1.8e9, received[-1])


sums = st.lists(st.floats(0, 4e9), min_size=1, max_size=12).map(lambda found: tuple(float(total) for total in np.cumsum(found)))


@given(sums, st.lists(st.floats(1e6, 4e9), min_size=12, max_size=12), st.sampled_from([HIGH, LOW, TALL]))
@settings(max_examples=40, deadline=None)
def test_no_name_lies_on_a_line_or_on_another_name(received: tuple[float, ...], months: list[float], height: int):
    planned = tuple(float(total) for total in np.cumsum(months))
    figure = json.loads(investment(received, planned, planned[-1], height, behind=False).to_json())
    layout = figure["layout"]
    wide, high = sheet.WIDTH - 48, height - layout["margin"]["t"] - layout["margin"]["b"]
    top = layout["yaxis"]["range"][1]
    names = []
    for note in layout["annotations"]:
        words = re.sub("<[^>]+>", "", note["text"])
        names.append(box(*_around(note["x"] * wide, (1 - note["y"]) * high, sheet.SMALL * text_width(words), 40)))
    lines = [LineString([(x / 12 * wide, (1 - y / top) * high) for x, y in enumerate(line)]) for line in ([0, *received], [0, *planned])]
    assert any("年度目标" in note["text"] for note in layout["annotations"])
    assert not any(name.intersects(line) for name in names for line in lines)
    assert not any(one.intersects(other) for one, other in combinations(names, 2))
    assert all(name.within(box(-24, 0, wide + 24, high)) for name in names)


def _around(x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def test_the_usual_years_name_all_three():
    for received, planned in (((1e8, 2e8, 3.1e8), EVEN), (EVEN[:11], EVEN), ((9e8,), EVEN), ((0.0, 0.0), EVEN), (EVEN, EVEN)):
        for height in (HIGH, LOW):
            notes = json.loads(investment(received, planned, 1.8e9, height, behind=True).to_json())["layout"]["annotations"]
            assert [words for words in ("年度目标", "已到位", "序时") if any(words in note["text"] for note in notes)] == [
                "年度目标",
                "已到位",
                "序时",
            ]


@given(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 5000))
@settings(max_examples=40, deadline=None)
def test_the_names_of_the_stages_stand_beside_one_another(finished: int, under_way: int, not_begun: int):
    stages = (("完工", finished), ("在建", under_way), ("未开工", not_begun))
    layout = json.loads(works(stages, (Work("老旧小区", 0.2, 0.3, True, "148 栋"),), HIGH).to_json())["layout"]
    spans = []
    for note in layout["annotations"][:3]:
        words = re.sub("<[^>]+>", "", note["text"])
        spans.append((note["x"], note["x"] + sheet.SMALL * text_width(words)))
    assert spans[0][0] >= 0 and spans[-1][1] <= sheet.WIDTH
    assert all(left[1] < right[0] for left, right in pairwise(spans))


def test_large_numbers_at_the_ends_of_the_lines_have_room():
    ends = tuple(date(2022, 4, 20) - timedelta(weeks=week) for week in reversed(range(17)))
    for value in (7.0, 80_723.0, 1_234_567.0):
        counts = (value,) * 17
        layout = json.loads(flow(ends, counts, counts, counts, HIGH).to_json())["layout"]
        widest = max(
            sheet.SMALL * 3 + sheet.LARGE * 0.6 * len(re.sub("<[^>]+>|[^0-9.]", "", note["text"])) for note in layout["annotations"]
        )
        assert layout["margin"]["r"] >= widest * 0.9
