"""The asks behind the overview and the findings: what they say of tickets is computed from these frames."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.coverage import Coverage
from analytics.asking.filters import Filter
from analytics.asking.geography import Areas, areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.engines.duckdb import newest as latest
from analytics.readings.kept import kept
from analytics.readings.peers import LIMITED
from analytics.readings.units import BEFORE

KPIS = ("received", "resolution_rate", "on_time_rate", "median_hours", "satisfaction_rate", "backlog")
BY_UNIT = ("received", *LIMITED, "satisfaction_rate", "overdue_backlog")
PERIODS = 12
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Numbers:
    """`history`: one row per period, 0 is the current one. `compared`: row of the comparison, or None without one.

    `units` and `peers`: one row per period (0 current, 1 comparison) and area. `whole`: one row per period for the area itself,
    which has more than its parts where tickets are placed no lower. `peer_rate`: the rate of the area above.
    """

    scope: Scope
    principal: Principal
    newest: pd.Timestamp
    areas: Areas
    period: Period
    history: pd.DataFrame
    compared: pd.Series | None
    unit_level: str | None
    whole: pd.DataFrame
    units: pd.DataFrame
    peers: pd.DataFrame
    peer_rate: float | None
    coverage: Mapping[str, Coverage] = field(default_factory=dict)  # of the KPIS in the period, those that do not count every case

    @property
    def overdue(self) -> int | None:
        """Open cases past their deadline at the end of the period; None where nobody reports what is open."""
        known = self.whole.loc[self.whole["period"] == 0, "overdue_backlog"].dropna()
        return int(known.iloc[0]) if len(known) else None

    @property
    def current(self) -> pd.Series:
        return self.history.loc[0]

    @property
    def pair(self) -> list[Period]:
        """The period and its comparison, where it has one."""
        comparison = self.scope.comparison(self.newest.to_pydatetime())
        return [self.period, *([comparison] if comparison else [])]

    @property
    def year_before(self) -> Period:
        """The year up to the period, judged at its end: what an area is ordinarily like, every season included."""
        return Period(self.period.start - YEAR, self.period.start, self.period.start)


@kept
def gather(scope: Scope, principal: Principal) -> Numbers:
    """Ask for everything; one pass serves the KPI row, one each the whole, the parts and the peers."""
    known, newest = areas(), pd.Timestamp(latest())
    history_periods = scope.history(PERIODS, newest)
    comparison = scope.comparison(newest)
    # The period before is part of the history anyway; a year-ago one is asked for besides.
    extra = [comparison] if comparison and comparison not in history_periods else []
    answer = ask(KPIS, scope=scope, principal=principal, periods=[*history_periods, *extra])
    frame = answer.frame.set_index("period")
    frame = frame.reindex(range(PERIODS + len(extra)))
    place = None if comparison is None else (PERIODS if extra else history_periods.index(comparison))
    level = known.part_level(scope.area)
    pair = [history_periods[0], *([comparison] if comparison else [])]
    above = known.get(scope.area).parent if scope.area else None
    whole = ask(BY_UNIT, scope=scope, principal=principal, periods=pair).frame
    peers, peer_rate = pd.DataFrame(), None
    if scope.area and above:
        peers = _by_level(scope.within(above), principal, known.get(scope.area).level, pair)
        rate = ask(["resolution_rate"], scope=scope.within(above), principal=principal).frame["resolution_rate"].iloc[0]
        peer_rate = None if pd.isna(rate) else float(rate)
    return Numbers(
        scope=scope,
        principal=principal,
        newest=newest,
        areas=known,
        period=history_periods[0],
        history=frame,
        compared=None if place is None else frame.loc[place],
        unit_level=level,
        whole=whole if "period" in whole else whole.assign(period=0),
        units=_by_level(scope, principal, level, pair),
        peers=peers,
        peer_rate=peer_rate,
        coverage=answer.coverage,
    )


def _by_level(scope: Scope, principal: Principal, level: str | None, periods: list[Period]) -> pd.DataFrame:
    if level is None:
        return pd.DataFrame()
    frame = ask(BY_UNIT, by=[level], scope=scope, principal=principal, periods=periods).frame
    if "period" not in frame:
        frame.insert(0, "period", 0)
    return frame.rename(columns={level: "code"}).dropna(subset=["code"])


def category_changes(numbers: Numbers, codes: list[str]) -> pd.DataFrame:
    """Tickets received by category in some of the units, now and in the comparison; index category, columns 0 and 1."""
    comparison = numbers.scope.comparison(numbers.newest.to_pydatetime())
    if comparison is None or numbers.unit_level is None:
        return pd.DataFrame()
    scope = replace(numbers.scope, where=(*numbers.scope.where, Filter(numbers.unit_level, tuple(codes))))
    frame = ask(["received"], by=["category"], scope=scope, principal=numbers.principal, periods=[numbers.period, comparison]).frame
    return frame.pivot(index="category", columns="period", values="received").reindex(columns=[0, BEFORE]).fillna(0)


def year_to_date(numbers: Numbers) -> Scope:
    """The scope from the first of January to the last day of the period, without its filters on tickets."""
    return year_so_far(numbers.scope, numbers.period)


def year_so_far(scope: Scope, period: Period) -> Scope:
    """The same for any scope whose period this is."""
    last = (min(period.end, period.as_of + timedelta(days=1)) - timedelta(microseconds=1)).date()
    return replace(scope, window="custom", first=date(last.year, 1, 1), last=last, as_of=None, basis="period_end", where=())
