"""What the overview says of generations made of counted rows."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from analytics.asking.principal import LOCAL, Principal
from analytics.asking.scope import Scope
from analytics.stories.overview import Overview, overview
from analytics.words.language import ENGLISH, speaking
from analytics.words.marks import bold
from tests.support.warehouses import AREAS, publish

STREETS = [f"2113020{number:02d}" for number in range(1, 7)]
DISTRICT = [
    *AREAS[:3],
    *(
        {"area_code": code, "level": "street", "name": f"{name}街道", "parent_code": "211302"}
        for code, name in zip(STREETS, ("甲子", "乙丑", "丙寅", "丁卯", "戊辰", "己巳"), strict=True)
    ),
]
MAY, JUNE = date(2021, 5, 1), date(2021, 6, 1)
LATE = datetime(2021, 6, 30, 23, 0)
Make = Callable[..., Overview]


def tickets(
    month: date, street: str, received: int, resolved: int, *, category: str = "c", rating: int | None = None, due: datetime | None = None
) -> list[dict[str, object]]:
    """`received` tickets spread over a month; the first `resolved` of them resolved a day later."""
    found = []
    for number in range(received):
        moment = datetime(month.year, month.month, 1 + number % 27, 9)
        done = number < resolved
        found.append(
            {
                "ticket_id": f"{month}-{street}-{category}-{number}",
                "source": "s",
                "street": street,
                "category": category,
                "received_at": moment,
                "resolved_at": moment + timedelta(days=1) if done else None,
                "due_at": due or datetime(2022, 1, 1),
                "rating": rating if done else None,
            }
        )
    return found


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Publish tickets and return the overview of June against May, in English."""

    def build(rows: list[dict[str, object]], scope: Scope | None = None, **tables: Any) -> Overview:
        monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
        last = {"ticket_id": "last", "source": "s", "street": STREETS[0], "received_at": datetime(2021, 4, 1), "resolved_at": LATE}
        publish(tmp_path, areas=DISTRICT, tickets=[*rows, last], **tables)
        with speaking(ENGLISH):
            return overview(scope or Scope(window="custom", first=JUNE, last=date(2021, 6, 30), area="211302"), LOCAL)

    return build


def steady(month: date) -> list[dict[str, object]]:
    return [row for street in STREETS for row in tickets(month, street, 200, 190)]


def test_the_same_rate_as_before_is_no_distinguishable_change(make: Make) -> None:
    view = make(steady(MAY) + steady(JUNE))
    assert view.headline == "Resolution rate 95.0%, no distinguishable change from the previous period"
    assert "All 6 areas are like their peers" in view.support


def test_a_fall_names_the_street_that_drove_it_and_its_share(make: Make) -> None:
    june = [row for street in STREETS[1:] for row in tickets(JUNE, street, 200, 190)] + tickets(JUNE, STREETS[0], 200, 100)
    view = make(steady(MAY) + june)
    # 1,140 of 1,200 resolved in May; 950 + 100 of 1,200 in June: 95.0 % to 87.5 %, all of it in the first street.
    assert view.headline == "Resolution rate 87.5%, 7.5 points below the previous period, beyond normal variation"
    assert f"The fall comes from {bold('甲子')}." in view.support
    assert "other 5 areas have not changed" in view.support


def test_the_category_that_grew_in_the_street_is_named_as_the_reason(make: Make) -> None:
    may = steady(MAY) + tickets(MAY, STREETS[0], 40, 38, category="rain")
    june = steady(JUNE) + tickets(JUNE, STREETS[0], 140, 20, category="rain")
    # 40 to 140 tickets on rain: two and a half times as many more.
    assert "rain there rose by 250%" in make(may + june).support


def test_a_year_comparison_says_so(make: Make) -> None:
    year_ago = [row for street in STREETS for row in tickets(date(2020, 6, 1), street, 200, 190)]
    scope = Scope(window="custom", first=JUNE, last=date(2021, 6, 30), area="211302", compare="year")
    assert "a year before" in make(year_ago + steady(JUNE), scope).headline


def test_without_a_comparison_the_headline_gives_the_counts(make: Make) -> None:
    scope = Scope(window="custom", first=JUNE, last=date(2021, 6, 30), area="211302", compare="none")
    view = make(steady(JUNE), scope)
    assert view.headline == "Resolution rate 95.0%, 1,140 of 1,200 tickets"
    assert all(kpi.change is None for kpi in view.kpis)


def test_a_window_without_tickets_is_a_sentence(make: Make) -> None:
    scope = Scope(window="custom", first=date(2020, 1, 1), last=date(2020, 1, 31), area="211302")
    view = make(steady(JUNE), scope)
    assert view.headline.startswith("No data were reported for that time: they reach from ")
    assert [kpi.value for kpi in view.kpis] == [None] * 6 and {kpi.note for kpi in view.kpis} == {view.headline}
    assert not view.findings


