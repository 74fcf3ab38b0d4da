"""The further parts of the tickets page: every number counted again from the rows."""

from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from analytics.asking.ask import ask
from analytics.asking.closing import use_of_limit
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.figures.drawing import draw
from analytics.figures.layout import Size
from analytics.shapes.panel import Panel
from analytics.shapes.tickets import Hexagons
from analytics.stories.tickets import ages, hotspots, integrity, levels, quality, speeds, stability
from analytics.stories.tickets.speed import DIMENSIONS
from tests.analytics.stories.tickets.conftest import END, SUMMER
from tests.analytics.stories.tickets.test_main_rows import LITTLE, MARCH, received, told


def test_open_cases_fall_into_bands_by_their_age(demo: pd.DataFrame):
    left = demo[["resolved_at", "void_at"]].min(axis=1)
    there = demo[(demo["received_at"] < END) & ~(left <= END)]
    age = (END - there["received_at"]) / timedelta(days=1)
    bands, departments = ages(SUMMER, LOCAL)
    counts = bands.drawn.counts
    assert counts == tuple(pd.cut(age, [0, 1, 3, 7, 15, 30, np.inf]).value_counts(sort=False))
    name, whole, *of_department = departments.table.frame().iloc[1].tolist()
    mine = age[there["department"] == name]
    assert of_department == pd.cut(mine, [0, 1, 3, 7, 15, 30, np.inf]).value_counts(sort=False).tolist()
    assert whole == len(mine) and told(departments, "在办量")[0] == sum(counts)
    assert sum(counts) == ask(["backlog"], scope=SUMMER, principal=LOCAL).frame["backlog"].iloc[0]


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_groups_are_ordered_from_slow_to_fast_by_the_median_of_the_catalogue(demo: pd.DataFrame, dimension: str):
    _whole, groups = speeds(SUMMER, LOCAL, dimension)
    medians = [median for median in told(groups, "中位数 天") if median is not None]
    assert medians == sorted(medians, reverse=True) and len(medians) > 3
    asked = ask(["median_hours"], by=[dimension], scope=SUMMER, principal=LOCAL).frame["median_hours"]
    assert {round(24 * median, 6) for median in medians} <= set(asked.round(6))
    assert min(told(groups, "受理量")) >= 20


def test_weeks_are_judged_equally_long_after_their_end(demo: pd.DataFrame):
    view = stability(SUMMER, LOCAL, "resolution_rate")
    monday = pd.Timestamp("2021-07-12")
    rows = demo[(demo["received_at"] >= monday) & (demo["received_at"] < monday + timedelta(weeks=1))]
    ripe = monday + timedelta(weeks=2)
    rows = rows[rows["void_at"].isna() | (rows["void_at"] > ripe)]
    point = next(point for point in view.drawn.points if point.label == "07-12")
    assert (point.k, point.n) == ((rows["resolved_at"] <= ripe).sum(), len(rows))
    # The last week that is ripe on 21 August began on the 2nd.
    assert view.drawn.points[-1].label == "08-02" and len(view.drawn.points) <= 26
    assert all(point.low <= view.drawn.centre <= point.high for point in view.drawn.points)
    assert any(point.rules for point in view.drawn.points) == ("周" in view.title and "均在" not in view.title)


def test_the_flow_to_levels_adds_up(demo: pd.DataFrame):
    rows = received(demo)
    resolved = rows[rows["resolved_at"] <= END]
    panel = levels(SUMMER, LOCAL)
    view = panel.drawn
    assert view.total == resolved["level"].notna().sum() == sum(n for _i, _j, n in view.flows)
    assert not resolved["level"].isna().any() and not panel.note
    grid = next(j for j, (name, _n) in enumerate(view.levels) if name == "网格")
    assert view.levels[grid][1] == (resolved["level"] == "grid").sum() == sum(n for _i, j, n in view.flows if j == grid)
    hotline = next(i for i, (name, _n) in enumerate(view.channels) if name == "12345 热线")
    pair = (resolved["channel"] == "hotline_12345") & (resolved["level"] == "grid")
    assert (hotline, grid, pair.sum()) in view.flows
    for i, (_name, n) in enumerate(view.channels):
        assert n == sum(cases for channel, _j, cases in view.flows if channel == i)


def test_resolved_cases_without_a_level_are_counted_apart(tiny: Callable[..., None]):
    tiny(LITTLE["all resolved at once"])
    panel = levels(Scope.from_query(MARCH), LOCAL)
    assert panel.picture is None and "28 件" in panel.note


