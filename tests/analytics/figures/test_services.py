"""The figures of services and visits: shares, distributions, months against plan, shaded maps with borders."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analytics.figures.columns import columns
from analytics.figures.layout import Size
from analytics.figures.placement import Spot
from analytics.figures.planned import planned
from analytics.figures.shaded_map import Borders, Ground, shaded_map
from analytics.figures.shares import shares
from analytics.shapes.areas import AreaMap, Shade
from analytics.shapes.rows import Bin, Distribution, Share, Shares
from analytics.shapes.time import Kind, Planned

ROWS = (Share("甲局", 1.0, 30, 30, False), Share("乙局", 0.5, 20, 40, False), Share("丙局", 0.2, 1, 5, True))
SHARES = Shares(ROWS, 0.7, "全区", "%", "事项")
KIND = Kind("巡查", (3, 0, 6), (4, 0, 8), 6, 6, 8)
SPOT = Spot(120.5, 41.5, 0.2, (120.0, 41.0, 121.0, 42.0))


def texts(figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def test_shares_are_bars_from_nothing_to_all_with_the_first_on_top():
    figure = shares(SHARES, Size(200))
    track, bars = figure.data
    assert list(bars.x) == [0.2, 0.5, 1.0] and set(track.x) == {1}
    assert list(figure.layout.xaxis.range) == [0, 1]
    assert {"甲局", "100.0", "30", "全区 70.0"} <= set(texts(figure))


def test_a_share_of_few_items_stands_back():
    bars = shares(SHARES, Size(200)).data[1]
    assert bars.marker.color[0] != bars.marker.color[1] == bars.marker.color[2]


def test_a_long_list_of_shares_keeps_the_height_of_its_rows():
    many = tuple(replace(ROWS[0], name=f"部门{n}") for n in range(40))
    assert shares(replace(SHARES, rows=many), Size(200)).layout.height > 40 * 20


def test_columns_mark_one_class_and_name_every_second_where_names_are_long():
    bins = tuple(Bin(f"{10 * n}–{10 * n + 10}", n, n == 7) for n in range(10))
    figure = columns(Distribution(bins, "h", "f", "项"), Size(300))
    assert list(figure.data[0].y) == list(range(10))
    assert figure.data[0].marker.color[7] != figure.data[0].marker.color[6]
    assert list(figure.layout.xaxis.ticktext) == [one.label for one in bins][::-1][::2]
    short = columns(Distribution(tuple(Bin(str(n), 1) for n in range(6)), "h", "f", "个"), Size(300))
    assert len(short.layout.xaxis.ticktext) == 6


def test_months_stand_on_the_scale_of_their_own_kind():
    other = Kind("会议", (300, 0, 0), (0, 0, 0), 300, 0, 0)
    picture = Planned(("2021-05", "2021-06", "2021-07"), (KIND, other), "末月", "c", "s", held="完成", plan="计划")
    figure = planned(picture, Size(200))
    bars, ticks = figure.data
    assert list(bars.base) == [1, 1, 1, 0, 0, 0]
    assert bars.y[2] / bars.y[0] == pytest.approx(2) and bars.y[3] > bars.y[2]
    assert [y for y in ticks.y if y is not None][::2] == pytest.approx([1 + bars.y[0] / 3 * 4, 1 + bars.y[2] / 6 * 8])
    assert {"6 / 8", "75.0", "300"} <= set(texts(figure))
    assert any("末月" in text for text in texts(figure))


def test_a_shaded_map_draws_and_names_the_borders_on_top():
    shades = (Shade("1", "网格一", "网格一", "3 天", 0, "街道"),)
    picture, ground = AreaMap(shades, "waits", ("近",)), Ground((("1", SPOT),), "/geo.json")
    plain = shaded_map(picture, ground, Size(300))
    bordered = shaded_map(picture, replace(ground, borders=Borders((("9", "站南", SPOT),), "/streets.json")), Size(300))
    assert len(bordered.data) == len(plain.data) + 1
    assert list(bordered.data[1].locations) == ["9"] and bordered.data[1].geojson == "/streets.json"
    assert list(bordered.data[-1].text) == ["站南"]
