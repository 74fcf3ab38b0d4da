"""The marts: rows are conserved, places and deadlines are filled in, a bad draft is never published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from data import ledger
from data.assemble import ORDER, About, CheckError, assemble, carry
from data.contracts.policy import Policy, policy
from data.store import Warehouse, read_only
from tests.support.random_tickets import random_tickets
from tests.support.warehouses import AREAS, publish

ABOUT = About(datetime(2022, 1, 1), False, "test", None, "")


def rows(folder: Path, sql: str) -> list[tuple]:
    generation = Warehouse(folder).current()
    assert generation is not None
    with read_only(generation.path) as connection:
        return connection.execute(sql).fetchall()


def ticket(number: int, **more: object) -> dict[str, object]:
    return {"ticket_id": str(number), "source": "t", "received_at": datetime(2021, 3, 1, 9, 30)} | more


def test_the_areas_a_ticket_lies_in_are_filled_in_from_the_deepest_that_is_known(tmp_path: Path):
    given = [
        ticket(1, grid="211302001001001"),
        ticket(2, street="211302002"),
        ticket(3, district="211302"),
        ticket(4),
        # The community has moved to another street since the export: its place today decides.
        ticket(5, street="211302002", community="211302001001"),
    ]
    publish(tmp_path, tickets=given)
    assert rows(tmp_path, "SELECT city, district, street, community, grid FROM tickets ORDER BY ticket_id") == [
        ("2113", "211302", "211302001", "211302001001", "211302001001001"),
        ("2113", "211302", "211302002", None, None),
        ("2113", "211302", None, None, None),
        (None, None, None, None, None),
        ("2113", "211302", "211302001", "211302001001", None),
    ]


def test_a_code_that_no_area_has_keeps_the_ticket_in_the_areas_above(tmp_path: Path):
    publish(tmp_path, tickets=[ticket(1, district="211302", street="211302001", grid="unknown")])
    assert rows(tmp_path, "SELECT province, city, district, street, community, grid FROM tickets") == [
        ("21", "2113", "211302", "211302001", None, "unknown")
    ]


@pytest.mark.parametrize(
    ("received", "channel", "due"),
    [
        (datetime(2021, 3, 1, 9, 30), "snapshot_app", datetime(2021, 3, 4, 9, 30)),  # three working days
        (datetime(2021, 3, 5, 9, 30), "snapshot_app", datetime(2021, 3, 10, 9, 30)),  # over a weekend
        (datetime(2021, 3, 6, 9, 30), "snapshot_app", datetime(2021, 3, 10, 9, 30)),  # received on a Saturday
        (datetime(2021, 2, 10, 9, 30), "snapshot_app", datetime(2021, 2, 20, 9, 30)),  # over the Spring Festival, a Saturday worked
        (datetime(2021, 3, 1, 9, 30), "another", datetime(2021, 3, 15, 9, 30)),  # ten by default
        (datetime(1999, 3, 1), "another", None),  # before the calendar begins
    ],
)
def test_a_missing_deadline_follows_the_calendar(tmp_path: Path, received: datetime, channel: str, due: datetime | None):
    publish(tmp_path, tickets=[ticket(1, received_at=received, channel=channel)])
    assert rows(tmp_path, "SELECT due_at, due_computed FROM tickets") == [(due, True)]


def test_a_given_deadline_is_kept(tmp_path: Path):
    publish(tmp_path, tickets=[ticket(1, due_at=datetime(2021, 3, 2))])
    assert rows(tmp_path, "SELECT due_at, due_computed FROM tickets") == [(datetime(2021, 3, 2), False)]


def test_a_state_that_never_comes_begins_at_infinity_so_that_no_query_meets_a_missing_moment(tmp_path: Path):
    publish(tmp_path, tickets=[ticket(1)])
    states = ("closed_at", "closing_at", "on_time_at", "rating_known_at", "satisfied_at", "instant_at")
    assert rows(tmp_path, f"SELECT {', '.join(f'isinf({name})' for name in states)} FROM tickets") == [(True,) * len(states)]


@pytest.mark.parametrize(
    ("resolved", "closed", "day"),
    [
        (datetime(2021, 3, 3), datetime(2021, 3, 3), date(2021, 3, 2)),  # at midnight sharp: closed as the 2nd ends
        (datetime(2021, 3, 3, 0, 0, 1), datetime(2021, 3, 3, 0, 0, 1), date(2021, 3, 3)),
        (datetime(2021, 2, 1), datetime(2021, 3, 1, 9, 30), date(2021, 3, 1)),  # not before it has come
    ],
)
def test_a_ticket_is_closed_when_it_is_resolved_and_never_before_it_came(tmp_path: Path, resolved: datetime, closed: datetime, day: date):
    publish(tmp_path, tickets=[ticket(1, resolved_at=resolved)])
    assert rows(tmp_path, "SELECT closed_at, CAST(closing_at AS DATE) FROM tickets") == [(closed, day)]


def test_void_tickets_come_last_so_that_blocks_of_others_are_counted_without_looking(tmp_path: Path):
    publish(tmp_path, tickets=[ticket(1, void_at=datetime(2021, 3, 2)), ticket(2), ticket(3, received_at=datetime(2021, 1, 1))])
    assert rows(tmp_path, "SELECT ticket_id FROM tickets") == [("3",), ("2",), ("1",)]


def rebuild(folder: Path, rules: Policy) -> None:
    with Warehouse(folder).draft(keep=3) as draft:
        for table in ORDER:
            carry(draft, table)
        ledger.carry(draft)
        assemble(draft, rules, ABOUT)


def test_the_next_generation_carries_every_row_and_computes_deadlines_anew(tmp_path: Path):
    tickets = [*random_tickets(3, 80), ticket(1, channel="snapshot_app"), ticket(2, due_at=datetime(2021, 3, 2))]
    publish(tmp_path, by_value=True, tickets=tickets)
    before = rows(tmp_path, "SELECT * FROM tickets ORDER BY ALL")
    rebuild(tmp_path, policy())
    assert rows(tmp_path, "SELECT * FROM tickets ORDER BY ALL") == before
    assert len(before) == 82
    closed = policy().model_copy(update={"extra_holidays": policy().extra_holidays.model_copy(update={"closed": [date(2021, 3, 2)]})})
    rebuild(tmp_path, closed)
    due = dict(rows(tmp_path, "SELECT ticket_id, due_at FROM tickets WHERE ticket_id IN ('1', '2')"))
    assert due == {"1": datetime(2021, 3, 5, 9, 30), "2": datetime(2021, 3, 2)}


def test_the_generation_says_until_when_its_data_reach(tmp_path: Path):
    publish(
        tmp_path,
        tickets=[ticket(1, resolved_at=datetime(2021, 4, 1)), ticket(2, received_at=datetime(2021, 1, 1), rated_at=datetime(2021, 5, 1))],
    )
    assert rows(tmp_path, "SELECT data_from, data_until FROM generation") == [(datetime(2021, 1, 1), datetime(2021, 5, 1))]
    publish(tmp_path)
    assert rows(tmp_path, "SELECT data_from, data_until FROM generation") == [(None, None)]


def test_without_any_ticket_the_ledgers_say_until_when_the_data_reach(tmp_path: Path):
    project = {"project_id": "R1", "name": "n", "kind": "road", "area_code": "211302001"}
    reports = [{"project_id": "R1", "month": date(2021, month, 1), "actual_percent": 10.0} for month in (4, 5)]
    publish(tmp_path, renovation_projects=[project], renovation_progress=reports)
    assert rows(tmp_path, "SELECT data_from, data_until FROM generation") == [(datetime(2021, 4, 1), datetime(2021, 6, 1))]


def test_a_latest_report_is_valid_until_the_next(tmp_path: Path):
    months = [date(2021, month, 1) for month in (1, 2, 4)]
    publish(
        tmp_path,
        renovation_projects=[{"project_id": "p", "name": "P", "kind": "road", "area_code": "211302001", "planned_investment": 100}],
        renovation_progress=[{"project_id": "p", "month": month, "actual_percent": 10 * n} for n, month in enumerate(months)],
    )
    assert rows(tmp_path, "SELECT CAST(valid_from AS DATE), CAST(valid_to AS DATE), street FROM renovation_progress ORDER BY month") == [
        (date(2021, 2, 1), date(2021, 3, 1), "211302001"),
        (date(2021, 3, 1), date(2021, 5, 1), "211302001"),
        (date(2021, 5, 1), None, "211302001"),
    ]


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "the same key twice": (lambda folder: publish(folder, tickets=[ticket(1), ticket(1)]), "tickets: "),
    "an area without its parent": (lambda folder: publish(folder, areas=AREAS[1:], tickets=[ticket(2)]), "areas: 1 rows name a parent"),
    "an infinite weight": (lambda folder: publish(folder, tickets=[ticket(1, difficulty=float("inf"))]), "workload_weight is not finite"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_draft_is_refused_and_the_old_generation_stays(tmp_path: Path, name: str):
    publish(tmp_path, tickets=[ticket(1), ticket(2), ticket(3)])
    build, message = BAD[name]
    with pytest.raises(CheckError, match=message):
        build(tmp_path)
    assert rows(tmp_path, "SELECT count(*) FROM tickets") == [(3,)]
    assert not list(tmp_path.glob(".building*"))


def test_a_lone_month_years_ahead_moves_now_of_ledgers_neither(tmp_path: Path):
    months = [
        {"item_code": f"I{item}", "channel": "window", "month": date(2021, 1 + number, 1), "cases": 5}
        for number in range(6)
        for item in range(6)
    ]
    slip = {"item_code": "I1", "channel": "window", "month": date(2030, 1, 1), "cases": 5}
    publish(tmp_path, service_cases=[*months, slip])
    assert rows(tmp_path, "SELECT data_until, ahead_from, ahead_rows FROM generation") == [(datetime(2021, 7, 1), date(2030, 1, 1), 1)]


def test_a_few_rows_after_a_pause_are_new_data_where_all_are_few(tmp_path: Path):
    publish(tmp_path, tickets=[*(ticket(number) for number in range(9)), ticket(99, received_at=datetime(2022, 3, 1, 9))])
    assert rows(tmp_path, "SELECT data_until, ahead_from FROM generation") == [(datetime(2022, 3, 1, 9), None)]