def test_satisfaction_lies_within_its_bounds(demo: pd.DataFrame):
    view, _returns = quality(SUMMER, LOCAL)
    heads = "满意率", "下限", "上限"
    groups = list(zip(*(told(view, head) for head in heads), strict=True))
    for rate, low, high in groups:
        assert 0 <= low <= (rate if rate is not None else low) <= high <= 1
    rows = received(demo)
    asking = demo.loc[demo["rating"].notna(), "source"].unique()  # of a source that asks nobody, nobody is satisfied or dissatisfied
    resolved = rows[(rows["resolved_at"] <= END) & rows["source"].isin(asking)]
    rated = resolved[resolved["rating"].notna() & ~(resolved["rated_at"] > END)]
    assert groups[0][1] == pytest.approx((rated["rating"] >= 4).sum() / len(resolved))
    assert groups[0][2] == pytest.approx(1 - (rated["rating"] < 4).sum() / len(resolved))


def test_reopening_and_repeats_are_those_of_the_category(demo: pd.DataFrame):
    rows = received(demo)
    _satisfaction, returns = quality(SUMMER, LOCAL)
    place = told(returns, "类别").index("排水防涝")
    mine = rows[rows["category"] == "排水防涝"]
    resolved = mine[mine["resolved_at"] <= END]
    assert told(returns, "返工率")[place] == pytest.approx((resolved["reopened_count"] > 0).mean())
    naming = demo.loc[demo["reporter_key"].notna(), "source"].unique()
    assert told(returns, "重复诉求率")[place] == pytest.approx(mine.loc[mine["source"].isin(naming), "is_repeat"].mean())


def test_the_limit_used_is_counted_in_twentieths(demo: pd.DataFrame):
    rows = received(demo)
    resolved = rows[(rows["resolved_at"] <= END) & rows["due_at"].notna()]
    used = (resolved["resolved_at"] - resolved["received_at"]) / (resolved["due_at"] - resolved["received_at"])
    step = np.ceil((used * 20).round(9)).clip(lower=1)
    counted = use_of_limit(SUMMER, LOCAL)
    assert counted.tolist() == [(step == place).sum() for place in range(1, 31)]
    assert counted.attrs["beyond"] == (step > 30).sum()
    on_time = ask(["on_time"], scope=SUMMER, principal=LOCAL).frame["on_time"].iloc[0]
    assert counted.loc[:20].sum() == on_time


def test_the_planted_bunching_is_found_and_told_with_its_numbers(demo: pd.DataFrame):
    view, _closers = integrity(SUMMER, LOCAL)
    assert view.drawn.is_beyond and "压线" in view.title
    assert f"{sum(view.drawn.counts[18:20])} 件" in view.note
    asked = ask(["instant_close_share"], scope=SUMMER, principal=LOCAL).frame["instant_close_share"].iloc[0]
    assert f"{asked:.1%}" in view.note


def test_hexagons_hold_every_located_ticket_but_strays(demo: pd.DataFrame):
    rows = received(demo)
    view, _spots = hotspots(SUMMER, LOCAL)
    located = rows["longitude"].notna().sum()
    assert 0.99 * located <= sum(n for _cell, n in view.drawn.cells) <= located
    assert f"{located:,}" in view.note and f"{len(rows):,}" in view.note


def test_a_spot_is_one_matter_at_one_place(demo: pd.DataFrame):
    rows = received(demo).dropna(subset=["longitude", "subcategory"])
    places = [rows["subcategory"], (rows["longitude"] * 1000).round(), (rows["latitude"] * 1000).round()]
    most = rows.groupby(places).size().sort_values(ascending=False)
    hexagons, spots = hotspots(SUMMER, LOCAL)
    assert told(spots, "受理量") == most.head(50)[most.head(50) >= 3].tolist()
    assert told(spots, "事项")[0] == most.index[0][0] == hexagons.drawn.spots[0].subject
    assert [spot.tickets for spot in hexagons.drawn.spots] == most.head(8).tolist()


STORIES: dict[str, Callable[[Scope], tuple[Panel, ...]]] = {
    "ages": lambda scope: ages(scope, LOCAL),
    "levels": lambda scope: (levels(scope, LOCAL),),
    "quality": lambda scope: quality(scope, LOCAL),
    "integrity": lambda scope: integrity(scope, LOCAL),
    "hotspots": lambda scope: hotspots(scope, LOCAL),
    "speeds": lambda scope: speeds(scope, LOCAL, "category"),
    "stability": lambda scope: (stability(scope, LOCAL, "on_time_rate"),),
}


@pytest.mark.parametrize("data", LITTLE)
def test_little_data_makes_sentences_and_no_error(tiny: Callable[..., None], data: str):
    tiny(LITTLE[data])
    for query in (
        MARCH,
        {**MARCH, "compare": "none"},
        {"from": "2021-03-05", "to": "2021-03-05"},
        {"from": "2030-01-01", "to": "2030-01-31"},
    ):
        scope = Scope.from_query(query)
        for name, story in STORIES.items():
            for panel in story(scope):
                assert panel.title, name
                assert len(panel.table.frame()) == panel.table.rows
                if panel.picture and not isinstance(panel.picture, Hexagons):
                    draw(panel.picture, Size(300))
