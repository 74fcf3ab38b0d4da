"""The one verdict among peers of every area of a level within an area: asked once for a scope, read by every page, wall, finding and export."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType

import numpy as np
import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.catalogue import CATALOGUE, Clock
from analytics.engines.duckdb import engine
from analytics.readings.kept import kept
from analytics.readings.mix import KINDS
from analytics.statistics.funnel import Class
from analytics.statistics.standardise import pooled
from analytics.verdicts import Peers, Rule, judge
from data.contracts.policy import policy

LIMITED = ("resolution_rate", "on_time_rate", "instant_close_share")  # asked for together, since the overview judges all of them
MOST_PERIODS = 6
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Verdict:
    """Of one area; rates 0–1. `low` and `high`: the band in which its rate is like that of its peers with the same cases."""

    cls: Class
    n: int
    rate: float
    expected: float
    adjusted: float
    low: float
    high: float
    shrunk: float
    error: float
    weight: float
    p: float


@dataclass(frozen=True)
class Among:
    """`verdicts` by area code; those without cases are not there. `needed`: about how many cases tell a difference of the policy's size.

    `strata`: rate of each kind of case in a typical area.
    """

    measure: str
    rule: Rule
    needed: int | None
    verdicts: Mapping[str, Verdict]
    strata: Mapping[str, float]
    periods: int

    def cls(self, code: str) -> Class:
        found = self.verdicts.get(code)
        return found.cls if found else "thin"


def among(scope: Scope, principal: Principal, measure: str, level: str) -> Among:
    """The areas of the level within the scope's area by one rate. What the scope is compared with in time does not matter."""
    return _among(replace(scope, compare="none"), principal, measure, level)


def kinds_of(scope: Scope, principal: Principal, measure: str, level: str) -> pd.DataFrame:
    """What the verdict is made of: one row per period (0 is judged), unit, category and channel: n, k, and the stratum."""
    return _kinds(replace(scope, compare="none"), principal, measure, level)


@kept
def _among(scope: Scope, principal: Principal, measure: str, level: str) -> Among:
    return judged(measure, _kinds(scope, principal, measure, level))


@kept
def _kinds(scope: Scope, principal: Principal, measure: str, level: str) -> pd.DataFrame:
    declared = CATALOGUE.measure(measure)
    asked = _cells(scope, principal, LIMITED if measure in LIMITED else (measure,), level)
    cells = asked.rename(columns={declared.below(asked): "n", declared.above(asked): "k"})
    cells = cells[["period", "unit", *KINDS, "n", "k"]].fillna({"n": 0.0, "k": 0.0})
    return cells.assign(stratum=pooled(cells, KINDS, policy().minimum_n))


@kept
def _cells(scope: Scope, principal: Principal, measures: tuple[str, ...], level: str) -> pd.DataFrame:
    """One row per period, area and kind of case. Periods before the record begins are not asked for."""
    with engine().reading() as reader:
        about = reader.about
    periods = [each for each in periods_of(scope, about.data_until) if each.end > about.data_from]
    frame = ask(measures, by=[level, *KINDS], scope=scope, principal=principal, periods=periods or None).frame
    if "period" not in frame:
        frame.insert(0, "period", 0)
    return frame.rename(columns={level: "unit"}).dropna(subset=["unit"])


def is_share_of_cases(name: str) -> bool:
    """A rate of tickets received in the window that is a share of counts, so that its kinds of cases can be told apart."""
    measure = CATALOGUE.measure(name)
    if not measure.is_rate or measure.unit != "percent":
        return False
    parts = [CATALOGUE.measure(part) for end in (measure.numerator, measure.denominator) for part in CATALOGUE.aggregates(end)]
    placed = all(CATALOGUE.model_of(part.id).dimension(kind) for part in parts for kind in KINDS)
    return placed and all(part.unit == "cases" and part.clock == Clock.EVENT and not part.time for part in parts)


def periods_of(scope: Scope, newest: pd.Timestamp) -> list[Period]:
    """The period and those before it, about a year of them: how areas ordinarily differ is told from all."""
    period = scope.period(newest)
    days = max(timedelta(days=1), period.end - period.start)
    return scope.history(min(MOST_PERIODS, math.ceil(YEAR / days)), newest)


def judged(measure: str, cells: pd.DataFrame) -> Among:
    """Of cells with period (0 is judged), unit, stratum, n and k."""
    units, kinds = sorted(cells["unit"].unique()), sorted(cells["stratum"].unique())
    counts = [_counts(cells[cells["period"] == number], units, kinds) for number in sorted({0, *cells["period"]})]
    wanted = policy().peers
    found = judge(counts, policy().minimum_n, wanted.points, wanted.false_share)
    cases = counts[0][0].sum(axis=1)
    verdicts = {str(unit): _verdict(found, i, int(cases[i])) for i, unit in enumerate(units) if cases[i]}
    strata = {str(kind): float(rate) for kind, rate in zip(kinds, found.rates, strict=True) if not np.isnan(rate)}
    needed = found.rule.needed(wanted.needed_for) if found.tested > 1 else None
    return Among(measure, found.rule, needed, MappingProxyType(verdicts), MappingProxyType(strata), len(counts))


def plainly(measure: str, frame: pd.DataFrame) -> Among:
    """Of a frame with period, code and the parts of the rate, where kinds of cases are not known or are what is judged."""
    declared = CATALOGUE.measure(measure)
    if not len(frame):
        return judged(measure, pd.DataFrame(columns=["period", "unit", "stratum", "n", "k"]))
    cells = frame.rename(columns={"code": "unit", declared.below(frame): "n", declared.above(frame): "k"})[["period", "unit", "n", "k"]]
    return judged(measure, cells.fillna({"n": 0.0, "k": 0.0}).assign(stratum=""))


def _counts(cells: pd.DataFrame, units: Sequence[str], kinds: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    found = np.zeros((2, len(units), len(kinds)))
    place = (pd.Index(units).get_indexer(cells["unit"]), pd.Index(kinds).get_indexer(cells["stratum"]))
    for layer, name in zip(found, ("n", "k"), strict=True):
        np.add.at(layer, place, cells[name].to_numpy(dtype=float))
    return found[0], found[1]


def _verdict(found: Peers, i: int, n: int) -> Verdict:
    names = ("rate", "expected", "adjusted", "low", "high", "shrunk", "error", "weight", "p")
    return Verdict(cls=found.classes[i], n=n, **{name: float(getattr(found, name)[i]) for name in names})
