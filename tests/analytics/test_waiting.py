"""The curve of time to resolution from the engine: against lifelines, the empirical distribution, and hand-made cases."""

from __future__ import annotations

import math
import random
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter

from analytics.asking.ask import NotAllowed, ask
from analytics.asking.principal import LOCAL, Principal
from analytics.asking.scope import Scope
from analytics.asking.waiting import DAY, HOUR, LAST, curves
from analytics.engines.duckdb import newest
from tests.support.warehouses import publish

START = datetime(2021, 3, 1)
MARCH = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31", "compare": "none"})


def ticket(number: int, received: datetime, hours: float | None, channel: str = "a") -> dict[str, object]:
    resolved = None if hours is None else received + timedelta(seconds=round(hours * 3600))
    place = {"grid": "211302001001001"}
    return {"ticket_id": str(number), "source": "t", "channel": channel, "received_at": received, "resolved_at": resolved, **place}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    return tmp_path


def given_tickets(folder: Path, tickets: list[dict[str, object]]) -> None:
    publish(folder, tickets=[*tickets, ticket(9999, datetime(2021, 12, 31), None)])


def random_waits(seed: int, count: int = 300) -> list[dict[str, object]]:
    chance = random.Random(seed)
    received = (START + timedelta(seconds=chance.randrange(30 * 86400)) for _ in range(count))
    return [ticket(n, when, chance.lognormvariate(3.5, 1.6), chance.choice("ab")) for n, when in enumerate(received)]


@pytest.mark.parametrize("seed", range(2))
def test_curve_and_intervals_are_those_of_lifelines(folder: Path, seed: int):
    tickets = random_waits(seed)
    given_tickets(folder, tickets)
    as_of = pd.Timestamp(2021, 4, 1)
    for (channel,), curve in curves(MARCH, LOCAL, by=["channel"]).items():
        rows = [row for row in tickets if row["channel"] == channel]
        ended = [row["resolved_at"] <= as_of for row in rows]
        minutes = [math.ceil((min(row["resolved_at"], as_of) - row["received_at"]).total_seconds() / 60) for row in rows]
        fitted = KaplanMeierFitter().fit(minutes, ended)
        for minute in range(0, 25 * DAY, 7 * HOUR):
            row = curve.at(minute)
            assert row["surviving"] == pytest.approx(fitted.predict(minute))
            assert row["waiting"] == sum(wait > minute for wait in minutes)
            share, low, high = curve.resolved_by(minute)
            if 0 < share < 1:
                theirs = fitted.confidence_interval_survival_function_.loc[:minute].iloc[-1]
                assert (1 - high, 1 - low) == pytest.approx(tuple(theirs))
        assert curve.median == pytest.approx(fitted.median_survival_time_)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.floats(0, 700), min_size=1, max_size=40), min_size=3, max_size=6))
def test_without_open_cases_the_curve_is_the_empirical_distribution(tmp_path_factory: pytest.TempPathFactory, groups: list[list[float]]):
    rows = [(name, hours) for name, waits in enumerate(groups) for hours in waits]
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("waits")
        patch.setenv("GRIDSCOPE_WAREHOUSE", str(folder))
        given_tickets(folder, [ticket(n, START, hours, str(name)) for n, (name, hours) in enumerate(rows)])
        found = curves(MARCH, LOCAL, by=["channel"])
    for name, waits in enumerate(groups):
        minutes = np.ceil(np.array([round(hours * 3600) for hours in waits]) / 60)
        frame = found[(str(name),)].frame
        assert [1 - share for share in frame["surviving"]] == pytest.approx(
            [(minutes <= minute).mean() for minute in frame["minute"]], abs=1e-9
        )


def test_median_and_nine_in_ten_are_the_measures_of_the_catalogue(folder: Path):
    given_tickets(folder, random_waits(3))
    row = ask(["median_hours", "p90_hours"], scope=MARCH, principal=LOCAL).frame.iloc[0]
    curve = curves(MARCH, LOCAL)[()]
    assert curve.median is not None and curve.median / 60 == row["median_hours"]
    assert (None if pd.isna(row["p90_hours"]) else row["p90_hours"] * 60) == curve.most


def test_a_quantile_after_the_last_step_is_still_found(folder: Path):
    given_tickets(folder, [ticket(n, START - timedelta(days=60), 24.0 * 40) for n in range(5)])
    scope = Scope.from_query({"from": "2020-12-01", "to": "2021-01-31", "compare": "none", "basis": "latest"})
    assert curves(scope, LOCAL)[()].median == 40 * DAY > LAST


def test_after_the_last_case_was_followed_nothing_is_said(folder: Path):
    given_tickets(folder, [ticket(1, datetime(2021, 3, 29), 12), ticket(2, datetime(2021, 3, 29), None)])
    curve = curves(MARCH, LOCAL)[()]
    assert curve.resolved_by(DAY)[0] == 0.5
    assert all(math.isnan(value) for value in curve.resolved_by(7 * DAY))


def test_once_all_are_resolved_all_stay_resolved(folder: Path):
    given_tickets(folder, [ticket(n, START, 5) for n in range(30)])
    share, low, high = curves(MARCH, LOCAL)[()].resolved_by(30 * DAY)
    assert share == high == 1 and 0.85 < low < 1


def test_no_ticket_makes_an_empty_curve(folder: Path):
    given_tickets(folder, [])
    found = curves(MARCH, LOCAL, periods=MARCH.history(2, newest()))
    assert [found[(number,)].total for number in (0, 1)] == [0, 0]
    assert all(math.isnan(value) for value in found[(0,)].resolved_by(DAY))


def test_periods_and_groups_are_the_curves_asked_for_alone(folder: Path):
    given_tickets(folder, random_waits(5))
    together = curves(MARCH, LOCAL, by=["channel"], periods=MARCH.history(2, newest()))
    alone = curves(MARCH, LOCAL, by=["channel"])
    pd.testing.assert_frame_equal(together[(0, "a")].frame, alone[("a",)].frame)


def test_a_principal_sees_the_waits_of_its_areas_only(folder: Path):
    here, there = ticket(1, START, 1), {**ticket(2, START, 9), "grid": "211302001001002"}
    given_tickets(folder, [here, there])
    mine = Principal("street", "reader", ("211302001001002",))
    assert curves(MARCH, mine)[()].total == 1
    with pytest.raises(NotAllowed):
        curves(MARCH, "nobody")  # type: ignore[arg-type]
