"""The flow of a programme against rows counted by hand, and against pandas over random ones."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.asking.ask import NotAllowed
from analytics.asking.flows import Flow, by_area, by_month, flow, items
from analytics.asking.principal import LOCAL, Principal
from analytics.asking.scope import Scope
from data.contracts.programmes import Programme, ProgrammeError
from tests.support.warehouses import AREAS, publish

DISTRICT = "211302"
STREETS = [{"area_code": f"21130200{n}", "level": "street", "name": f"S{n}", "parent_code": DISTRICT} for n in (1, 2)]
START = datetime(2021, 6, 1, 8)
JUNE = Scope.from_query({"from": "2021-06-01", "to": "2021-06-30"})
WAY = [("received_at", "1 天"), ("dispatched_at", "2 天"), ("responded_at", "5 天"), ("closed_at", None)]
LAST = {"ticket_id": "last", "source": "s", "received_at": datetime(2021, 7, 15)}


def declared(**more: object) -> Programme:
    steps = [{"name": column, "reached": column} | ({"limit": limit} if limit else {}) for column, limit in WAY]
    told = {"name": "P", "sentence": "s", "from": "tickets", "since": date(2021, 1, 1), "holder": "department", "steps": steps}
    return Programme.model_validate(told | {"where": ["channel=wechat"]} | more)


def ticket(number: int, *hours: float | None, department: str | None = "A", street: int = 1, **more: object) -> dict[str, object]:
    """A case that came to its steps after so many hours, None where a step has no moment."""
    moments = dict(zip(("dispatched_at", "responded_at", "resolved_at"), hours, strict=False))
    return {
        "ticket_id": str(number),
        "source": "s",
        "channel": "wechat",
        "received_at": START,
        "department": department,
        "street": f"21130200{street}",
        **{name: None if hour is None else START + timedelta(hours=hour) for name, hour in moments.items()},
        **more,
    }


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))

    def build(rows: list[dict[str, object]], scope: Scope = JUNE, programme: Programme | None = None) -> Flow:
        publish(tmp_path, areas=[*AREAS[:3], *STREETS], tickets=[*rows, LAST])
        return flow(programme or declared(), scope, LOCAL)

    return build


def test_every_case_stands_at_the_last_step_it_came_to(told):
    found = told([ticket(1), ticket(2, 1), ticket(3, 1, 2, department="B"), ticket(4, 1, 2, 50), ticket(5, 1, None, 60)])
    assert [step.reached for step in found.steps] == [5, 4, 3, 2]
    assert [step.standing for step in found.steps] == [1, 1, 1, 2]
    assert (found.entered, found.done, found.open) == (5, 2, 3)
    assert found.holders == (("A", 2, 2), ("B", 1, 1))


def test_a_case_is_late_beyond_the_limit_of_the_step_it_stands_at(told):
    now = 24 * 30 - 8  # hours from START to the end of June
    found = told([ticket(1, now - 47.5), ticket(2, now - 48.5), ticket(3, 1, now - 119), ticket(4, 1, now - 121), ticket(5, 1, 2, now - 1)])
    assert [step.late for step in found.steps] == [0, 1, 1, 0]


def test_waits_count_those_that_still_stand_there(told):
    # Dispatched at once; of four, one was answered after 10 hours and three after nothing yet: half is never reached.
    found = told([ticket(1, 0, 10), ticket(2, 0), ticket(3, 0), ticket(4, 0)])
    assert found.steps[1].half is None and found.steps[1].timed == 4
    found = told([ticket(n, 0, 10 * n) for n in range(1, 5)])
    assert (found.steps[1].half, found.steps[1].most) == (20, 40)


def test_a_step_that_nobody_reports_is_said_and_the_one_before_waits_for_the_one_after(told):
    found = told([ticket(n, None, 10) for n in range(4)])
    assert [step.is_reported for step in found.steps] == [True, False, True, False]
    assert found.steps[0].half == 10
    assert [step.reached for step in found.steps] == [4, 4, 4, 0]


def test_who_went_past_a_step_without_its_moment_says_nothing_of_how_long_it_took(told):
    found = told([ticket(1, 5, 6, 7), ticket(2, None, 100, 101)])
    assert (found.steps[0].half, found.steps[0].timed) == (5, 1)
    assert (found.steps[1].reached, found.steps[1].marked) == (2, 1)


def test_what_is_void_or_of_another_channel_or_outside_the_window_is_not_in_it(told):
    outside = [ticket(2, channel="window"), ticket(3, received_at=datetime(2021, 7, 1)), ticket(4, void_at=START + timedelta(hours=1))]
    assert told([ticket(1), *outside]).entered == 1


def test_what_happens_after_as_of_is_not_known_yet(told):
    found = told([ticket(1, 1, 2, 24 * 35)], JUNE)
    assert (found.done, found.steps[2].standing) == (0, 1)


def test_an_empty_scope_has_no_steps_and_no_error(told):
    found = told([ticket(1)], Scope.from_query({"from": "2020-06-01", "to": "2020-06-30"}))
    assert (found.entered, found.done, found.holders) == (0, 0, ())
    assert found.way.half is None


def test_the_same_counts_by_area_by_month_and_item_by_item(told):
    rows = [ticket(n, 1, 2, 3 if n % 3 else None, street=1 + n % 2) for n in range(12)]
    found = told(rows)
    areas_ = by_area(declared(), JUNE.within(DISTRICT), LOCAL, "street").set_index("code")
    assert areas_["items"].to_dict() == {"211302001": 6, "211302002": 6}
    assert areas_["done"].sum() == found.done
    months = by_month(declared(), JUNE, LOCAL)
    assert months[["entered", "done"]].to_numpy().tolist() == [[12, 8]]
    listed = items(declared(), JUNE, LOCAL, 50)
    assert len(listed) == found.open == 4 and set(listed["place"]) <= {"211302001", "211302002"}
    assert len(items(declared(), JUNE, LOCAL, 50, only_open=False)) == 12


def test_who_may_see_one_street_sees_the_flow_of_that_street(told):
    told([ticket(n, 1, street=1 + n % 2) for n in range(10)])
    assert flow(declared(), JUNE, Principal("p", "viewer", ("211302001",))).entered == 5
    with pytest.raises(NotAllowed):
        flow(declared(), JUNE.within("211302002"), Principal("p", "viewer", ("211302001",)))


@pytest.mark.parametrize(
    ("more", "entry"),
    [
        ({"holder": "departmnt"}, "holder"),
        ({"where": ["stage=signed"]}, "where"),
        ({"steps": [{"name": "a", "reached": "received_at"}, {"name": "b", "reached": "close_at"}]}, "steps.2"),
    ],
)
def test_a_column_that_the_rows_do_not_have_is_named_with_what_is_possible(told, more, entry):
    with pytest.raises(ProgrammeError) as refused:
        told([ticket(1)], programme=declared(**more))
    assert f"entry {entry}" in str(refused.value) and "Possible:" in str(refused.value)


@pytest.mark.parametrize("seed", range(6))
def test_random_lives_agree_with_pandas(told, seed: int):
    random = np.random.default_rng(seed)
    rows = []
    for number in range(160):
        hours = np.sort(random.exponential(90, 3)) + random.exponential(5)
        kept = [None if random.random() < 0.25 else float(round(hour, 3)) for hour in hours]
        rows.append(ticket(number, *kept, department=random.choice(["A", "B", "C"])) | {"received_at": START})
    found = told(rows)
    as_of = pd.Timestamp("2021-07-01")
    frame = pd.DataFrame(rows)[["received_at", "dispatched_at", "responded_at", "resolved_at", "department"]]
    moments = frame.drop(columns="department").apply(pd.to_datetime)
    moments = moments.where(moments <= as_of)
    step = moments.notna().to_numpy()[:, ::-1].argmax(axis=1)
    stands = pd.Series(3 - step)
    assert [each.standing for each in found.steps] == [int((stands == n).sum()) for n in range(4)]
    assert [each.reached for each in found.steps] == [int((stands >= n).sum()) for n in range(4)]
    since = pd.Series([moments.iloc[row, place] for row, place in enumerate(stands)])
    for n, limit in enumerate((24, 48, 120)):
        late = (stands == n) & ((as_of - since).dt.total_seconds() > limit * 3600)
        assert found.steps[n].late == int(late.sum())
    held = frame.loc[(stands < 3).to_numpy(), "department"].value_counts().to_dict()
    assert {name: count for name, count, _late in found.holders} == held
    assert found.steps[0].half == pytest.approx(_median(moments, stands, as_of))


def _median(moments: pd.DataFrame, stands: pd.Series, as_of: pd.Timestamp) -> float | None:
    """Kaplan–Meier by its definition, hour by hour, for the first step."""
    begun, ended = moments.iloc[:, 0], moments.iloc[:, 1]
    told = ended.notna() | (stands == 0)
    hours = np.ceil((ended.fillna(as_of) - begun)[told].dt.total_seconds() / 3600)
    surviving = 1.0
    for hour in sorted(set(hours)):
        at_risk, gone = int((hours >= hour).sum()), int(((hours == hour) & ended[told].notna()).sum())
        surviving *= 1 - gone / at_risk
        if surviving <= 0.5 + 1e-9:
            return float(hour)
    return None
