"""Every measure of renovation against an oracle that goes through the rows one project at a time."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.asking.ask import ask
from analytics.asking.filters import Filter
from analytics.asking.principal import LOCAL, Principal
from analytics.asking.rows import rows
from analytics.asking.scope import Period, Scope
from analytics.catalogue import Clock
from analytics.catalogue.renovation import RENOVATION
from tests.support.oracle_renovation import measures, random_ledger, states
from tests.support.warehouses import publish

MOMENTS = [
    datetime(2020, 6, 1),
    datetime(2021, 1, 1),
    datetime(2021, 4, 17, 12),
    datetime(2021, 9, 1),
    datetime(2021, 12, 31),
    datetime(2023, 5, 2),
]
SCOPE = Scope(window="custom", first=date(2023, 1, 1), last=date(2023, 5, 31))
LEDGER: dict[str, Any] = random_ledger(11)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("renovation")
    tickets = [{"ticket_id": "1", "source": "t", "received_at": datetime(2023, 5, 1, 9), "district": "211302"}]
    publish(
        folder,
        tickets=tickets,
        renovation_projects=LEDGER["renovation_projects"],
        renovation_progress=LEDGER["renovation_progress"],
        renovation_plans=LEDGER["renovation_plans"],
    )
    return folder


@pytest.fixture(autouse=True)
def served(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(warehouse))


def at(moment: datetime) -> Period:
    return Period(datetime(2020, 1, 1), moment, moment)


def agrees(row: pd.Series, expected: dict[str, float | None]) -> None:
    for name, value in expected.items():
        found = None if pd.isna(row[name]) else float(row[name])
        if value is None:
            assert found is None or found == 0, name
        else:
            assert found == pytest.approx(value, rel=1e-9), name


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_measure_is_that_of_the_rows(moment: datetime):
    expected = measures(states(LEDGER, moment))
    agrees(ask(list(expected), scope=SCOPE, principal=LOCAL, periods=[at(moment)]).frame.iloc[0], expected)


@pytest.mark.parametrize("dimension", ["renovation_kind", "renovation_class", "project", "plan_moved"])
def test_every_measure_splits(dimension: str):
    moment = datetime(2021, 9, 1)
    found = states(LEDGER, moment)
    key = {
        "renovation_kind": lambda state: state.project["kind"],
        "renovation_class": lambda state: state.project["class"],
        "project": lambda state: state.project["name"],
        "plan_moved": lambda state: state.plan["planned_finish"] != state.first["planned_finish"],
    }[dimension]
    names = list(measures(found))
    frame = ask(names, by=[dimension], scope=SCOPE, principal=LOCAL, periods=[at(moment)]).frame
    assert len(frame) == len({key(state) for state in found})
    for _index, row in frame.iterrows():
        value = None if pd.isna(row[dimension]) else row[dimension]
        agrees(row, measures([state for state in found if key(state) == value]))


def test_a_street_sees_its_own_projects_only():
    moment = datetime(2021, 9, 1)
    street = Principal("street", "leader", ("211302001",))
    mine = [state for state in states(LEDGER, moment) if state.project["area_code"].startswith("211302001")]
    expected = measures(mine)
    agrees(ask(list(expected), scope=SCOPE, principal=street, periods=[at(moment)]).frame.iloc[0], expected)
    listed = rows("renovation_states", ["project_id"], scope=SCOPE, principal=street, clock=Clock.STATE).frame
    assert sorted(listed["project_id"]) == sorted(state.project["project_id"] for state in mine)


def test_the_oracle_knows_every_measure_that_people_read():
    arithmetic = {measure.id for measure in RENOVATION.measures if measure.is_rate}
    assert arithmetic - set(measures(states(LEDGER, MOMENTS[3]))) <= {"planned_spend_rate"}


def test_every_project_has_one_state_at_any_moment():
    for moment in MOMENTS:
        frame = ask(["renovation_projects"], by=["project_id"], scope=SCOPE, principal=LOCAL, periods=[at(moment)]).frame
        assert (frame["renovation_projects"] == 1).all() and len(frame) == len(LEDGER["renovation_projects"])


def test_streets_are_counted_once_each():
    streets = {project["area_code"][:9] for project in LEDGER["renovation_projects"] if len(project["area_code"]) >= 9}
    assert ask(["renovation_streets"], scope=SCOPE, principal=LOCAL).frame["renovation_streets"].iloc[0] == len(streets)


def test_a_plan_that_moves_over_the_new_year_stays_in_its_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project = {
        "project_id": "a",
        "name": "A",
        "kind": "road",
        "area_code": "211302001",
        "planned_start": date(2021, 5, 1),
        "planned_finish": date(2022, 6, 1),
    }
    plans = [{"project_id": "a", "month": date(2021, 5, 1), "planned_start": date(2021, 5, 1), "planned_finish": date(2021, 11, 1)}]
    publish(tmp_path, renovation_projects=[project], renovation_plans=plans)
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    scope = Scope(window="custom", first=date(2021, 1, 1), last=date(2021, 12, 31), where=(Filter("plan_year", ("2021",)),))
    row = ask(["renovation_projects", "past_first_plan"], scope=scope, principal=LOCAL, periods=[at(datetime(2022, 1, 1))]).frame.iloc[0]
    assert (row["renovation_projects"], row["past_first_plan"]) == (1, 1)
