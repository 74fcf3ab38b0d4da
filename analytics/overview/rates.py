"""Areas compared by a rate of the reader's choice, in the same way as by the resolution rate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analytics.ask import ask
from analytics.catalogue import CATALOGUE
from analytics.engines.duckdb import About, engine
from analytics.geography import areas
from analytics.language import language, speaking
from analytics.overview.model import Reference, Unit
from analytics.overview.units import reference, units
from analytics.principal import Principal
from analytics.scope import Period, Scope
from data.store import home

# Rates of which more is better, so that ▼ and its colour always mean the worse side.
RATES = ("resolution_rate", "due_resolution_rate", "on_time_rate", "response_rate", "satisfaction_rate", "solved_locally_rate")


@dataclass(frozen=True)
class Rates:
    """The parts of an area and its peers, each against the rate of the whole they belong to."""

    measure: str
    units: tuple[Unit, ...]
    peers: tuple[Unit, ...]
    reference: Reference
    peer_reference: Reference


def rates(scope: Scope, principal: Principal, measure: str) -> Rates:
    """Parts and peers by one of RATES, in the current language; kept until the next generation."""
    with engine().reading() as reader:
        return _rates(str(home()), reader.about, scope, principal, measure, language())


@lru_cache(maxsize=256)
def _rates(_folder: str, about: About, scope: Scope, principal: Principal, measure: str, code: str) -> Rates:
    known = areas()
    newest = about.data_until
    comparison = scope.comparison(newest)
    periods = [scope.period(newest), *([comparison] if comparison else [])]
    level = known.part_level(scope.area)
    above = known.get(scope.area).parent if scope.area else None
    siblings = known.children(above) if above and scope.area else []
    whole = _whole(scope, principal, measure)
    peer_whole = _whole(scope.within(above), principal, measure) if above else None
    with speaking(code):
        return Rates(
            measure,
            units(_frame(scope, principal, measure, level, periods), known.at_level(level, scope.area), whole) if level else (),
            units(_frame(scope.within(above), principal, measure, siblings[0].level, periods), siblings, peer_whole, focus=scope.area)
            if len(siblings) > 1
            else (),
            reference(whole, scope.area, known),
            reference(peer_whole, above, known),
        )


def _frame(scope: Scope, principal: Principal, measure: str, level: str, periods: list[Period]) -> pd.DataFrame:
    """One row per period and area; numerator and denominator under the names that `units` compares."""
    declared = CATALOGUE.measure(measure)
    frame = ask([measure], by=[level], scope=scope, principal=principal, periods=periods).frame
    if "period" not in frame:
        frame.insert(0, "period", 0)
    named = pd.DataFrame(
        {"period": frame["period"], "code": frame[level], "received": frame[declared.denominator], "resolved": frame[declared.numerator]}
    )
    return named.dropna(subset=["code"])


def _whole(scope: Scope, principal: Principal, measure: str) -> float | None:
    value = ask([measure], scope=scope, principal=principal).frame[measure].iloc[0]
    return None if pd.isna(value) else float(value)
