"""The investment story on a ledger small enough to count by hand."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.asking.ask import NotAllowed
from analytics.asking.principal import LOCAL, Principal
from analytics.asking.scope import Scope
from analytics.readings.investment_schedule import schedule, standing
from analytics.stories.investment import investment
from analytics.stories.investment.choices import composition, officials
from analytics.stories.investment.projects import ledger, project
from analytics.words.language import ENGLISH, speaking
from analytics.words.marks import bold
from tests.support.investment import TREE
from tests.support.warehouses import publish

TICKET = {"ticket_id": "1", "source": "t", "received_at": datetime(2021, 7, 20, 9)}
YEAR = Scope.from_query({"window": "this_year", "area": "2113"})


def row(number: str, area: str = "211302", **more: Any) -> dict[str, Any]:
    return {"project_id": number, "name": f"Project {number}", "area_code": area, "lead_official": "mayor", "industry": "steel"} | more


PROJECTS = [
    row("talks", negotiating_at=date(2021, 6, 1), intended_amount=5e7),
    row("late", negotiating_at=date(2020, 5, 1), signed_at=date(2020, 12, 1), contracted_amount=1e8),
    row("dry", "211303", signed_at=date(2020, 8, 1), landed_at=date(2021, 2, 1), contracted_amount=2e8, industry="food"),
    row("paid", signed_at=date(2020, 1, 1), landed_at=date(2020, 3, 1), started_at=date(2020, 5, 1), contracted_amount=4e8),
    row("gone", signed_at=date(2020, 1, 1), withdrawn_at=date(2020, 6, 1), contracted_amount=9e8, lead_official="other"),
]
FLOWS = [
    {"project_id": "paid", "month": date(year, month, 1), "inflow": amount}
    for year, months, amount in ((2020, range(1, 13), 1e7), (2021, range(1, 7), 1.5e7))
    for month in months
]
TARGETS = [{"area_code": "211302", "year": 2021, "month": 0, "target": 2e8}]


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    publish(tmp_path, areas=TREE, tickets=[TICKET], investment_projects=PROJECTS, investment_flows=FLOWS, investment_targets=TARGETS)
    return tmp_path


@pytest.mark.usefixtures("warehouse")
def test_the_headline_has_months_amount_change_and_pace():
    with speaking(ENGLISH):
        told = investment(YEAR, LOCAL)
    # 90 of 200 million by June; the past year was even, so half of the target was due.
    assert told.headline == "Months 1–6 of 2021: 90 million yuan received, +50.0% on a year before, 5.0 points behind plan"
    assert (
        f"{bold('45.0%')} of the year's target of 200 million yuan; planned by now 50.0% (phased by the pattern of past years)."
        in told.support
    )


@pytest.mark.usefixtures("warehouse")
def test_the_stages_and_the_projects_to_help_are_those_of_the_rule():
    told = investment(YEAR, LOCAL)
    assert {stage.id: stage.projects for stage in told.stages.drawn.items} == {
        "negotiating": 1, "signed": 1, "landed": 1, "started": 1, "producing": 0, "withdrawn": 1,
    }  # fmt: skip
    assert [(concern.project_id, concern.days) for concern in told.waiting] == [("late", 231), ("dry", 169)]


@pytest.mark.usefixtures("warehouse")
def test_a_withdrawn_project_does_not_land_later_in_the_conversion():
    cell = investment(YEAR, LOCAL).conversion.drawn.cohorts[0].cells[0]
    assert (cell.n, cell.went_on) == (4, 2)
    assert cell.share == pytest.approx(0.25)  # 1 of 4 after 60 days; one withdraws after 152, and the one that lands after 184 is too late
    first = investment(YEAR, LOCAL).conversion.drawn.cohorts[-1]
    assert (first.label, first.cells[0].n, first.cells[0].share) == ("2020 年 1 季", 2, pytest.approx(0.5))


@pytest.mark.usefixtures("warehouse")
def test_a_city_says_no_rate_while_a_district_with_funds_has_no_target(tmp_path: Path):
    more = [*FLOWS, {"project_id": "dry", "month": date(2021, 5, 1), "inflow": 1e6}]
    publish(tmp_path, areas=TREE, tickets=[TICKET], investment_projects=PROJECTS, investment_flows=more, investment_targets=TARGETS)
    told = investment(YEAR, LOCAL)
    assert told.curve.drawn.target is None
    assert f"{bold('E')}未下达目标" in told.support
    own = investment(YEAR.within("211302"), LOCAL)
    assert own.curve.drawn.target == 2e8


@pytest.mark.usefixtures("warehouse")
def test_a_target_is_not_set_against_some_of_the_projects():
    told = investment(Scope.from_query({"window": "this_year", "area": "211302", "industry": "steel"}), LOCAL)
    assert told.curve.drawn.target is None
    assert told.curve.drawn.received[-1] == 9e7


@pytest.mark.usefixtures("warehouse")
def test_a_month_that_nobody_has_reported_is_no_month_without_funds():
    plan = schedule(YEAR, LOCAL, pd.Timestamp(2021, 7, 20, 9))
    assert (plan.year, plan.months, str(plan.money.last)) == (2021, 6, "2021-06-30")
    found = standing(plan, LOCAL, "city")
    assert (found.received, found.rate, found.planned) == (9e7, pytest.approx(0.45), pytest.approx(0.5))


@pytest.mark.usefixtures("warehouse")
def test_a_composition_adds_up_and_officials_have_their_projects():
    found = composition(YEAR, LOCAL, "industry")
    assert [(share.name, share.value) for share in found.drawn.items] == [("steel", 9e7)]
    assert [(person.name, person.projects, person.landed, person.signed) for person in officials(YEAR, LOCAL)] == [("mayor", 4, 2, 3)]


@pytest.mark.usefixtures("warehouse")
def test_the_ledger_and_one_project_know_nothing_of_later_days():
    early = Scope.from_query({"from": "2020-01-01", "to": "2020-09-30", "area": "2113"})
    assert set(ledger(early, LOCAL).table.columns[0].values) == {"late", "dry", "paid", "gone"}
    told = project(early, LOCAL, "late")
    assert told is not None and "在谈" in told.headline
    assert project(early, LOCAL, "talks") is None
    paid = project(YEAR, LOCAL, "paid")
    assert paid is not None and sum(value or 0 for value in paid.months.drawn.rows[0].values) == 2.1e8


@pytest.mark.usefixtures("warehouse")
def test_a_principal_of_one_district_sees_no_project_of_another():
    own = Principal("e", "leader", ("211303",))
    for scope in (YEAR.within("211303"), YEAR.within(None)):
        told = investment(scope, own)
        assert [concern.project_id for concern in told.waiting] == ["dry"]
        assert project(scope, own, "paid") is None
    assert [part.code for part in investment(YEAR.within("211303"), own).parts.drawn.rows] == ["211303"]
    with pytest.raises(NotAllowed):
        investment(YEAR, own)


@pytest.mark.parametrize(
    "tables", [{}, {"investment_projects": [row("bare")]}, {"investment_targets": TARGETS}, {"investment_projects": PROJECTS[:1]}]
)
@pytest.mark.parametrize("area", [None, "2113", "211302", "211302001"])
def test_next_to_nothing_is_told_without_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tables: dict[str, Any], area: str | None
):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    publish(tmp_path, areas=TREE, tickets=[TICKET], **tables)
    told = investment(YEAR.within(area), LOCAL)
    assert told.headline and told.support
    assert composition(YEAR.within(area), LOCAL, "origin").picture is None
