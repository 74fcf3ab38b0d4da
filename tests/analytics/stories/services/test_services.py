"""What the page of services and visits says of generations made of counted rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from analytics.asking.principal import LOCAL, Principal
from analytics.asking.scope import Scope
from analytics.stories.services import Services, services, shares
from analytics.stories.services.waits import wait_text
from analytics.words.language import ENGLISH, speaking
from analytics.words.marks import bold
from tests.support.warehouses import AREAS, publish

DISTRICT, STREET = "211302", "211302001"
GRIDS = [f"211302001001{number:03d}" for number in range(1, 7)]
PLACES = [
    *AREAS[:3],
    {"area_code": STREET, "level": "street", "name": "甲子街道", "parent_code": DISTRICT},
    {"area_code": "211302001001", "level": "community", "name": "乙丑社区", "parent_code": STREET},
    *({"area_code": code, "level": "grid", "name": f"G{code[-1]}", "parent_code": "211302001001"} for code in GRIDS),
]
END = datetime(2021, 7, 1)
JUNE = Scope.from_query({"from": "2021-06-01", "to": "2021-06-30"})
Make = Callable[..., Services]


def visit(number: int, grid: str, before: float, **more: object) -> dict[str, object]:
    held = END - timedelta(days=before)
    return {
        "activity_id": f"{number}-{grid}-{before}",
        "kind": "patrol",
        "area_code": grid[:12],
        "grid": grid,
        "held_at": held,
        "planned": True,
        "done": True,
        **more,
    }


def item(number: int, department: str = "A", **more: object) -> dict[str, object]:
    return {
        "item_code": str(number),
        "name": f"n{number}",
        "kind": "item",
        "district": DISTRICT,
        "department": department,
        "visits": 1,
        **more,
    }


def reported(month: date, cases: int, channel: str = "online") -> dict[str, object]:
    return {"item_code": "1", "channel": channel, "month": month, "cases": cases, "mean_days": 2.0}


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Publish rows and return what is said of June in English; the data reach to the end of July."""
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))

    def build(scope: Scope = JUNE, principal: Principal = LOCAL, **rows: list[dict[str, object]]) -> Services:
        last = {"ticket_id": "last", "source": "s", "received_at": datetime(2021, 7, 31)}
        published: dict[str, Any] = {"areas": PLACES, "tickets": [last], **rows}
        publish(tmp_path, **published)
        with speaking(ENGLISH):
            return services(scope, principal)

    return build


def test_a_grid_not_visited_for_longer_than_the_policy_says_is_listed_longest_first(make: Make):
    told = make(
        JUNE.within(DISTRICT),
        activities=[visit(1, GRIDS[0], 1), visit(2, GRIDS[1], 59), visit(3, GRIDS[2], 61), visit(4, GRIDS[3], 100), visit(5, GRIDS[4], 1)],
    )
    late = [(grid.name, None if grid.days is None else round(grid.days)) for grid in told.waits.grids if grid.overdue]
    assert late == [("G6", None), ("G4", 100), ("G3", 61)]
    assert told.waits.list.title == "3 grids without a visit for 60 days"
    assert "3 grids without a visit for over 60 days" in told.headline
    assert told.waits.grids[0].place == "甲子 · 乙丑社区"


def test_records_that_do_not_reach_back_far_enough_judge_nobody(make: Make):
    told = make(JUNE.within(DISTRICT), activities=[visit(1, GRIDS[0], 20)])
    assert not told.waits.late
    assert told.waits.list.title == "Visits are on record since 2021-06-11 only"
    assert told.waits.map.picture is None


def test_without_any_record_everything_is_one_sentence(make: Make):
    told = make()
    assert told.headline == "No items and no visits are on record here"
    assert told.waits.list.title == told.waits.frequency.title == "No visit to a grid is on record"
    assert told.compression.title == "No item states both time limits"
    assert told.cases.title == "No cases are reported here"
    assert told.coverage.title == "Nothing was planned in this period"
    assert told.activities.title == "No activity in this period"
    assert told.coverage.picture is None


def test_an_area_without_grids_says_so(make: Make):
    assert make(areas=PLACES[:3]).waits.list.title == "There are no grids here"


def test_a_window_before_the_data_or_after_them_gives_sentences(make: Make):
    for year in (2011, 2031):
        told = make(Scope.from_query({"from": f"{year}-06-01", "to": f"{year}-06-30"}), activities=[visit(1, GRIDS[0], 90)])
        assert told.headline and told.activities.title


