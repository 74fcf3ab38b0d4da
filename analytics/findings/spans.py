"""The windows in which parts of an area are held against all of them: the period, and the year up to its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.catalogue import Measure
from analytics.readings.kept import kept
from analytics.readings.numbers import YEAR, Numbers
from analytics.readings.peers import LIMITED
from data.contracts.policy import policy


@dataclass(frozen=True)
class Span:
    """A window and the rate of all parts together in it."""

    scope: Scope
    is_year: bool
    overall: float


def spans(numbers: Numbers, measure: Measure) -> Iterator[Span]:
    """The period, and where it is much shorter than that the year; neither where there are no two parts to compare."""
    if not len(numbers.units):
        return
    yield from _span(numbers.scope, False, numbers.units[numbers.units["period"] == 0], measure)
    if numbers.period.end - numbers.period.start < YEAR / 2:
        scope = _year(numbers.scope, numbers.period)
        yield from _span(scope, True, year_by_part(scope, numbers.principal), measure)


@kept
def year_by_part(scope: Scope, principal: Principal) -> pd.DataFrame:
    """The rates of LIMITED by part over a scope that is a year, asked for at once."""
    level = str(areas().part_level(scope.area))
    return ask(LIMITED, by=[level], scope=scope, principal=principal).frame.rename(columns={level: "code"}).dropna(subset=["code"])


def _year(scope: Scope, period: Period) -> Scope:
    return replace(scope, window="custom", first=(period.end - YEAR).date(), last=(period.end - timedelta(days=1)).date())


def _span(scope: Scope, is_year: bool, parts: pd.DataFrame, measure: Measure) -> Iterator[Span]:
    counts = parts[[measure.below(parts), measure.above(parts)]].astype(float).set_axis(["n", "k"], axis=1)
    if (counts["n"] >= policy().minimum_n).sum() > 1:
        yield Span(scope, is_year, float(counts["k"].sum() / counts["n"].sum()))