def test_a_card_has_numerator_denominator_target_and_twelve_periods(make: Make) -> None:
    view = make(steady(MAY) + steady(JUNE))
    rate = next(kpi for kpi in view.kpis if kpi.measure_id == "resolution_rate")
    assert (rate.numerator, rate.denominator, rate.value) == (1140, 1200, 0.95)
    assert rate.target is not None
    assert (rate.target.state, rate.target.text) == ("met", "On target ≥ 95%")
    assert len(rate.history) == 12
    # Before the data begin there is nothing to draw; April has the one ticket that closes late.
    assert rate.history[:9] == (None,) * 9
    assert rate.history[-2:] == (0.95, 0.95)


def test_the_classes_of_the_streets_are_against_the_whole_and_a_small_street_is_thin(make: Make) -> None:
    rows = steady(MAY) + [row for street in STREETS[1:5] for row in tickets(JUNE, street, 200, 190)]
    rows += tickets(JUNE, STREETS[0], 200, 120) + tickets(JUNE, STREETS[5], 5, 0)
    classes = {unit.name: unit.cls for unit in make(rows).units}
    assert classes["甲子街道"] == "low"
    assert classes["己巳街道"] == "thin"
    assert set(classes.values()) <= {"low", "high", "same", "thin"}


def test_a_street_under_the_control_limit_is_the_first_finding(make: Make) -> None:
    rows = steady(MAY) + [row for street in STREETS[1:] for row in tickets(JUNE, street, 400, 380)] + tickets(JUNE, STREETS[0], 200, 100)
    found = make(rows).findings[0]
    assert (found.kind, found.severity) == ("limit", "breach")
    assert found.title.startswith("甲子:")
    assert (found.page, dict(found.query)["focus"], dict(found.query)["area"]) == ("districts", STREETS[0], "211302")


def test_overdue_cases_are_counted_and_placed(make: Make) -> None:
    rows = steady(MAY) + steady(JUNE)[:-200] + tickets(JUNE, STREETS[5], 200, 190, due=datetime(2021, 6, 29))
    found = next(item for item in make(rows).findings if item.kind == "overdue")
    assert found.title == "10 overdue cases, 10 in 己巳"
    assert found.evidence.startswith("End of previous period: ") and found.evidence.endswith(" more now; 100% in 己巳")


def test_satisfaction_that_falls_in_one_street_is_found(make: Make) -> None:
    may = [row for street in STREETS for row in tickets(MAY, street, 200, 190, rating=5)]
    june = [row for street in STREETS[1:] for row in tickets(JUNE, street, 200, 190, rating=5)] + tickets(
        JUNE, STREETS[0], 200, 190, rating=2
    )
    found = [item for item in make(may + june).findings if item.kind == "satisfaction"]
    assert [item.title for item in found] == ["甲子: satisfaction fell by 100.0 points"]


def test_a_backlog_that_grows_month_after_month_is_a_trend(make: Make) -> None:
    months = [date(2020, month, 1) for month in range(9, 13)] + [date(2021, month, 1) for month in range(1, 7)]
    rows = [row for number, month in enumerate(months) for row in tickets(month, STREETS[0], 100, 100 if number < 6 else 60)]
    kinds = {item.kind: item for item in make(rows).findings}
    assert kinds["trend"].title == "Backlog up 4 periods, to 160 cases"


def test_steady_months_raise_no_finding(make: Make) -> None:
    assert not make(steady(MAY) + steady(JUNE)).findings


def test_investment_behind_its_target_is_a_pace_and_a_finding(make: Make) -> None:
    view = make(
        steady(JUNE),
        investment_projects=[{"project_id": "p", "name": "p", "area_code": "211302"}],
        investment_flows=[{"project_id": "p", "month": date(2021, month, 1), "inflow": amount} for month, amount in ((2, 10e8), (6, 0.0))],
        investment_targets=[{"area_code": "211302", "year": 2021, "month": 0, "target": 100e8}],
    )
    (pace,) = view.paces
    # June is in: half of a target without phasing is due, a tenth has come.
    assert pace.value == pytest.approx(0.1)
    assert pace.planned == pytest.approx(0.5)
    assert pace.is_behind
    assert [item.title for item in view.findings if item.kind == "pace"] == ["Investment 40.0 points behind plan"]


def test_renovation_is_weighted_by_investment_and_judged_against_its_own_plan(make: Make) -> None:
    projects = [
        {
            "project_id": name,
            "name": name,
            "kind": "old_compound",
            "area_code": "211302",
            "buildings": 1,
            "households": 10,
            "floor_area_m2": 100.0,
            "planned_investment": amount,
            "planned_finish": date(2021, 10, 31),
        }
        for name, amount in (("a", 3e6), ("b", 1e6))
    ]
    progress = [
        {
            "project_id": "a",
            "month": date(2021, 5, 1),
            "planned_percent": 40.0,
            "actual_percent": 40.0,
            "planned_spend": 0.0,
            "actual_spend": 0.0,
        },
        {
            "project_id": "b",
            "month": date(2021, 5, 1),
            "planned_percent": 40.0,
            "actual_percent": 20.0,
            "planned_spend": 0.0,
            "actual_spend": 0.0,
        },
    ]
    view = make(steady(JUNE), renovation_projects=projects, renovation_progress=progress)
    (pace,) = view.paces
    assert pace.value == pytest.approx((3 * 40 + 1 * 20) / 4 / 100)
    assert pace.planned == pytest.approx(0.4)
    assert pace.verdict.state == "slower"


