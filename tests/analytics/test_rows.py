"""The rows behind a number: the same clocks and filters, nothing personal, pages that never overlap."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from analytics.asking.ask import NotAllowed, ask
from analytics.asking.principal import LOCAL, Principal
from analytics.asking.rows import rows
from analytics.asking.scope import Scope
from analytics.catalogue import Clock
from analytics.query import RequestError
from tests.support.warehouses import publish

MARCH = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31"})


def ticket(number: int, received: datetime, resolved: datetime | None, **more: object) -> dict[str, object]:
    base = {"ticket_id": f"T{number:03d}", "source": "test", "channel": "other", "received_at": received, "resolved_at": resolved}
    return base | {"category": "c", "street": "211302001", "reporter_key": "hash"} | more


@pytest.fixture(autouse=True)
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = datetime(2021, 2, 20, 9)
    made = [
        ticket(i, first + timedelta(days=i), first + timedelta(days=i + 9) if i % 3 else None, due_at=first + timedelta(days=i + 5))
        for i in range(60)
    ]
    made.append(ticket(98, datetime(2021, 3, 5), None, street="211302002", title="Water PIPE burst"))
    made.append(ticket(99, datetime(2021, 3, 5), None, void_at=datetime(2021, 3, 6)))
    publish(tmp_path, tickets=made)
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))


def listed(clock: Clock, scope: Scope = MARCH, principal: Principal = LOCAL, **more: object) -> list[str]:
    return rows("tickets", ["ticket_id"], scope=scope, principal=principal, clock=clock, **more).frame["ticket_id"].tolist()  # type: ignore[arg-type]


@pytest.mark.parametrize(("clock", "measure"), [(Clock.EVENT, "received"), (Clock.STOCK, "backlog")])
def test_there_are_as_many_rows_as_the_measure_counts(clock: Clock, measure: str):
    answer = ask([measure], scope=MARCH, principal=LOCAL).frame[measure].iloc[0]
    found = rows("tickets", ["ticket_id"], scope=MARCH, principal=LOCAL, clock=clock)
    assert len(found.frame) == found.count == answer > 0


def test_pages_put_together_are_the_whole_in_order():
    whole = listed(Clock.STOCK, order="-due_at")
    pages = [listed(Clock.STOCK, order="-due_at", limit=7, offset=start) for start in range(0, len(whole), 7)]
    assert [name for page in pages for name in page] == whole
    assert len(set(whole)) == len(whole)


def test_the_count_is_that_of_all_pages():
    page = rows("tickets", ["ticket_id"], scope=MARCH, principal=LOCAL, clock=Clock.STOCK, limit=3)
    assert len(page.frame) == 3
    assert page.count == len(listed(Clock.STOCK)) > 3


def test_a_bound_takes_its_first_moment_and_leaves_out_its_last():
    due = rows("tickets", ["ticket_id", "due_at"], scope=MARCH, principal=LOCAL, clock=Clock.STOCK, order="due_at").frame.dropna()
    first, last = due["due_at"].iloc[1].to_pydatetime(), due["due_at"].iloc[4].to_pydatetime()
    assert listed(Clock.STOCK, between={"due_at": (first, last)}, order="due_at") == due["ticket_id"].iloc[1:4].tolist()
    assert listed(Clock.STOCK, between={"due_at": (None, first)}, order="due_at") == due["ticket_id"].iloc[:1].tolist()


def test_text_is_found_in_any_case_and_is_never_a_pattern():
    fields = ("ticket_id", "title")
    assert listed(Clock.EVENT, search=(fields, "pipe")) == ["T098"]
    assert listed(Clock.EVENT, search=(fields, "t098")) == ["T098"]
    assert listed(Clock.EVENT, search=(fields, "%")) == []
    assert listed(Clock.EVENT, search=(fields, "' OR 1=1 --")) == []
    assert listed(Clock.EVENT, search=(fields, "")) == listed(Clock.EVENT)


@pytest.mark.parametrize(("fact", "measure"), [("is_open", "open"), ("is_resolved", "resolved"), ("is_overdue", "overdue_open")])
def test_a_state_takes_the_rows_that_its_measure_counts(fact: str, measure: str):
    answer = ask([measure], scope=MARCH, principal=LOCAL).frame[measure].iloc[0]
    assert len(listed(Clock.EVENT, only=(fact,))) == answer > 0
    with pytest.raises(RequestError, match="no state"):
        listed(Clock.EVENT, only=("is_lost",))


def test_a_principal_sees_only_rows_of_its_areas():
    keeper = Principal("keeper", "street", ("211302002",))
    assert listed(Clock.EVENT, principal=keeper) == ["T098"]
    with pytest.raises(NotAllowed):
        listed(Clock.EVENT, scope=MARCH.within("211302001"), principal=keeper)
    with pytest.raises(NotAllowed):
        listed(Clock.EVENT, principal=None)


@pytest.mark.parametrize("column", ["reporter_key", "no_such", "*"])
def test_what_leads_to_a_person_or_does_not_exist_is_refused(column: str):
    with pytest.raises(RequestError, match="no column"):
        rows("tickets", ["ticket_id", column], scope=MARCH, principal=LOCAL)
    with pytest.raises(RequestError, match="no column"):
        rows("tickets", ["ticket_id"], scope=MARCH, principal=LOCAL, order=column)


def test_a_table_or_a_clock_that_does_not_exist_is_named():
    with pytest.raises(RequestError, match=r"Known: .*tickets"):
        rows("generation", ["number"], scope=MARCH, principal=LOCAL)
    with pytest.raises(RequestError, match="no such clock"):
        rows("areas", ["name"], scope=MARCH, principal=LOCAL, clock=Clock.STOCK)


def test_areas_are_rows_of_a_state():
    found = rows("areas", ["area_code", "name"], scope=MARCH.within("211302001"), principal=LOCAL, clock=Clock.STATE, order="area_code")
    assert found.frame["name"].tolist() == ["S1", "K1", "G1", "G2"]
