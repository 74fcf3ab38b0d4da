"""Measures of investment: against pandas on random ledgers, by hand where it matters, exact to the fen."""

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.published import EQUAL, _compared, published_figures
from analytics.asking.scope import Scope
from tests.support.investment import DISTRICTS, TREE, ledger, measures
from tests.support.warehouses import publish

TICKET = {"ticket_id": "1", "source": "t", "received_at": datetime(2022, 3, 1, 9)}  # until when the data reach


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    return tmp_path


def value(name: str, first: str, last: str, **query: str) -> float:
    return float(ask([name], scope=Scope.from_query({"from": first, "to": last, **query}), principal=LOCAL).frame[name].iloc[0])


@pytest.mark.parametrize("seed", [1, 2])
def test_every_measure_is_what_its_definition_says_row_by_row(warehouse: Path, seed: int):
    tables = ledger(seed)
    publish(warehouse, tickets=[TICKET], **tables)
    for first, last in (
        ("2021-01-01", "2021-06-30"),
        ("2020-03-05", "2020-11-17"),
        ("2021-12-01", "2021-12-31"),
        ("2020-02-01", "2020-02-29"),
    ):
        start, end = pd.Timestamp(first), pd.Timestamp(last) + pd.Timedelta(days=1)
        expected = measures(tables, start, end)
        answer = ask(list(expected), scope=Scope.from_query({"from": first, "to": last}), principal=LOCAL).frame.iloc[0]
        for name, number in expected.items():
            got = 0.0 if pd.isna(answer[name]) else float(answer[name])
            assert got == float(number), (name, first)


def test_rates_divide_what_they_name(warehouse: Path):
    tables = ledger(3)
    publish(warehouse, tickets=[TICKET], **tables)
    expected = measures(tables, pd.Timestamp(2021, 1, 1), pd.Timestamp(2021, 9, 1))
    names = ["performance_rate", "investment_start_rate", "funding_rate", "target_rate", "projects_per_official"]
    row = ask(names, scope=Scope.from_query({"from": "2021-01-01", "to": "2021-08-31"}), principal=LOCAL).frame.iloc[0]
    assert row["performance_rate"] == pytest.approx(expected["landed_of_signed"] / expected["signed_to_date"])
    assert row["investment_start_rate"] == pytest.approx(expected["started_of_signed"] / expected["signed_to_date"])
    assert row["funding_rate"] == pytest.approx(float(expected["inflow_of_contracts"] / expected["contracted"]))
    assert row["target_rate"] == pytest.approx(float(expected["inflow_this_year"] / expected["investment_target"]))
    assert row["projects_per_official"] == pytest.approx(expected["investment_projects"] / expected["investment_officials"])


def test_the_parts_of_a_city_add_up_to_the_city(warehouse: Path):
    publish(warehouse, tickets=[TICKET], **ledger(4))
    scope = Scope.from_query({"from": "2021-01-01", "to": "2021-07-31"})
    names = ["inflow", "inflow_year_before", "contracted", "investment_projects", "investment_target", "target_by_now"]
    parts = ask(names, by=["district"], scope=scope, principal=LOCAL).frame[names].sum()
    whole = ask(names, scope=scope, principal=LOCAL).frame[names].iloc[0]
    pd.testing.assert_series_equal(parts, whole, check_names=False, rtol=0, atol=0.005)


def project(number: str, area: str = "211302", **more: object) -> dict[str, object]:
    return {"project_id": number, "name": number, "area_code": area} | more


def flow(number: str, year: int, month: int, inflow: float) -> dict[str, object]:
    return {"project_id": number, "month": date(year, month, 1), "inflow": inflow}


def test_a_stage_begins_on_its_day_and_not_at_the_midnight_before(warehouse: Path):
    publish(warehouse, tickets=[TICKET], investment_projects=[project("A", negotiating_at=date(2021, 3, 1), signed_at=date(2021, 5, 10))])
    assert value("negotiating", "2021-01-01", "2021-02-28") == 0
    assert value("negotiating", "2021-01-01", "2021-03-01") == 1
    assert value("negotiating", "2021-01-01", "2021-05-09") == 1
    assert value("negotiating", "2021-01-01", "2021-05-10") == 0
    assert value("signed", "2021-01-01", "2021-12-31", as_of="2021-05-09") == 0
    assert value("signed", "2021-01-01", "2021-12-31", as_of="2021-05-10") == 1


def test_steps_of_one_day_and_steps_out_of_order_leave_a_project_at_its_furthest(warehouse: Path):
    publish(
        warehouse,
        tickets=[TICKET],
        investment_projects=[
            project("same", signed_at=date(2021, 3, 1), landed_at=date(2021, 3, 1)),
            project("swapped", signed_at=date(2021, 4, 1), landed_at=date(2021, 3, 1)),
            project("gone", signed_at=date(2021, 4, 1), withdrawn_at=date(2021, 3, 1)),
            project("bare"),
        ],
    )
    frame = ask(
        ["investment_projects"], by=["stage"], scope=Scope.from_query({"from": "2021-01-01", "to": "2021-12-31"}), principal=LOCAL
    ).frame
    counts = dict(zip(frame["stage"].fillna("none"), frame["investment_projects"], strict=True))
    assert counts == {"landed": 2, "signed": 0, "withdrawn": 0, "none": 1}


