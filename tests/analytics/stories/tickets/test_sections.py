"""The further parts of the tickets page: every number counted again from the rows."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics.asking.ask import ask
from analytics.asking.closing import use_of_limit
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.stories.tickets import ages, hotspots, integrity, levels, quality, section_tables, speeds, stability
from analytics.stories.tickets.speed import DIMENSIONS
from tests.analytics.stories.tickets.conftest import END, SUMMER
from tests.analytics.stories.tickets.test_main_rows import LITTLE, MARCH, received


def test_open_cases_fall_into_bands_by_their_age(demo: pd.DataFrame):
    left = demo[["resolved_at", "void_at"]].min(axis=1)
    there = demo[(demo["received_at"] < END) & ~(left <= END)]
    age = (END - there["received_at"]) / timedelta(days=1)
    view = ages(SUMMER, LOCAL)
    assert view.counts == tuple(pd.cut(age, [0, 1, 3, 7, 15, 30, np.inf]).value_counts(sort=False))
    name, counts = view.departments[0]
    mine = age[there["department"] == name]
    assert counts == tuple(pd.cut(mine, [0, 1, 3, 7, 15, 30, np.inf]).value_counts(sort=False))
    assert sum(view.counts) == ask(["backlog"], scope=SUMMER, principal=LOCAL).frame["backlog"].iloc[0]


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_groups_are_ordered_from_slow_to_fast_by_the_median_of_the_catalogue(demo: pd.DataFrame, dimension: str):
    view = speeds(SUMMER, LOCAL, dimension)
    medians = [group.median for group in view.groups if group.median is not None]
    assert medians == sorted(medians, reverse=True) and len(medians) > 3
    asked = ask(["median_hours"], by=[dimension], scope=SUMMER, principal=LOCAL).frame["median_hours"]
    assert set(medians) <= set(asked)
    assert all(group.n >= 20 for group in view.groups)


def test_weeks_are_judged_equally_long_after_their_end(demo: pd.DataFrame):
    view = stability(SUMMER, LOCAL, "resolution_rate")
    monday = pd.Timestamp("2021-07-12")
    rows = demo[(demo["received_at"] >= monday) & (demo["received_at"] < monday + timedelta(weeks=1))]
    ripe = monday + timedelta(weeks=2)
    rows = rows[rows["void_at"].isna() | (rows["void_at"] > ripe)]
    point = next(point for point in view.points if point.label == "07-12")
    assert (point.k, point.n) == ((rows["resolved_at"] <= ripe).sum(), len(rows))
    # The last week that is ripe on 21 August began on the 2nd.
    assert view.points[-1].label == "08-02" and len(view.points) <= 26
    assert view.centre is not None
    assert all(point.low <= view.centre <= point.high for point in view.points)
    assert any(point.rules for point in view.points) == ("周" in view.title and "均在" not in view.title)


def test_the_flow_to_levels_adds_up(demo: pd.DataFrame):
    rows = received(demo)
    resolved = rows[rows["resolved_at"] <= END]
    view = levels(SUMMER, LOCAL)
    assert view.total == resolved["level"].notna().sum() == sum(n for _i, _j, n in view.flows)
    assert view.unknown == resolved["level"].isna().sum()
    grid = next(j for j, (name, _n) in enumerate(view.levels) if name == "网格")
    assert view.levels[grid][1] == (resolved["level"] == "grid").sum() == sum(n for _i, j, n in view.flows if j == grid)
    hotline = next(i for i, (name, _n) in enumerate(view.channels) if name == "12345 热线")
    pair = (resolved["channel"] == "hotline_12345") & (resolved["level"] == "grid")
    assert (hotline, grid, pair.sum()) in view.flows
    for i, (_name, n) in enumerate(view.channels):
        assert n == sum(cases for channel, _j, cases in view.flows if channel == i)


def test_satisfaction_lies_within_its_bounds(demo: pd.DataFrame):
    view = quality(SUMMER, LOCAL)
    for group in (view.whole, *view.channels):
        assert 0 <= group.low <= (group.rate if group.rate is not None else group.low) <= group.high <= 1
    rows = received(demo)
    asking = demo.loc[demo["rating"].notna(), "source"].unique()  # of a source that asks nobody, nobody is satisfied or dissatisfied
    resolved = rows[(rows["resolved_at"] <= END) & rows["source"].isin(asking)]
    rated = resolved[resolved["rating"].notna() & ~(resolved["rated_at"] > END)]
    assert view.whole.low == pytest.approx((rated["rating"] >= 4).sum() / len(resolved))
    assert view.whole.high == pytest.approx(1 - (rated["rating"] < 4).sum() / len(resolved))


def test_reopening_and_repeats_are_those_of_the_category(demo: pd.DataFrame):
    rows = received(demo)
    item = next(item for item in quality(SUMMER, LOCAL).categories if item.name == "排水防涝")
    mine = rows[rows["category"] == "排水防涝"]
    resolved = mine[mine["resolved_at"] <= END]
    assert item.reopened == pytest.approx((resolved["reopened_count"] > 0).mean())
    naming = demo.loc[demo["reporter_key"].notna(), "source"].unique()
    assert item.repeated == pytest.approx(mine.loc[mine["source"].isin(naming), "is_repeat"].mean())


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
    view = integrity(SUMMER, LOCAL)
    assert view.is_beyond and "压线" in view.title
    assert f"{sum(view.counts[18:20])} 件" in view.remark
    asked = ask(["instant_close_share"], scope=SUMMER, principal=LOCAL).frame["instant_close_share"].iloc[0]
    assert f"{asked:.1%}" in view.remark


def test_hexagons_hold_every_located_ticket_but_strays(demo: pd.DataFrame):
    rows = received(demo)
    view = hotspots(SUMMER, LOCAL)
    located = rows["longitude"].notna().sum()
    assert 0.99 * located <= sum(n for _cell, n in view.hexagons) <= located
    assert f"{located:,}" in view.remark and f"{len(rows):,}" in view.remark


def test_a_spot_is_one_matter_at_one_place(demo: pd.DataFrame):
    rows = received(demo).dropna(subset=["longitude", "subcategory"])
    places = [rows["subcategory"], (rows["longitude"] * 1000).round(), (rows["latitude"] * 1000).round()]
    most = rows.groupby(places).size().sort_values(ascending=False)
    view = hotspots(SUMMER, LOCAL)
    assert [spot.tickets for spot in view.spots] == most.head(50)[most.head(50) >= 3].tolist()
    assert view.spots[0].subject == most.index[0][0]


STORIES: dict[str, tuple[Callable[..., Any], Callable[..., pd.DataFrame]]] = {
    "ages": (ages, section_tables.ages_table),
    "levels": (levels, section_tables.levels_table),
    "quality": (quality, section_tables.satisfaction_table),
    "integrity": (integrity, section_tables.limit_table),
    "hotspots": (hotspots, section_tables.spots_table),
    "speeds": (lambda scope, principal: speeds(scope, principal, "category"), lambda view: section_tables.speeds_table(view, "x")),
    "stability": (lambda scope, principal: stability(scope, principal, "on_time_rate"), section_tables.stability_table),
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
        for name, (story, table) in STORIES.items():
            view = story(scope, LOCAL)
            assert view.title, name
            table(view)
