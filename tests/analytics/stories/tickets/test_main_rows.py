"""The main rows of the tickets page: every number counted again from the rows."""

from collections.abc import Callable
from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from lifelines import KaplanMeierFitter

from analytics.asking.principal import LOCAL, Principal
from analytics.asking.scope import Scope
from analytics.shapes.panel import Panel
from analytics.shapes.tickets import Flow
from analytics.stories.tickets import departments_at_risk, heat, risk, risk_by_department, tickets
from analytics.stories.tickets.flow import flow, grows, has_peaked, unit_of
from analytics.words.language import speaking
from analytics.words.marks import bold
from tests.analytics.stories.tickets.conftest import END, START, SUMMER


def told(panel: Panel, head: str) -> list:
    """The values of the column with this head."""
    return next(list(column.values) for column in panel.table.columns if column.head == head)


def received(demo: pd.DataFrame) -> pd.DataFrame:
    return counted(demo[(demo["received_at"] >= START) & (demo["received_at"] < END)], END)


def counted(rows: pd.DataFrame, as_of: datetime) -> pd.DataFrame:
    """Without what was void by as-of."""
    return rows[rows["void_at"].isna() | (rows["void_at"] > as_of)]


def test_the_rates_stand_over_their_own_denominators(demo: pd.DataFrame):
    rows = received(demo)
    resolved = rows["resolved_at"] <= END
    due = resolved | (rows["due_at"] <= END)
    rated = resolved & rows["rating"].notna() & (rows["rated_at"].isna() | (rows["rated_at"] <= END))
    expected = {
        "resolution_rate": (resolved.sum(), len(rows)),
        "due_resolution_rate": (resolved.sum(), due.sum()),
        "on_time_rate": ((resolved & (rows["resolved_at"] <= rows["due_at"])).sum(), due.sum()),
        "satisfaction_rate": ((rated & (rows["rating"] >= 4)).sum(), rated.sum()),
        "reopened_rate": ((resolved & (rows["reopened_count"] > 0)).sum(), resolved.sum()),
    }
    shown = {kpi.measure_id: (kpi.numerator, kpi.denominator) for kpi in tickets(SUMMER, LOCAL).kpis}
    assert {name: shown[name] for name in expected} == expected
    kpis = {kpi.measure_id: kpi for kpi in tickets(SUMMER, LOCAL).kpis}
    assert kpis["resolution_rate"].parts == f"{resolved.sum():,} / {len(rows):,} 受理"
    assert "未评计入" in kpis["satisfaction_rate"].note


def test_inflow_outflow_and_backlog_are_counted_week_by_week(demo: pd.DataFrame):
    found = tickets(SUMMER, LOCAL).flow
    told = found.drawn
    mondays = [START + timedelta(weeks=week) for week in range(12)]
    ends = [min(monday + timedelta(weeks=1), END) for monday in mondays]
    kept = counted(demo, END)
    came, gone = kept["received_at"], kept["resolved_at"]
    assert told.unit == "week" and told.labels[0] == "05-31"
    assert told.received == tuple(((came >= a) & (came < b)).sum() for a, b in zip(mondays, ends, strict=True))
    assert told.closed == tuple(((gone >= a) & (gone < b)).sum() for a, b in zip(mondays, ends, strict=True))
    assert told.backlog == tuple(((came < b) & ~(gone <= b)).sum() for b in ends)
    assert told.opening == ((came < START) & ~(gone <= START)).sum()
    assert told.opening + sum(told.received) - sum(told.closed) == told.backlog[-1]
    assert told.partial == (False,) * 11 + (True,)
    assert found.table.frame().iloc[-1].tolist() == [f"{told.labels[-1]}*", told.received[-1], told.closed[-1], told.backlog[-1]]


def test_the_storm_is_the_only_week_above_the_limit(demo: pd.DataFrame):
    view = tickets(SUMMER, LOCAL)
    assert view.flow.drawn.event is not None and view.flow.drawn.event.when == "07-12"
    assert has_peaked(view.flow.drawn)
    assert "07-12 当周" in view.support and bold("排水防涝") in view.support


def test_the_median_of_headline_and_curve_is_that_of_the_rows(demo: pd.DataFrame):
    rows = received(demo)
    ended = rows["resolved_at"] <= END
    minutes = np.ceil((rows["resolved_at"].where(ended, END) - rows["received_at"]).dt.total_seconds() / 60)
    view = tickets(SUMMER, LOCAL)
    median = view.waiting.drawn.median
    assert median is not None
    assert median == KaplanMeierFitter().fit(minutes, ended).median_survival_time_ / 60
    assert f"{median / 24:.1f} 天" in view.headline


