"""Cases one by one: pages in order, states as they were at as-of, courses with their limits, exports that are noted."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from analytics.asking.principal import LOCAL, Principal
from analytics.asking.scope import Scope
from analytics.stories.cases import STATES, case, listing, taken_out, write_out
from analytics.stories.cases.course import duration
from analytics.stories.cases.listing import PAGE, span
from analytics.words.language import ENGLISH, speaking
from tests.support.warehouses import publish

MARCH = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31", "area": "211302"})
T0 = datetime(2021, 3, 2, 8, 0)


def ticket(number: str, **more: object) -> dict[str, object]:
    base = {"ticket_id": number, "source": "test", "channel": "hotline_12345", "category": "c", "street": "211302001", "received_at": T0}
    return base | more


ROWS = [
    ticket(
        "A1",
        title="=HYPERLINK pipe *burst*",
        dispatched_at=T0 + timedelta(minutes=30),
        responded_at=T0 + timedelta(hours=30),
        resolved_at=T0 + timedelta(days=3),
        due_at=T0 + timedelta(days=2),
        rating=2,
        rated_at=T0 + timedelta(days=60),
    ),
    ticket("A2", due_at=T0 + timedelta(days=5)),
    ticket("A3", due_at=datetime(2021, 4, 20)),
    ticket("A4", resolved_at=datetime(2021, 4, 10), due_at=datetime(2021, 4, 20)),
    ticket("A5", void_at=T0 + timedelta(days=1)),
    ticket("B1", street="211302002", resolved_at=T0 + timedelta(hours=2)),
    *(ticket(f"N{n:03d}", received_at=T0 + timedelta(minutes=n)) for n in range(1, 121)),
]


@pytest.fixture(autouse=True)
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    publish(tmp_path, tickets=ROWS)
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    return tmp_path


def page(state: str = "all", search: str = "", order: str = "received_at", number: int = 0, who: Principal = LOCAL):
    with speaking(ENGLISH):
        return listing(MARCH, who, state, search, order, number)


def test_pages_in_order_hold_every_case_once():
    pages = [page(number=n) for n in range(3)]
    keys = [key for found in pages for key in found.keys]
    assert len(keys) == len(set(keys)) == pages[0].count == 125
    assert [found.first for found in pages] == [1, PAGE + 1, 2 * PAGE + 1]


def test_a_page_behind_the_last_is_the_last():
    assert page(number=99).keys == page(number=2).keys


@pytest.mark.parametrize(("state", "expected"), [("resolved", {"A1", "B1"}), ("overdue", {"A2"})])
def test_a_state_is_the_one_at_as_of(state: str, expected: set[str]):
    assert {number for _source, number in [*page(state).keys, *page(state, number=1).keys] if number[0] in "AB"} == expected


def test_what_happened_after_as_of_is_not_yet_known():
    row = page(search="A1").table.frame().iloc[0]
    assert pd.isna(row["Stars"]), "rated in May"
    later = page(search="A4").table.frame().iloc[0]
    assert later["State"] == "open"
    assert pd.isna(later["Date resolved"])


def test_a_case_resolved_past_its_deadline_says_so():
    assert page(search="pipe").table.frame()["State"].tolist() == ["resolved late"]
    assert page(search="A2").table.frame()["State"].tolist() == ["overdue by 24.7 days"]


def test_every_state_can_be_listed():
    for state in STATES:
        assert page(state).count == len(page(state).keys) or page(state).count > PAGE


def test_the_course_of_a_case_has_its_steps_in_order_and_judges_them():
    with speaking(ENGLISH):
        found = case(MARCH, LOCAL, "test", "A1")
    assert found is not None
    steps = {step.label: step for step in found.steps}
    assert [step.label for step in found.steps][:4] == ["Case received", "Case dispatched", "First answer", "Case resolved"]
    assert steps["Case dispatched"].verdict == "kept"
    assert steps["Case dispatched"].after == "30 min"
    assert steps["First answer"].verdict == "missed"
    assert steps["Case resolved"].verdict == "missed"


def test_an_open_case_shows_which_limit_it_waits_for():
    with speaking(ENGLISH):
        found = case(MARCH, LOCAL, "test", "A3")
    assert found is not None
    waiting = [step for step in found.steps if step.at is None]
    assert waiting[-1].label == "Case resolved"
    assert waiting[-1].limit == datetime(2021, 4, 20)


def test_a_case_outside_the_area_or_the_rights_is_not_shown():
    street = Principal("keeper", "street", ("211302002",))
    assert case(MARCH.within(None), street, "test", "A1") is None
    assert case(MARCH.within(None), street, "test", "B1") is not None
    assert case(MARCH.within("211302001"), LOCAL, "test", "B1") is None
    assert case(MARCH, LOCAL, "elsewhere", "A1") is None


def test_an_export_has_all_matching_cases_runs_no_formula_and_is_noted(warehouse: Path):
    with speaking(ENGLISH):
        assert not taken_out().rows
        back = pd.read_csv(io.BytesIO(write_out(MARCH, LOCAL, "all", "", "received_at")), encoding="utf-8-sig")
        assert len(back) == 125
        assert back.loc[back["Case number"] == "A1", "Matter"].item().startswith("'=HYPERLINK")
        noted = taken_out().frame()
    assert noted["Rows"].tolist() == [125]
    assert noted["Who"].tolist() == [LOCAL.name]
    assert "area=211302" in noted["Scope"].item()
    assert (warehouse / "exports.jsonl").exists()


@pytest.mark.parametrize(
    ("length", "text"),
    [(timedelta(minutes=5), "5 min"), (timedelta(hours=5), "5.0 h"), (timedelta(days=3), "3.0 days"), (timedelta(0), "0 min")],
)
def test_a_duration_is_told_in_the_unit_it_is_thought_in(length: timedelta, text: str):
    with speaking(ENGLISH):
        assert duration(length) == text


def test_the_span_of_a_page_names_its_first_and_last_case():
    with speaking(ENGLISH):
        assert span(3670, 51, 50) == "51–100 of 3,670 cases"
        assert span(0, 0, 0) == "No case"
