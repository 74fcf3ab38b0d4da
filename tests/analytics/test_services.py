"""Measures of services and activities on rows counted by hand, and against pandas on the demo."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.engines.duckdb import engine
from tests.support.warehouses import AREAS, publish

GRID1, GRID2 = "211302001001001", "211302001001002"
MARCH = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31"})
ITEMS = [
    # limits 10→4 and 20→5: savings 0.6 and 0.75
    {"item_code": "1", "name": "甲", "kind": "item", "department": "A", "statutory_days": 10, "promised_days": 4, "visits": 0, "online": True},
    {"item_code": "2", "name": "乙", "kind": "item", "department": "A", "statutory_days": 20, "promised_days": 5, "visits": 1, "one_window": True},
    # no statutory limit, or one of nothing: not compressed; visits not stated: not at most one
    {"item_code": "3", "name": "丙", "kind": "item", "department": "B", "promised_days": 1, "online": False, "standardised": True},
    {"item_code": "4", "name": "丁", "kind": "item", "department": "B", "statutory_days": 0, "promised_days": 2, "visits": 2, "delegated": True},
    # a package is no item, whatever it states
    {"item_code": "5", "name": "戊", "kind": "package", "statutory_days": 10, "promised_days": 1, "visits": 1, "online": True},
    # offered from April on, and no longer from the last of March on: midnight ends the day before
    {"item_code": "6", "name": "己", "kind": "item", "visits": 0, "valid_from": date(2021, 4, 1)},
    {"item_code": "7", "name": "庚", "kind": "item", "visits": 0, "valid_to": date(2021, 3, 31)},
    # a promise longer than the law
    {"item_code": "8", "name": "辛", "kind": "item", "department": "C", "statutory_days": 4, "promised_days": 5, "visits": 3},
]  # fmt: skip
CASES = [
    {"item_code": "1", "channel": "online", "month": date(2021, 3, 1), "cases": 30, "mean_days": 2.0},
    {"item_code": "2", "channel": "online", "month": date(2021, 3, 1), "cases": 10, "mean_days": 6.0},
    {"item_code": "2", "channel": "window", "month": date(2021, 3, 1), "cases": 7},
    {"item_code": "1", "channel": "online", "month": date(2021, 4, 1), "cases": 99, "mean_days": 1.0},
    {"item_code": "1", "channel": "online", "month": date(2021, 2, 1), "cases": 50, "mean_days": 1.0},
]
HELD = {"area_code": "211302001001", "participants": 3, "issues_found": 1}
ACTIVITIES = [
    {"activity_id": "1", "kind": "patrol", "grid": GRID1, "held_at": datetime(2021, 3, 2, 9), "planned": True, "done": True, **HELD},
    {"activity_id": "2", "kind": "patrol", "grid": GRID1, "held_at": datetime(2021, 3, 20, 12), "planned": True, "done": False, **HELD},
    {"activity_id": "3", "kind": "visit", "grid": GRID2, "held_at": datetime(2021, 1, 10), "planned": False, "done": True, **HELD},
    # a meeting brings nobody to a grid; a record without marks took place and was not planned
    {"activity_id": "4", "kind": "joint_meeting", "grid": GRID1, "held_at": datetime(2021, 3, 30), "planned": True, "done": True, **HELD},
    {"activity_id": "5", "kind": "enterprise_visit", "held_at": datetime(2021, 3, 5), "subject": "x", **HELD},
    {"activity_id": "6", "kind": "enterprise_visit", "held_at": datetime(2021, 3, 6), "subject": "x", **HELD},
    {"activity_id": "7", "kind": "patrol", "grid": GRID1, "held_at": datetime(2021, 4, 2), "planned": True, "done": True, **HELD},
]  # fmt: skip


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    newest = {"ticket_id": "1", "source": "s", "received_at": datetime(2021, 4, 30)}
    items = [{"district": "211302", **item} for item in ITEMS]
    publish(tmp_path, areas=AREAS, service_items=items, service_cases=CASES, activities=ACTIVITIES, tickets=[newest])


def value(measure: str, scope: Scope = MARCH) -> float:
    return float(ask([measure], scope=scope, principal=LOCAL).frame[measure].iloc[0])


@pytest.mark.parametrize(
    ("measure", "counted"),
    [
        ("service_items", 5),
        ("packages", 1),
        ("online_items", 1),
        ("online_share", 1 / 5),
        ("one_window_items", 1),
        ("one_window_share", 1 / 5),
        ("at_most_one_visit", 2),
        ("at_most_one_visit_share", 2 / 5),
        ("zero_visit", 1),
        ("zero_visit_share", 1 / 5),
        ("standardised_items", 1),
        ("standardised_share", 1 / 5),
        ("delegated_items", 1),
        ("limited_items", 3),
        ("time_saved", 0.6 + 0.75 - 0.25),
        ("time_compression", (0.6 + 0.75 - 0.25) / 3),
        ("promised_days", (4 + 5 + 1 + 2 + 5) / 5),
        ("service_cases", 47),
        ("timed_cases", 40),
        ("days_taken", 30 * 2 + 10 * 6),
        ("mean_days", 120 / 40),
        ("activities", 4),
        ("participants", 12),
        ("issues_found", 4),
        ("activities_planned", 3),
        ("activities_done", 2),
        ("coverage", 2 / 3),
        ("subjects", 1),
        ("grid_visits", 1),
        ("visits_per_grid", 1 / 2),
        ("patrols", 1),
        ("patrols_per_worker", 1 / 3),
    ],
)
def test_a_measure_is_what_the_rows_say(few: None, measure: str, counted: float):
    assert value(measure) == pytest.approx(counted)


def test_an_item_counts_while_it_is_offered(few: None):
    april = Scope.from_query({"from": "2021-04-01", "to": "2021-04-30"})
    early = Scope.from_query({"from": "2021-03-01", "to": "2021-03-29"})
    assert (value("zero_visit", early), value("zero_visit"), value("zero_visit", april)) == (2, 1, 2)


def test_the_last_visit_is_a_state_whatever_the_window(few: None):
    by_grid = ask(["days_since_visit"], by=["grid"], scope=MARCH, principal=LOCAL).frame.dropna().set_index("grid")["days_since_visit"]
    as_of = datetime(2021, 4, 1)
    expected = {GRID1: as_of - datetime(2021, 3, 2, 9), GRID2: as_of - datetime(2021, 1, 10)}
    assert by_grid.to_dict() == pytest.approx({grid: wait.total_seconds() / 86_400 for grid, wait in expected.items()})
    assert value("days_since_visit") == pytest.approx(by_grid.min())


def test_items_fall_into_tenths_of_the_time_they_save(few: None):
    frame = ask(["limited_items"], by=["compression_tenth"], scope=MARCH, principal=LOCAL).frame
    frame = frame[frame["limited_items"] > 0]
    assert dict(zip(frame["compression_tenth"], frame["limited_items"], strict=True)) == {-3: 1, 6: 1, 7: 1}


def test_an_area_below_the_district_offers_nothing_of_its_own(few: None):
    assert value("service_items", MARCH.within("211302")) == 5
    assert value("service_items", MARCH.within("211302001")) == 0


@pytest.fixture(scope="module")
def marts(demo_warehouse: Path) -> dict[str, pd.DataFrame]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))
        with engine().reading() as reader:
            return {name: reader.query(f"FROM {name}") for name in ("service_items", "service_cases", "activities")}


SUMMER = Scope.from_query({"from": "2021-05-31", "to": "2021-08-20", "area": "211302"})
START, END = pd.Timestamp("2021-05-31"), pd.Timestamp("2021-08-21")


@pytest.mark.parametrize("by", ["department", "district"])
def test_items_agree_with_pandas(marts, demo_warehouse, monkeypatch, by: str):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))
    rows = marts["service_items"].query("kind == 'item' and city == '211300'")
    rows = rows.assign(saved=1 - rows["promised_days"] / rows["statutory_days"], few=rows["visits"] <= 1)
    expected = rows.groupby(by).agg(
        time_compression=("saved", "mean"), at_most_one_visit_share=("few", "mean"), online_share=("online", "mean")
    )
    scope = Scope.from_query({"from": "2021-08-01", "to": "2021-08-20", "area": "211300"})
    frame = ask(list(expected), by=[by], scope=scope, principal=LOCAL).frame.dropna(subset=[by]).set_index(by)
    frame = frame[frame["service_items"] > 0][list(expected)]
    pd.testing.assert_frame_equal(frame.sort_index().astype(float), expected.sort_index().astype(float), check_index_type=False)


def test_activities_agree_with_pandas(marts, demo_warehouse, monkeypatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))
    rows = marts["activities"].query("district == '211302'")
    rows = rows[(rows["held_at"] >= START) & (rows["held_at"] < END)]
    by_kind = rows.groupby("kind")
    frame = ask(["activities", "activities_planned", "coverage"], by=["activity_kind"], scope=SUMMER, principal=LOCAL).frame
    frame = frame.set_index("activity_kind")
    assert frame["activities"].to_dict() == by_kind["done"].sum().to_dict()
    assert frame["coverage"].to_dict() == pytest.approx(by_kind["done"].mean().to_dict())


def test_waits_of_every_grid_agree_with_pandas(marts, demo_warehouse, monkeypatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))
    rows = marts["activities"].query("district == '211302' and done and grid.notna()")
    last = rows[rows["held_at"] < END].groupby("grid")["held_at"].max()
    frame = ask(["days_since_visit"], by=["grid"], scope=SUMMER, principal=LOCAL).frame.dropna().set_index("grid")["days_since_visit"]
    expected = (END - last).dt.total_seconds() / 86_400
    assert sorted(frame.index) == sorted(expected.index)
    assert np.allclose(frame.sort_index(), expected.sort_index(), atol=1 / 86_400)


def test_cases_agree_with_pandas(marts, demo_warehouse, monkeypatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))
    rows = marts["service_cases"].query("district == '211302'")
    rows = rows[(rows["month"] >= START) & (rows["month"] < END)]
    rows = rows.assign(days=rows["cases"] * rows["mean_days"])
    expected = rows.groupby("channel")[["cases", "days"]].sum()
    frame = ask(["service_cases", "mean_days"], by=["service_channel"], scope=SUMMER, principal=LOCAL).frame.set_index("service_channel")
    assert frame["service_cases"].to_dict() == expected["cases"].to_dict()
    assert frame["mean_days"].to_dict() == pytest.approx((expected["days"] / expected["cases"]).to_dict())