def test_a_cell_of_the_heat_map_counts_its_pair(demo: pd.DataFrame):
    rows = received(demo)
    view = heat(SUMMER, LOCAL, "resolution_rate")
    cell = next(cell for cell in view.drawn.cells if (cell.category, cell.channel) == ("房屋建筑", "12345 热线"))
    pair = rows[(rows["category"] == "房屋建筑") & (rows["channel"] == "hotline_12345")]
    assert (cell.k, cell.n) == ((pair["resolved_at"] <= END).sum(), len(pair))
    assert cell.cls == "low"
    assert dict(view.drawn.rows)["房屋建筑"] == (rows["category"] == "房屋建筑").sum()
    assert {cell.cls for cell in view.drawn.cells if cell.n < 20} <= {"thin"}


@pytest.mark.parametrize("measure", ["satisfaction_rate", "on_time_rate"])
def test_the_heat_map_takes_any_rate(demo: pd.DataFrame, measure: str):
    view = heat(SUMMER, LOCAL, measure)
    assert view.measures == (measure,) and view.drawn.rows and view.table.rows == len(view.drawn.cells)


def test_cases_at_risk_are_those_open_and_due(demo: pd.DataFrame):
    scope = Scope.from_query({"area": "211302", "from": "2021-06-01", "to": "2021-08-16"})
    as_of = datetime(2021, 8, 17)
    there = counted(demo[(demo["received_at"] < as_of) & ~(demo["resolved_at"] <= as_of)], as_of)
    soon = there[(there["due_at"] >= as_of) & (there["due_at"] < as_of + timedelta(hours=48))].sort_values("due_at")
    late = there[there["due_at"] < as_of]
    view = risk(scope, LOCAL)
    assert (view.due_soon.title, view.overdue.title) == (f"即将到期 {len(soon)}", f"已超期 {len(late)}")
    assert told(view.due_soon, "工单号") == soon["ticket_id"].head(11).tolist()
    first = soon.iloc[0]
    assert told(view.due_soon, "剩余 小时")[0] == (first["due_at"] - as_of).total_seconds() / 3600
    assert told(view.due_soon, "时限已用")[0] == (as_of - first["received_at"]) / (first["due_at"] - first["received_at"])


def test_each_department_has_all_its_cases_at_risk_not_only_those_listed(demo: pd.DataFrame):
    scope = Scope.from_query({"area": "211302", "from": "2021-06-01", "to": "2021-08-16"})
    as_of = datetime(2021, 8, 17)
    there = counted(demo[(demo["received_at"] < as_of) & ~(demo["resolved_at"] <= as_of)], as_of)
    there = there[there["due_at"] < as_of + timedelta(hours=48)]
    by = there.assign(late=there["due_at"] < as_of, waited=as_of - there["due_at"]).groupby("department")
    view = departments_at_risk(scope, LOCAL)
    assert {each.name: each.overdue for each in view} == by["late"].sum().to_dict()
    assert {each.name: each.overdue + each.due_soon for each in view} == by.size().to_dict()
    late = [each.overdue for each in view]
    assert late == sorted(late, reverse=True)
    worst = view[0]
    assert worst.longest == pytest.approx(by["waited"].max()[worst.name].total_seconds() / 3600)
    panel = risk_by_department(scope, LOCAL)
    assert told(panel, "超期") == late
    assert panel.note.startswith(f"超期最多的是{worst.name}，{worst.overdue} 件")


def test_the_order_names_each_department_with_its_numbers(demo: pd.DataFrame):
    view = risk(SUMMER, LOCAL)
    order = view.order.table.frame()
    assert f"即将到期 {(~order['状态'].str.startswith('已超期')).sum()}" == view.due_soon.title
    assert f"已超期 {order['状态'].str.startswith('已超期').sum()}" == view.overdue.title
    blocks = order["部门"].ne(order["部门"].shift()).sum()
    assert blocks == order["部门"].nunique()
    for department, rows in order.groupby("部门"):
        late = rows["状态"].str.startswith("已超期").sum()
        assert rows["督办要求"].nunique() == 1
        assert (
            rows["督办要求"]
            .iloc[0]
            .startswith(f"{department}：已超期 {late} 件" if late else f"{department}：48 小时内到期 {len(rows)} 件")
        )


