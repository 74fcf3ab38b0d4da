"""ask() against an independent pandas oracle, over random tickets and random requests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.asking.ask import ask
from analytics.asking.filters import Filter
from analytics.asking.principal import LOCAL, Principal
from analytics.asking.scope import Period, Scope
from analytics.query import Request
from data.contracts import LEVELS
from tests.support.oracle import Groups, Oracle, Values
from tests.support.oracle_measures import EVERY_MEASURE, OF_AREAS, PER_AREA
from tests.support.random_tickets import GROWING_AREAS, random_tickets
from tests.support.warehouses import publish

CATEGORIES = ("channel", "category", "level", "handling", "enterprise", "rating", "department")
TIMES = ("day", "week", "month", "quarter", "year")
FILTERS = st.sampled_from(
    [
        Filter("channel", ("wechat",)),
        Filter("channel", ("wechat", "none")),
        Filter("channel", ("wechat", "none"), negated=True),
        Filter("channel", ("wechat",), negated=True),
        Filter("channel", ("none",)),
        Filter("channel", ("none",), negated=True),
        Filter("category", ("供热供水", "其他")),
        Filter("enterprise", ("true",)),
        Filter("enterprise", ("true",), negated=True),
        Filter("rating", ("4", "5")),
        Filter("rating", ("5", "none"), negated=True),
        Filter("street", ("none",)),
        Filter("street", ("211302001",), negated=True),
        Filter("grid", ("211302001001001", "none")),
    ]
)
PRINCIPALS = st.sampled_from(
    [LOCAL, LOCAL, LOCAL, Principal("street", "leader", ("211302001",)), Principal("two", "leader", ("211302001", "211302002"))]
)


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    window = draw(
        st.sampled_from(
            ["this_week", "this_month", "this_quarter", "this_year", "last_30_days", "last_12_months", "custom", "custom", "custom"]
        )
    )
    days: dict[str, date] = {}
    as_of = None
    if window == "custom":
        first = date(2019, 12, 1) + timedelta(days=draw(st.integers(0, 130)))
        last = first + timedelta(days=draw(st.sampled_from([0, 1, 6, 27, 28, 29, 30, 60])))
        days = {"first": first, "last": last}
        if draw(st.integers(0, 3)) == 0:
            moment = datetime.combine(first, datetime.min.time()) + timedelta(days=draw(st.integers(1, 20)))
            as_of = moment + draw(st.sampled_from([timedelta(0), timedelta(hours=9)]))
    return Scope(
        window=window,
        basis=draw(st.sampled_from(["period_end", "period_end", "latest"])),
        compare=draw(st.sampled_from(["none", "none", "previous", "year"])),
        as_of=as_of,
        area=draw(st.sampled_from([None, None, None, "211302", "211302001", "211302001001001"])),
        where=tuple(draw(st.lists(FILTERS, max_size=2))),
        **days,
    )


@st.composite
def splits(draw: st.DrawFn) -> tuple[str, ...]:
    by = draw(st.lists(st.sampled_from(LEVELS[1:]), max_size=2, unique=True)) + draw(st.lists(st.sampled_from(CATEGORIES), max_size=1))
    if draw(st.integers(0, 2)) == 0:
        by.insert(draw(st.integers(0, len(by))), draw(st.sampled_from(TIMES)))
    return tuple(by)


@pytest.fixture(scope="module", params=[1, 2])
def oracle(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Oracle]:
    folder = tmp_path_factory.mktemp("oracle")
    tickets = random_tickets(request.param)
    publish(folder, areas=GROWING_AREAS, tickets=tickets)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDSCOPE_WAREHOUSE", str(folder))
        yield Oracle(GROWING_AREAS, tickets)


def expected(oracle: Oracle, scope: Scope, principal: Principal) -> tuple[Filter, ...]:
    """The filters of a scope with its area and with what the principal may see."""
    level = {6: "district", 9: "street", 15: "grid"}
    where = list(scope.where)
    if scope.area:
        where.append(Filter(level[len(scope.area)], (scope.area,)))
    if principal.areas:
        where.append(Filter("street", principal.areas))
    return tuple(where)


def recorded(oracle: Oracle, period: Period, groups: Groups) -> Groups:
    """What the oracle counts, without a value where nobody has reported anything for the period."""
    if period.start <= oracle.newest and period.end > oracle.tickets["received_at"].min():
        return groups
    return {key: {name: value if name in OF_AREAS else None for name, value in values.items()} for key, values in groups.items()}


def actual(frame: pd.DataFrame, by: tuple[str, ...], measures: tuple[str, ...]) -> Groups:
    def plain(value: Any) -> Any:
        return None if value is None or pd.isna(value) else value

    found: Groups = {}
    for row in frame.to_dict("records"):
        key = tuple(plain(row[name]) for name in by)
        assert key not in found, f"{key} twice"
        found[key] = {name: plain(row[name]) for name in measures}
    return found


def telling(groups: Groups) -> Groups:
    """Groups that hold something: a group of nothing may be shown or not."""
    return {key: values for key, values in groups.items() if any(values.values())}


def same(found: Values, wanted: Values) -> None:
    for name, value in wanted.items():
        assert found[name] == (None if value is None else pytest.approx(value, rel=1e-9, abs=1e-9)), name


def agree(found: Groups, wanted: Groups) -> None:
    found, wanted = telling(found), telling(wanted)
    assert found.keys() == wanted.keys()
    for key, values in wanted.items():
        same(found[key], values)


@settings(
    max_examples=160, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    measures=st.lists(st.sampled_from(EVERY_MEASURE), min_size=1, max_size=5, unique=True),
    by=splits(),
    scope=scopes(),
    principal=PRINCIPALS,
    history=st.booleans(),
)
def test_ask_agrees_with_plain_pandas(
    oracle: Oracle, measures: list[str], by: tuple[str, ...], scope: Scope, principal: Principal, history: bool
) -> None:
    if set(by) - set(LEVELS):
        measures = [name for name in measures if name not in PER_AREA] or ["received"]
    if principal.areas and scope.area == "211302":
        scope = scope.within("211302001")
    periods = [scope.period(oracle.newest)]
    if compared := scope.comparison(oracle.newest):
        periods = scope.history(4, oracle.newest) if history else [*periods, compared]
    answer = ask(measures, by=by, scope=scope, principal=principal, periods=periods, totals=True)
    columns = answer.request.columns
    where = expected(oracle, scope, principal)
    for number, period in enumerate(periods):
        several = len(periods) > 1
        frame = answer.frame[answer.frame["period"] == number] if several else answer.frame
        agree(actual(frame, by, columns), recorded(oracle, period, oracle.groups(columns, by, period, where)))
        totals = answer.totals[answer.totals["period"] == number] if several else answer.totals
        assert len(totals) == 1
        same(actual(totals, (), columns)[()], recorded(oracle, period, oracle.groups(columns, (), period, where))[()])


def test_the_oracle_knows_every_ticket_measure() -> None:
    from analytics.catalogue import CATALOGUE

    tickets = {measure.id for measure in CATALOGUE.models[0].measures}
    assert tickets <= set(EVERY_MEASURE)


def test_requests_list_each_rate_behind_its_parts() -> None:
    period = Scope().period(datetime(2020, 1, 1))
    assert Request(("resolution_rate",), (), (period,)).columns == ("resolved", "received", "resolution_rate")