def test_how_often_grids_are_visited_counts_those_that_are_not(make: Make):
    told = make(activities=[*(visit(n, GRIDS[0], n + 0.5) for n in range(9)), visit(9, GRIDS[1], 2), visit(10, GRIDS[1], 200)])
    counts = {one.label: one.count for one in told.waits.frequency.drawn.bins}
    assert counts == {"0": 4, "1": 1, "2": 0, "3": 0, "4": 0, "≥5": 1}
    assert told.waits.frequency.title == "1.7 visits per grid in 30 days; 4 grids had none"


def test_a_long_window_is_told_as_visits_in_thirty_days(make: Make):
    half = Scope.from_query({"from": "2021-01-02", "to": "2021-06-30"})
    told = make(half, activities=[*(visit(n, GRIDS[0], n * 20 + 1) for n in range(9)), visit(9, GRIDS[1], 10)])
    counts = {one.label: one.count for one in told.waits.frequency.drawn.bins if one.count}
    assert counts == {"0": 4, "<1": 1, "1–2": 1}


def test_below_the_district_the_items_are_those_of_the_district_and_the_page_says_so(make: Make):
    told = make(JUNE.within(STREET), service_items=[item(1), item(2, visits=3)])
    assert told.kpis[0].value == 0.5
    assert "Items and cases are those of the whole D." in told.support


def test_who_may_see_a_street_only_is_not_shown_the_items_of_its_district(make: Make):
    told = make(JUNE.within(STREET), Principal("street", "analyst", (STREET,)), service_items=[item(1)])
    assert told.kpis[0].value is None


def test_a_report_counts_once_its_month_is_over(make: Make):
    reports = [reported(date(2021, month, 1), month * 10) for month in range(1, 8)]
    cases = {kpi.measure_id: kpi for kpi in make(service_items=[item(1)], service_cases=reports).kpis}["service_cases"]
    assert (cases.value, cases.change, cases.note) == (60, 10, "Report of 2021-06")
    middle = Scope.from_query({"from": "2021-05-10", "to": "2021-06-20"})
    cases = {kpi.measure_id: kpi for kpi in make(middle, service_items=[item(1)], service_cases=reports).kpis}["service_cases"]
    assert (cases.value, cases.note) == (50, "Report of 2021-05")


def test_history_begins_with_the_first_report_and_ends_with_the_newest(make: Make):
    reports = [reported(date(2021, month, 1), month * 10) for month in (4, 5, 6)]
    cases = {kpi.measure_id: kpi for kpi in make(service_items=[item(1)], service_cases=reports).kpis}["service_cases"]
    assert cases.history == (40, 50, 60)


def test_shares_stand_beside_the_targets_of_the_policy(make: Make):
    kpis = {kpi.measure_id: kpi for kpi in make(service_items=[item(1), item(2, visits=3)]).kpis}
    share = kpis["at_most_one_visit_share"]
    assert share.target is not None and (share.target.state, share.parts, share.note) == ("missed", "1 of 2 items", "")


def test_thirty_days_are_whole_days_and_a_wait_just_beyond_the_limit_reads_so(make: Make):
    late = make(activities=[visit(1, GRIDS[0], 150), visit(2, GRIDS[1], 100.6)])
    assert late.waits.frequency.drawn.foot.endswith("2021-06-01 to 06-30")
    with speaking(ENGLISH):
        told = [wait_text(replace(late.waits.grids[0], days=days, overdue=True)) for days in (60.4, 66.4)]
    assert told == ["60.4 days", "66 days"]


def test_months_before_the_first_report_are_no_comparison(make: Make):
    told = make(service_items=[item(1)], service_cases=[reported(date(2021, 6, 1), 10)])
    cases = {kpi.measure_id: kpi for kpi in told.kpis}["service_cases"]
    assert (cases.value, cases.change) == (10, None)


def test_the_channels_stand_in_the_order_of_their_cases(make: Make):
    rows = [reported(date(2021, month, 1), n, channel) for month in (5, 6) for channel, n in (("online", 5), ("street_centre", 15))]
    told = make(service_items=[item(1)], service_cases=rows)
    assert told.cases.title == "Street service centre takes most, 75.0% of the cases"
    assert [(line.name, line.values) for line in told.cases.drawn.lines] == [("Street service centre", (15, 15)), ("Online", (5, 5))]
    assert list(told.cases.table.frame()["2021-06"]) == [15, 5]