def test_a_principal_sees_the_cases_of_its_street_only(demo: pd.DataFrame):
    street = Principal("站南", "reader", ("211302008",))
    assert set(told(risk(SUMMER.within(None), street).overdue, "街镇")) == {"站南街道"}
    assert tickets(SUMMER.within(None), street).received == (received(demo)["street"] == "211302008").sum()


@pytest.mark.parametrize(("days", "unit"), [(1, "day"), (45, "day"), (46, "week"), (400, "week"), (401, "month")])
def test_the_unit_of_time_suits_the_length_of_the_period(days: int, unit: str):
    scope = Scope(window="custom", first=START.date(), last=(START + timedelta(days=days - 1)).date())
    assert unit_of(scope.period(datetime(2025, 1, 1))) == unit


def made(*backlog: int, unit: str = "week") -> Flow:
    n = len(backlog)
    return Flow(unit, ("x",) * n, (1,) * n, (1,) * n, backlog, (False,) * n, backlog[0], None)


def test_growth_is_told_from_noise():
    assert grows(made(*range(100, 400, 25))) > 1.96
    assert abs(grows(made(*[100, 110] * 8))) < 1.96
    assert np.isnan(grows(made(1, 2, 3)))


def test_weekends_do_not_hide_the_growth_of_days():
    week = [20, 20, 20, 20, 20, -35, -35]
    steps = np.tile(week, 5)
    backlog = (1000 + np.cumsum(steps)).tolist()
    assert grows(made(*backlog, unit="day")) > 1.96
    assert grows(made(*backlog, unit="week")) < 1.96


def test_a_backlog_that_never_moves_does_not_grow():
    assert grows(made(*[50] * 12)) == 0


MARCH = {"from": "2021-03-01", "to": "2021-03-31"}


def ticket(number: int, received: str, resolved: str | None = None, **more: object) -> dict[str, object]:
    row = {"ticket_id": str(number), "source": "t", "grid": "211302001001001", "received_at": pd.Timestamp(received)}
    return row | {"resolved_at": pd.Timestamp(resolved) if resolved else None} | more


LATE = ticket(999, "2021-12-31")
LITTLE = {
    "nothing": [LATE],
    "one open": [ticket(1, "2021-03-05 08:00"), LATE],
    "one resolved": [ticket(1, "2021-03-05 08:00", "2021-03-05 09:00"), LATE],
    "none resolved": [*(ticket(n, f"2021-03-{n:02d}") for n in range(1, 29)), LATE],
    "all resolved at once": [*(ticket(n, f"2021-03-{n:02d}", f"2021-03-{n:02d}") for n in range(1, 29)), LATE],
}


@pytest.mark.parametrize("name", LITTLE)
@pytest.mark.parametrize(
    "query", [MARCH, {"from": "2021-03-05", "to": "2021-03-05"}, {**MARCH, "compare": "none"}, {"from": "2030-01-01", "to": "2030-01-31"}]
)
def test_little_data_makes_sentences_and_no_error(tiny: Callable[..., None], name: str, query: dict[str, str]):
    tiny(LITTLE[name])
    scope = Scope.from_query(query)
    view = tickets(scope, LOCAL)
    assert view.headline and view.flow.title and view.waiting.title
    assert heat(scope, LOCAL, "resolution_rate").title
    listed = risk(scope, LOCAL)
    for panel in (listed.order, listed.due_soon, listed.overdue, risk_by_department(scope, LOCAL)):
        assert panel.title and len(panel.table.frame()) == panel.table.rows


def test_a_single_day_has_one_bar_and_no_trend(tiny: Callable[..., None]):
    tiny([ticket(1, "2021-03-05 08:00", "2021-03-05 09:00"), ticket(2, "2021-03-05 10:00"), LATE])
    found = flow(Scope.from_query({"from": "2021-03-05", "to": "2021-03-05"}), LOCAL, datetime(2021, 12, 31))
    assert (found.drawn.received, found.drawn.closed, found.drawn.backlog) == ((2,), (1,), (1,))
    assert found.title == "受理 2 件，办结 1 件"


def test_in_english_the_story_is_english(demo: pd.DataFrame):
    with speaking("en"):
        assert tickets(SUMMER, LOCAL).headline.startswith("Half of the tickets resolved within 1.9 days; backlog down")
