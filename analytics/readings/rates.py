"""Areas compared by a rate of the reader's choice, in the same way as by the resolution rate."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept
from analytics.readings.peers import among
from analytics.readings.units import reference, units
from analytics.shapes.units import Reference, Unit

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


@kept
def rates(scope: Scope, principal: Principal, measure: str) -> Rates:
    """Parts and peers by one of RATES, in the current language."""
    known, latest = areas(), newest()
    comparison = scope.comparison(latest)
    periods = [scope.period(latest), *([comparison] if comparison else [])]
    level = known.part_level(scope.area)
    above = known.get(scope.area).parent if scope.area else None
    siblings = known.children(above) if above and scope.area else []
    whole = _whole(scope, principal, measure)
    peer_whole = _whole(scope.within(above), principal, measure) if above else None
    parts = rates_by_area(scope, principal, measure, level, periods) if level else None
    peers = rates_by_area(scope.within(above), principal, measure, siblings[0].level, periods) if len(siblings) > 1 else None
    return Rates(
        measure,
        ()
        if parts is None or level is None
        else units(parts, known.at_level(level, scope.area), measure, judged=among(scope, principal, measure, level)),
        ()
        if peers is None
        else units(peers, siblings, measure, focus=scope.area, judged=among(scope.within(above), principal, measure, siblings[0].level)),
        reference(whole, scope.area, known),
        reference(peer_whole, above, known),
    )


def rates_by_area(scope: Scope, principal: Principal, measure: str, level: str, periods: list[Period]) -> pd.DataFrame:
    """One row per period and area of the level: period, code, numerator, denominator and rate."""
    frame = ask([measure], by=[level], scope=scope, principal=principal, periods=periods).frame
    if "period" not in frame:
        frame.insert(0, "period", 0)
    return frame.rename(columns={level: "code"}).dropna(subset=["code"])


def _whole(scope: Scope, principal: Principal, measure: str) -> float | None:
    value = ask([measure], scope=scope, principal=principal).frame[measure].iloc[0]
    return None if pd.isna(value) else float(value)
