"""The file of cases holds all that the rates are made of: each is computed again from the file alone."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE, Clock
from analytics.stories.cases import write_out
from analytics.stories.cases.export import CONTRACT, columns
from analytics.words.language import ENGLISH, speaking
from data.contracts import CONTRACTS
from tests.support.random_tickets import GROWING_AREAS, random_tickets
from tests.support.warehouses import publish

SCOPES = {
    "all": Scope.from_query({"from": "2019-11-01", "to": "2021-12-31"}),
    "a month as it ended": Scope.from_query({"from": "2020-01-01", "to": "2020-01-31"}),
    "a street": Scope.from_query({"from": "2019-12-01", "to": "2020-03-31", "area": "211302001"}),
    "as it was known": Scope.from_query({"from": "2020-02-01", "to": "2020-02-29", "as_of": "2020-02-15 09:00"}),
}
MOMENTS = [
    "Received at",
    "Judged at",
    "Due at",
    "Dispatched at",
    "Dispatch due at",
    "First answer at",
    "First answer due at",
    "Date resolved",
    "Rated at",
]


@pytest.fixture(scope="module", autouse=True)
def _warehouse(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("cases")
    publish(folder, areas=GROWING_AREAS, tickets=random_tickets(5, 400))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDSCOPE_WAREHOUSE", str(folder))
        yield


def taken(scope: Scope, form: str) -> pd.DataFrame:
    """The file, read by somebody who knows nothing but its heads."""
    with speaking(ENGLISH):
        content = io.BytesIO(write_out(scope, LOCAL, "all", "", "received_at", form))
    frame = pd.read_csv(content, encoding="utf-8-sig", dtype=str) if form == "csv" else pd.read_excel(content, dtype=object)
    for name in MOMENTS:
        frame[name] = pd.to_datetime(frame[name])
    for name in ("Stars", "Times reopened", "Departments called", "Departments that came"):
        frame[name] = pd.to_numeric(frame[name])
    return frame


Counted = Callable[[pd.DataFrame], float]


def resolved(t: pd.DataFrame) -> pd.DataFrame:
    return t[t["Date resolved"].notna()]


def seconds(t: pd.DataFrame) -> pd.Series:
    return (t["Date resolved"] - t["Received at"]).dt.total_seconds().clip(lower=0)


def limit(t: pd.DataFrame) -> pd.Series:
    return (t["Due at"] - t["Received at"]).dt.total_seconds()


def on_time(t: pd.DataFrame) -> pd.DataFrame:
    return t[t["Closed on time"] == "yes"]


PARTS: dict[str, Counted] = {
    "received": len,
    "resolved": lambda t: len(resolved(t)),
    "due": lambda t: (t["Closed on time"].notna() | (t["Date resolved"].isna() & (t["Due at"] <= t["Judged at"]))).sum(),
    "on_time": lambda t: len(on_time(t)),
    "dispatched_promptly": lambda t: ((t["Dispatched at"] <= t["Dispatch due at"]) & (t["Dispatch can be judged"] == "yes")).sum(),
    "dispatch_judged": lambda t: (t["Dispatch can be judged"] == "yes").sum(),
    "responded_in_time": lambda t: ((t["First answer at"] <= t["First answer due at"]) & (t["First answer can be judged"] == "yes")).sum(),
    "response_due": lambda t: (
        (t["First answer at"].notna() | (t["First answer due at"] <= t["Judged at"])) & (t["First answer can be judged"] == "yes")
    ).sum(),
    "rated": lambda t: t["Stars"].notna().sum(),
    "satisfied": lambda t: (t["Stars"] >= 4).sum(),
    "not_dissatisfied": lambda t: len(resolved(t)) - (t["Stars"] < 4).sum(),
    "five_star": lambda t: (t["Stars"] == 5).sum(),
    "reopened": lambda t: (resolved(t)["Times reopened"] > 0).sum(),
    "repeats": lambda t: (t["Repeat"] == "yes").sum(),
    "solved_locally": lambda t: resolved(t)["Resolved at"].isin(["Grid", "Community"]).sum(),
    "timed": lambda t: len(resolved(t)),
    "hours_spent": lambda t: seconds(resolved(t)).sum() / 3600,
    "instant_closes": lambda t: (t["Instant close"] == "yes").sum(),
    "resolved_with_limit": lambda t: resolved(t)["Due at"].notna().sum(),
    "deadline_closes": lambda t: (seconds(on_time(t)) * 10 > limit(on_time(t)) * 9).sum(),
    "from_enterprises": lambda t: (t["From an enterprise"] == "yes").sum(),
    "departments_called": lambda t: t["Departments called"].sum(),
    "departments_answered": lambda t: t["Departments that came"].sum(),
    "handled_jointly": lambda t: t["Way of handling"].isin(["Handled jointly", "Handled with assistance"]).sum(),
}


def rates() -> list[str]:
    """Rates over the cases received: not those per worker or household, nor that of closes of cases received before."""
    found = []
    for measure in CATALOGUE.models[0].measures:
        parts = [part for part in (measure.numerator, measure.denominator) if part]
        of_cases = all(CATALOGUE.model_of(part).table == "tickets" and CATALOGUE.measure(part).clock == Clock.EVENT for part in parts)
        if measure.is_rate and of_cases and "closed" not in parts and measure.numerator != "weighted_load":
            found.append(measure.id)
    return found


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("name", SCOPES)
def test_each_rate_can_be_computed_again_from_the_file(name: str, form: str):
    scope, asked = SCOPES[name], rates()
    assert len(asked) >= 18
    frame, told = taken(scope, form), ask(rates(), scope=scope, principal=LOCAL).frame.iloc[0]
    assert len(frame) == told["received"] > 0
    for rate in asked:
        measure = CATALOGUE.measure(rate)
        below = PARTS[measure.denominator](frame)
        own = PARTS[measure.numerator](frame) / below if below else None
        assert (None if pd.isna(told[rate]) else told[rate]) == (None if own is None else pytest.approx(own)), rate


def test_the_file_has_every_column_of_the_contract_but_the_key_of_the_reporter():
    with speaking(ENGLISH):
        heads = columns()
        frame = taken(SCOPES["all"], "csv")
    assert {column.name for column in CONTRACTS["tickets"].columns} - set(heads) == {"reporter_key"}
    assert len(set(heads.values())) == len(heads) == len(CONTRACT)
    assert set(heads.values()) <= set(frame.columns)
    assert frame.loc[frame["Street code"] == "211302001", "Street"].unique().tolist() == ["S1"]


def test_what_came_after_as_of_is_not_in_the_file():
    frame = taken(SCOPES["as it was known"], "csv")
    as_of = pd.Timestamp("2020-02-15 09:00")
    for head in ("Received at", "Dispatched at", "First answer at", "Date resolved", "Rated at"):
        assert not (frame[head] > as_of).any()
    assert set(frame["State"]) <= {"open", "overdue", "resolved", "resolved late"}