def test_one_unit_says_what_can_be_said(make: Make) -> None:
    view = make(tickets(MAY, STREETS[0], 100, 90) + tickets(JUNE, STREETS[0], 100, 90))
    assert view.headline.startswith("Resolution rate 90.0%")
    assert sum(unit.n > 0 for unit in view.units) == 1


def test_every_ticket_resolved_is_no_error(make: Make) -> None:
    view = make([row for month in (MAY, JUNE) for street in STREETS for row in tickets(month, street, 50, 50)])
    assert view.headline == "Resolution rate 100.0%, no distinguishable change from the previous period"


def test_a_principal_of_one_street_sees_its_numbers_only(make: Make) -> None:
    make(steady(MAY) + steady(JUNE))
    scope = Scope(window="custom", first=JUNE, last=date(2021, 6, 30))
    with speaking(ENGLISH):
        view = overview(scope, Principal("clerk", "street", (STREETS[0],)))
    assert view.kpis[0].value == 200


def test_values_are_kept_per_language_and_scope(make: Make) -> None:
    view = make(steady(MAY) + steady(JUNE))
    again = overview(Scope(window="custom", first=JUNE, last=date(2021, 6, 30), area="211302"), LOCAL)
    assert again.headline != view.headline  # Chinese outside the block
    assert dataclasses.astuple(again.kpis[0])[3] == dataclasses.astuple(view.kpis[0])[3]


def test_a_grid_that_falls_silent_is_a_question_and_one_that_always_reports_little_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    grids = [f"{STREETS[0]}001{number:03d}" for number in range(1, 31)]
    areas = [
        *DISTRICT,
        {"area_code": f"{STREETS[0]}001", "level": "community", "name": "社区", "parent_code": STREETS[0]},
        *({"area_code": code, "level": "grid", "name": f"第{code[-2:]}网格", "parent_code": f"{STREETS[0]}001"} for code in grids),
    ]
    first, silent_from = datetime(2020, 4, 1, 9), datetime(2021, 4, 2)
    rows = []
    for place, code in enumerate(grids):
        # Every third day a ticket; the second grid one a month at all times; the first none in the last ninety days.
        for day in range(0, 455, 30 if place == 1 else 3):
            moment = first + timedelta(days=day)
            if place or moment < silent_from:
                rows.append(
                    {
                        "ticket_id": f"{code}-{day}",
                        "source": "s",
                        "grid": code,
                        "received_at": moment,
                        "resolved_at": moment + timedelta(hours=5),
                    }
                )
    publish(tmp_path, areas=areas, tickets=rows)
    scope = Scope(window="custom", first=JUNE, last=date(2021, 6, 30), area="211302")
    with speaking(ENGLISH):
        found = [item for item in overview(scope, LOCAL).findings if item.kind == "silence"]
    assert [item.title for item in found] == ["第01网格 reports far less than usual"]
    assert found[0].severity == "question"
    # The page lists the silent grids of a community or more.
    assert (found[0].page, dict(found[0].query)["area"], dict(found[0].query)["section"]) == ("workload", f"{STREETS[0]}001", "silence")


def test_an_overdue_case_that_is_placed_no_lower_than_the_district_counts(make: Make) -> None:
    unplaced = {"ticket_id": "u", "source": "s", "district": "211302", "received_at": datetime(2021, 6, 2), "due_at": datetime(2021, 6, 9)}
    late = tickets(JUNE, STREETS[5], 200, 190, due=datetime(2021, 6, 29))
    view = make([*steady(MAY), *steady(JUNE)[:-200], *late, unplaced])
    found = next(item for item in view.findings if item.kind == "overdue")
    assert found.title == "11 overdue cases, 10 in 己巳"
    backlog = next(kpi for kpi in view.kpis if kpi.measure_id == "backlog")
    assert backlog.target is not None
    assert backlog.target.text == "11 overdue, aim 0"


def test_an_area_without_parts_has_its_overdue_cases_too(make: Make) -> None:
    late = tickets(JUNE, STREETS[5], 40, 36, due=datetime(2021, 6, 29))
    view = make(late, Scope(window="custom", first=JUNE, last=date(2021, 6, 30), area=STREETS[5]))
    assert [item.title for item in view.findings if item.kind == "overdue"] == ["4 overdue cases"]


def test_more_tickets_of_a_category_are_no_reason_for_a_rise(make: Make) -> None:
    may = [row for street in STREETS[1:] for row in tickets(MAY, street, 200, 190)] + tickets(MAY, STREETS[0], 200, 100)
    june = steady(JUNE) + tickets(JUNE, STREETS[0], 60, 60, category="c2")
    view = make(may + tickets(MAY, STREETS[0], 20, 10, category="c2") + june)
    assert "above the previous period" in view.headline
    assert "there rose by" not in view.support
