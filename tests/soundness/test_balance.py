"""A wrong number without an error: what was open, plus what came in, less what was closed, is what is open; always."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Period, Scope
from tests.soundness.conftest import Given, at, ticket
from tests.support.random_tickets import GROWING_AREAS, random_tickets
from tests.support.warehouses import publish

FLOWS = ("received", "closed", "backlog")
FIRST, LAST = at("2019-11-20"), at("2020-06-10")
MOMENTS = st.builds(
    lambda day, hours: FIRST + timedelta(days=day) + hours,
    st.integers(0, (LAST - FIRST).days),
    st.sampled_from([timedelta(0), timedelta(0), timedelta(hours=9), timedelta(hours=9, minutes=30, seconds=1)]),
)
SPLITS = st.sampled_from([(), ("district",), ("street",), ("category",), ("channel", "street")])
SETTINGS = settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def _tickets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("balance")
    publish(folder, areas=GROWING_AREAS, tickets=random_tickets(7, 600))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDSCOPE_WAREHOUSE", str(folder))
        yield


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Windows of whole days, judged at their end, in their midst or long after."""
    start = draw(MOMENTS).replace(hour=0, minute=0, second=0)
    end = start + timedelta(days=draw(st.sampled_from([1, 2, 7, 28, 30, 31, 91])))
    as_of = draw(st.one_of(st.just(end), MOMENTS.filter(lambda moment: moment > start)))
    return Period(start, end, as_of)


def flows(by: tuple[str, ...], period: Period) -> pd.DataFrame:
    frame = ask(FLOWS, by=by, scope=Scope(), principal=LOCAL, periods=[period]).frame
    return frame.set_index([frame[name].astype(object).where(frame[name].notna(), "none") for name in by] or [frame.index])[list(FLOWS)]


def opening(by: tuple[str, ...], period: Period) -> pd.Series:
    """What was there when the window began, as is known at its as-of."""
    return flows(by, Period(period.start - timedelta(days=1), period.start, period.as_of))["backlog"]


@SETTINGS
@drawn(periods(), SPLITS)
def test_opening_and_received_less_closed_is_what_is_left(_tickets: None, period: Period, by: tuple[str, ...]):
    now, before = flows(by, period), opening(by, period)
    keys = now.index.union(before.index)
    now, before = now.reindex(keys).fillna(0), before.reindex(keys).fillna(0)
    assert (before + now["received"] - now["closed"]).tolist() == now["backlog"].tolist()


@SETTINGS
@drawn(periods(), st.sampled_from(["day", "week", "month", "quarter", "year"]), st.sampled_from([(), ("street",), ("category",)]))
def test_each_day_week_and_month_begins_with_what_the_one_before_left(_tickets: None, period: Period, unit: str, by: tuple[str, ...]):
    frame = ask(FLOWS, by=(*by, unit), scope=Scope(), principal=LOCAL, periods=[period]).frame
    frame = frame.assign(key=frame[list(by)].astype(object).where(frame[list(by)].notna(), "none").agg("/".join, axis=1) if by else "")
    wide = {name: frame.pivot(index=unit, columns="key", values=name).sort_index().fillna(0) for name in FLOWS}
    first = opening(by, period).reindex(wide["backlog"].columns if by else None).fillna(0)
    before = wide["backlog"].shift(1)
    if len(before):
        before.iloc[0] = first.to_numpy()
    assert (before + wide["received"] - wide["closed"]).to_numpy().tolist() == wide["backlog"].to_numpy().tolist()
    if len(before):
        last = flows(by, period)["backlog"]
        assert wide["backlog"].iloc[-1].tolist() == last.reindex(wide["backlog"].columns if by else None).fillna(0).tolist()


CASES: list[tuple[dict[str, Any], tuple[int, int, int]]] = [
    (ticket(1, "2021-03-01 00:00", "2021-03-01 00:00"), (1, 1, 0)),  # both at the stroke that begins the month
    (ticket(1, "2021-02-20 09:00", "2021-03-01 00:00"), (0, 0, 0)),  # February ends with its close
    (ticket(1, "2021-03-31 09:00", "2021-04-01 00:00"), (1, 1, 0)),  # and March with this one
    (ticket(1, "2021-03-10 15:00", "2021-03-10 00:00"), (1, 1, 0)),  # a date without a time closes no case before it came
    (ticket(1, "2021-03-31 23:59:59", "2021-04-01 00:00:01"), (1, 0, 1)),
    (ticket(1, "2021-03-10 15:00", "2021-04-01 00:00", void_at="2021-04-01 00:00"), (0, 0, 0)),
    (ticket(1, "2021-03-10 15:00", void_at="2021-04-01 00:00:01"), (1, 0, 1)),
]


@pytest.mark.parametrize(("row", "expected"), CASES)
def test_a_case_at_the_stroke_of_midnight(given: Given, row: dict[str, Any], expected: tuple[int, int, int]):
    given([row])
    march = Period(datetime(2021, 3, 1), datetime(2021, 4, 1), datetime(2021, 4, 1))
    assert tuple(ask(FLOWS, scope=Scope(), principal=LOCAL, periods=[march]).frame.iloc[0]) == expected
