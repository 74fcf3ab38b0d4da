"""The states of projects: the plan in force, the plan by season, and what the rest of a stated plan is drawn from."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.assemble import carry
from data.store import Warehouse, read_only
from tests.support.oracle_renovation import season_share
from tests.support.warehouses import publish

PROJECT = {"project_id": "a", "name": "A", "kind": "old_compound", "area_code": "211302001", "planned_investment": 1e6}


def states(folder: Path, columns: str) -> list[tuple]:
    current = Warehouse(folder).current()
    assert current is not None
    with read_only(current.path) as connection:
        return connection.execute(f"SELECT {columns} FROM renovation_states ORDER BY month").fetchall()


def report(month: int, actual: float, planned: float | None = None) -> dict:
    return {"project_id": "a", "month": date(2021, month, 1), "actual_percent": actual, "planned_percent": planned}


def test_without_a_stated_plan_the_season_gives_it_and_says_so(tmp_path: Path):
    start, finish = date(2021, 4, 11), date(2021, 9, 20)
    publish(
        tmp_path, renovation_projects=[PROJECT | {"planned_start": start, "planned_finish": finish}], renovation_progress=[report(6, 30)]
    )
    found = {month: (planned, assumed) for month, planned, assumed in states(tmp_path, "month, planned_percent, plan_assumed")}
    assert found[date(2021, 6, 1)] == (pytest.approx(season_share(date(2021, 6, 30), start, finish, "old_compound")), True)
    assert found[date(2021, 5, 1)] == (None, False)


def test_the_winter_break_hardly_moves_the_plan_of_outdoor_work(tmp_path: Path):
    publish(tmp_path, renovation_projects=[PROJECT | {"planned_start": date(2020, 9, 1), "planned_finish": date(2021, 6, 30)}])
    found = dict(states(tmp_path, "month, scheduled_percent"))
    winter = found[date(2021, 3, 1)] - found[date(2020, 10, 1)]
    autumn = found[date(2020, 10, 1)] - found[date(2020, 8, 1)]
    assert winter < autumn and found[date(2021, 6, 1)] == 100 and found[date(2020, 8, 1)] == 0


def test_the_rest_of_a_stated_plan_goes_from_its_last_statement_to_the_finish(tmp_path: Path):
    start, finish = date(2021, 4, 1), date(2021, 9, 30)
    publish(
        tmp_path,
        renovation_projects=[PROJECT | {"planned_start": start, "planned_finish": finish}],
        renovation_progress=[report(5, 10, 20)],
    )
    found = dict(states(tmp_path, "month, scheduled_percent"))
    may = season_share(date(2021, 5, 31), start, finish, "old_compound")
    july = season_share(date(2021, 7, 31), start, finish, "old_compound")
    assert may is not None and july is not None
    assert found[date(2021, 5, 1)] == 20
    assert found[date(2021, 7, 1)] == pytest.approx(20 + 80 * (july - may) / (100 - may))
    assert found[date(2021, 9, 1)] == pytest.approx(100)


def test_a_moved_plan_is_in_force_from_its_month_and_the_first_stays_known(tmp_path: Path):
    start, first, second = date(2021, 4, 1), date(2021, 8, 31), date(2021, 10, 31)
    plans = [
        {"project_id": "a", "month": date(2021, 4, 1), "planned_start": start, "planned_finish": first},
        {"project_id": "a", "month": date(2021, 7, 1), "planned_start": start, "planned_finish": second},
    ]
    publish(tmp_path, renovation_projects=[PROJECT | {"planned_start": start, "planned_finish": second}], renovation_plans=plans)
    found = {row[0]: row[1:] for row in states(tmp_path, "month, planned_finish, first_planned_finish, plan_moved")}
    assert found[date(2021, 6, 1)] == (first, first, False)
    assert found[date(2021, 7, 1)] == (second, first, True)
    assert found[date(2021, 3, 1)] == (first, first, False)


def test_states_follow_each_other_without_gaps(tmp_path: Path):
    publish(tmp_path, renovation_projects=[PROJECT | {"planned_start": date(2021, 4, 1), "planned_finish": date(2021, 9, 30)}])
    spans = states(tmp_path, "valid_from, valid_to")
    assert spans[0][0] is None and spans[-1][1] is None
    assert all(before[1] == after[0] for before, after in itertools.pairwise(spans))


def test_a_project_without_any_date_has_one_state_and_no_plan(tmp_path: Path):
    publish(tmp_path, renovation_projects=[PROJECT])
    assert states(tmp_path, "month, valid_from, valid_to, scheduled_percent, behind") == [(None, None, None, None, False)]


def test_a_generation_from_before_the_plans_were_kept_can_be_imported_upon(tmp_path: Path):
    publish(tmp_path, renovation_projects=[PROJECT])
    current = Warehouse(tmp_path).current()
    assert current is not None
    with duckdb.connect(str(current.path)) as connection:
        connection.execute("DROP TABLE renovation_plans")
    with Warehouse(tmp_path).draft(keep=3) as draft:
        carry(draft, "renovation_plans")
        assert draft.connection.execute("SELECT count(*) FROM accepted_renovation_plans").fetchone() == (0,)