def test_compression_says_its_mean_and_who_is_left_out(make: Make):
    limits = [
        item(1, statutory_days=10, promised_days=2),
        item(2, statutory_days=10, promised_days=6),
        item(3, statutory_days=10, promised_days=12),
    ]
    told = make(service_items=[*limits, item(4)]).compression
    assert {one.label: one.count for one in told.drawn.bins if one.count} == {"Longer": 1, "40–50": 1, "80–90": 1}
    assert told.title == "Limits cut by 33.3% on average; 33% of items by half or more"
    assert told.drawn.head == "Mean over 3 items with both limits; 1 without are left out"


def test_departments_with_few_items_are_shown_but_not_ranked(make: Make):
    make(
        service_items=[
            *(item(n, "A", online=n > 3) for n in range(20)),
            *(item(n, "B", online=True) for n in range(20, 40)),
            item(40, "C", online=False),
        ]
    )
    with speaking(ENGLISH):
        told = shares(JUNE, LOCAL, "online_share", "department")
    assert [(share.name, share.n, share.thin) for share in told.drawn.rows] == [("B", 20, False), ("A", 20, False), ("C", 1, True)]
    assert told.title == "Lowest: A, 80.0%"
    assert told.drawn.whole == pytest.approx(36 / 41)


def test_shares_that_are_all_alike_or_missing_have_their_sentence(make: Make):
    make(service_items=[item(n, "AB"[n % 2]) for n in range(40)])
    with speaking(ENGLISH):
        assert shares(JUNE, LOCAL, "at_most_one_visit_share", "department").title == "Every department at 100.0%"
        assert shares(JUNE, LOCAL, "time_compression", "department").title == "No items are listed here"
        assert shares(JUNE, LOCAL, "at_most_one_visit_share", "district").title == "D 100.0%"


def test_coverage_names_the_part_whose_plan_is_clearly_not_done(make: Make):
    streets = [{"area_code": f"21130200{n}", "level": "street", "name": f"S{n}", "parent_code": DISTRICT} for n in range(1, 6)]
    rows = [
        {"activity_id": f"{n}-{k}-{month}", "kind": "visit", "area_code": f"21130200{n}", "held_at": datetime(2021, month, 1 + k % 28), "planned": True,
         "done": not (n == 3 and k % 2)}
        for n in range(1, 6) for k in range(60) for month in range(1, 7)
    ]  # fmt: skip
    told = make(JUNE.within(DISTRICT), areas=[*AREAS[:3], *streets], activities=rows)
    assert [unit.name for unit in told.coverage.drawn.units if unit.cls == "low"] == ["S3"]
    assert told.coverage.title == "Coverage: S3 clearly low"
    assert f"Of the plan 90.0% is done, clearly less in {bold('S3')}." in told.support
    (kind,) = told.activities.drawn.kinds
    assert (kind.window_held, kind.window_done, kind.window_planned) == (270, 270, 300)
    assert kind.held[-2:] == kind.held[-1:] * 2 and len(kind.held) == 12


def test_an_area_without_parts_is_compared_with_its_peers(make: Make):
    told = make(JUNE.within(GRIDS[0]), activities=[visit(n, GRIDS[n % 2], n / 10 + 1) for n in range(40)])
    assert {unit.name for unit in told.coverage.drawn.units} == {"G1", "G2"}
    assert [unit.focus for unit in told.coverage.drawn.units] == [True, False]


def test_filters_on_tickets_are_said_not_to_apply(make: Make):
    told = make(Scope.from_query({"from": "2021-06-01", "to": "2021-06-30", "channel": "wechat"}), service_items=[item(1)])
    assert "The filters on tickets do not apply here." in told.support
    assert told.kpis[0].value == 1


def test_a_grid_that_waits_and_is_silent_stands_first(make: Make, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("analytics.stories.services.grids.silent_grids", lambda scope, principal: frozenset({GRIDS[1]}))
    told = make(
        JUNE.within(DISTRICT), activities=[visit(1, GRIDS[0], 300), visit(2, GRIDS[1], 90), *(visit(3, grid, 1) for grid in GRIDS[2:])]
    )
    assert [grid.name for grid in told.waits.grids if grid.overdue] == ["G2", "G1"]
    assert told.waits.list.title == "2 grids without a visit for 60 days, 1 of them silent"
    assert f"{bold('G2')} wait for a visit and report next to nothing" in told.support
    assert list(told.waits.list.table.frame()["Silent"])[:2] == ["to verify", ""]