def test_a_month_counts_when_it_has_ended(warehouse: Path):
    publish(
        warehouse, tickets=[TICKET], investment_projects=[project("A")], investment_flows=[flow("A", 2021, 4, 7.01), flow("A", 2021, 5, 5)]
    )
    assert value("inflow", "2021-01-01", "2021-04-29") != value("inflow", "2021-01-01", "2021-04-30")
    assert value("inflow", "2021-01-01", "2021-04-30") == 7.01
    assert value("inflow", "2021-01-01", "2021-05-27") == 7.01
    assert value("inflow_this_year", "2021-05-01", "2021-05-27") == 7.01


def test_the_year_before_has_the_same_months_and_the_same_districts(warehouse: Path):
    publish(
        warehouse,
        areas=TREE,
        tickets=[TICKET],
        investment_projects=[project("A"), project("B", "211303")],
        # A has reported March 2021, nobody April; B's record begins in 2021.
        investment_flows=[
            *(flow("A", 2020, month, 100) for month in range(1, 13)),
            *(flow("A", 2021, month, 150) for month in (1, 2, 3)),
            flow("B", 2021, 2, 1000),
        ],
    )
    assert value("inflow_year_before", "2021-01-01", "2021-12-31") == 300
    assert value("inflow", "2021-01-01", "2021-12-31") == 1450
    assert value("inflow_comparable", "2021-01-01", "2021-12-31") == 450
    assert value("inflow_yoy", "2021-01-01", "2021-12-31") == pytest.approx(0.5)


def test_a_leap_day_is_the_end_of_february_on_both_sides(warehouse: Path):
    publish(
        warehouse, tickets=[TICKET], investment_projects=[project("A")], investment_flows=[flow("A", 2020, 2, 10), flow("A", 2021, 2, 12)]
    )
    assert value("inflow", "2020-02-01", "2020-02-28") != 10
    assert value("inflow", "2020-02-01", "2020-02-29") == 10
    assert value("inflow_year_before", "2021-02-01", "2021-02-28") == 10


def target(area: str, year: int, month: int, amount: float) -> dict[str, object]:
    return {"area_code": area, "year": year, "month": month, "target": amount}


def phased(warehouse: Path, last: str) -> tuple[str, float]:
    scope = Scope.from_query({"from": f"{last[:4]}-01-01", "to": last})
    frame = ask(["target_by_now"], by=["phasing"], scope=scope, principal=LOCAL).frame
    return str(frame["phasing"].iloc[0]), float(frame["target_by_now"].iloc[0])


def test_a_target_is_phased_as_it_states_else_by_past_years_else_evenly(warehouse: Path):
    whole = [target("211302", 2021, 0, 1200)]
    first_half = [flow("A", 2020, month, 2.0 if month <= 6 else 1.0) for month in range(1, 13)]
    publish(warehouse, tickets=[TICKET], investment_projects=[project("A")], investment_flows=first_half, investment_targets=whole)
    assert phased(warehouse, "2021-03-31") == ("pattern", 400)
    publish(warehouse, tickets=[TICKET], investment_targets=whole)
    assert phased(warehouse, "2021-03-31") == ("even", 300)
    assert phased(warehouse, "2021-03-30") == ("even", 200)  # March has not ended
    stated = [*whole, *(target("211302", 2021, month, 600 if month in (1, 12) else 0) for month in range(1, 13))]
    publish(warehouse, tickets=[TICKET], investment_projects=[project("A")], investment_flows=first_half, investment_targets=stated)
    assert phased(warehouse, "2021-03-31") == ("stated", 600)
    assert value("time_rate", "2021-01-01", "2021-03-31") == 0.5


def test_a_year_whose_record_is_not_whole_is_no_pattern(warehouse: Path):
    late = [flow("A", 2020, month, 1.0) for month in range(7, 13)]
    publish(
        warehouse,
        tickets=[TICKET],
        investment_projects=[project("A")],
        investment_flows=late,
        investment_targets=[target("211302", 2021, 0, 1200)],
    )
    assert phased(warehouse, "2021-03-31") == ("even", 300)


def test_twelve_months_add_up_to_the_fen(warehouse: Path):
    publish(warehouse, tickets=[TICKET], investment_targets=[target("211302", 2021, 0, 100.01)])
    assert value("target_by_now", "2021-01-01", "2021-12-31") == 100.01


def test_a_target_of_a_city_is_not_counted_beside_those_of_its_districts(warehouse: Path):
    goals = [target("2113", 2021, 0, 1000), *(target(code, 2021, 0, 600) for code in DISTRICTS), target("2113", 2022, 0, 2000)]
    publish(warehouse, areas=TREE, tickets=[TICKET], investment_targets=goals)
    assert value("investment_target", "2021-01-01", "2021-12-31") == 1200
    assert value("investment_target", "2022-01-01", "2022-02-28") == 2000
    assert value("time_rate", "2021-01-01", "2021-06-30") == pytest.approx(0.5)


def test_a_sum_of_many_fen_is_exact(warehouse: Path):
    projects = [project(f"{number:04d}") for number in range(1000)]
    flows = [flow(f"{number:04d}", 2021, 1, 0.1) for number in range(1000)]
    publish(warehouse, tickets=[TICKET], investment_projects=projects, investment_flows=flows)
    assert value("inflow", "2021-01-01", "2021-01-31") == 100.0


def test_the_published_figures_of_investment_are_computed_equal(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))
    found = [_compared(figure, "demo" in figure.scales, LOCAL) for figure in published_figures() if figure.dataset == "investment"]
    assert len(found) == 12
    assert [item.figure.id for item in found if item.verdict != EQUAL] == []
