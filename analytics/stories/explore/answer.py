"""An exploration computed: the rows asked for, their total, the change against the comparison and whether it is noise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from scipy.stats import norm

from analytics.asking.ask import Answer, ask
from analytics.asking.buckets import cut_starts
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.catalogue import CATALOGUE, Kind
from analytics.engines.duckdb import newest
from analytics.query import RequestError
from analytics.readings.kept import kept
from analytics.readings.peers import Among, among, is_share_of_cases
from analytics.statistics.change import rate_change, restlessness
from analytics.statistics.discoveries import discoveries
from analytics.stories.explore.request import Exploration
from data.contracts.model import N_
from data.contracts.problem import Message

BEFORE, CHANGE, BEYOND = "_before", "_change", "_beyond"


@dataclass(frozen=True)
class Explored:
    """`frame`: dimensions and measures, one row per group; with `change` also <measure>_before, _change and _beyond.

    `_beyond` is True where the change is more than noise, False where it is not, missing where that cannot be told. `total` is
    one row of the same measures, computed from the rows of the data anew. `queries` made them. `cut` are the days, weeks, months
    that are not complete, since the window or the data begin or end within them. `judged` asks for the verdict among peers, where the
    rows are areas and the first measure is a share of cases.
    """

    exploration: Exploration
    frame: pd.DataFrame
    total: pd.DataFrame
    queries: tuple[str, ...]
    notes: tuple[Message, ...]
    cut: frozenset[pd.Timestamp] = frozenset()
    judged: Callable[[], Among] | None = None


@kept
def explore(scope: Scope, principal: Principal, exploration: Exploration) -> Explored:
    """Ask for what was put together. Raises what ask() raises, and RequestError for a comparison over time."""
    latest = newest()
    periods = [scope.period(latest)]
    if exploration.change:
        periods.append(_comparison(scope, exploration))
    answer = grouped(scope, principal, exploration, exploration.dimensions, periods)
    whole = ask(exploration.measures, scope=scope, principal=principal, periods=periods)
    frame, total = answer.frame, whole.frame
    if exploration.change:
        frame, total = (_compared(part, exploration, list(by)) for part, by in ((frame, exploration.dimensions), (total, ())))
    return Explored(
        exploration,
        frame,
        total,
        (answer.sql, whole.sql),
        answer.notes,
        cut_times(scope, exploration, frame),
        _judged(scope, principal, exploration),
    )


def _judged(scope: Scope, principal: Principal, exploration: Exploration) -> Callable[[], Among] | None:
    level, measure = next(iter(exploration.dimensions), ""), exploration.measures[0]
    if len(exploration.dimensions) != 1 or CATALOGUE.dimension(level).kind != Kind.AREA or not is_share_of_cases(measure):
        return None
    return partial(among, scope, principal, measure, level)


def cut_times(scope: Scope, exploration: Exploration, frame: pd.DataFrame) -> frozenset[pd.Timestamp]:
    """The times of a frame that the scope's period cuts."""
    unit = next((name for name in exploration.dimensions if CATALOGUE.dimension(name).kind == Kind.TIME), None)
    return cut_starts(unit, frame[unit], scope.period(newest())) if unit and unit in frame else frozenset()


def grouped(
    scope: Scope, principal: Principal, exploration: Exploration, by: tuple[str, ...], periods: list[Period] | None = None
) -> Answer:
    """The measures by some of the exploration's dimensions, in its order."""
    folded = exploration.top if by and by[0] == (exploration.dimensions or ("",))[0] else None
    if folded and CATALOGUE.dimension(by[0]).kind == Kind.TIME:
        folded = None  # times are not ranked
    name = exploration.sort.lstrip("-")
    order = exploration.sort if name in exploration.measures or name in by else ""
    return ask(
        exploration.measures,
        scope=scope,
        principal=principal,
        by=by,
        periods=periods,
        order=order,
        limit=folded,
        others=bool(folded) and exploration.others,
    )


def _comparison(scope: Scope, exploration: Exploration) -> Period:
    if exploration.by_time:
        raise RequestError(N_("A change against the comparison needs rows that both periods have; take the time out of the dimensions."))
    found = scope.comparison(newest())
    if found is None:
        raise RequestError(N_("Choose a comparison in the bar above first: the previous period or the year before."))
    return found


def _compared(frame: pd.DataFrame, exploration: Exploration, by: list[str]) -> pd.DataFrame:
    """Both periods side by side: the rows of either, a count that is missing on one side is zero there."""
    now, then = (frame[frame["period"] == number].drop(columns="period") for number in (0, 1))
    if by:
        both = now.merge(then, on=by, how="outer", suffixes=("", BEFORE), sort=False)
        place = now.reset_index(drop=True).reset_index()[[*by, "index"]]
        both = both.merge(place, on=by, how="left").sort_values("index", kind="stable").drop(columns="index").reset_index(drop=True)
    else:
        both = pd.concat([now.reset_index(drop=True), then.reset_index(drop=True).add_suffix(BEFORE)], axis=1)
    for name in exploration.measures:
        both[name + CHANGE] = _number(both, name, name) - _number(both, name + BEFORE, name)
        both[name + BEYOND] = _beyond(both, name)
    return both


def _number(frame: pd.DataFrame, column: str, measure: str) -> pd.Series:
    values = pd.to_numeric(frame[column])
    return values.fillna(0) if CATALOGUE.is_count(measure) else values


def _beyond(both: pd.DataFrame, name: str) -> pd.Series:
    """More than noise, with Benjamini–Hochberg over the rows; missing for what has no known noise."""
    measure = CATALOGUE.measure(name)
    z = np.full(len(both), np.nan)
    if CATALOGUE.is_share(name):
        k1, k0 = _pair(both, measure.above(both))
        n1, n0 = _pair(both, measure.below(both))
        sigma = float(np.sqrt(restlessness(k1, n1, k0, n0)))
        z = np.array([rate_change(*row, sigma) for row in zip(k1, n1, k0, n0, strict=True)])
    elif CATALOGUE.is_count(name):
        now, then = _pair(both, name)
        z = np.divide(now - then, np.sqrt(now + then), out=np.zeros(len(both)), where=now + then > 0)
    stands = pd.Series(discoveries(2 * norm.sf(np.abs(z))), index=both.index, dtype="boolean")
    return stands.mask(np.isnan(z))


def _pair(both: pd.DataFrame, name: str) -> tuple[np.ndarray, np.ndarray]:
    """A count now and before, nothing being zero."""
    now, then = (pd.to_numeric(both[column]).fillna(0).to_numpy(dtype=float) for column in (name, name + BEFORE))
    return now, then
