"""The overview of an area and a period: one headline, six numbers, the comparison of the parts, what needs attention."""

from __future__ import annotations

import pandas as pd

from analytics.asking.geography import Area
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.findings import Finding, findings, shortlist
from analytics.readings.comparable import comparable
from analytics.readings.kept import kept
from analytics.readings.model import Kpi, Target
from analytics.readings.numbers import Numbers, gather
from analytics.readings.paces import paces
from analytics.readings.peers import among
from analytics.readings.units import reference, units
from analytics.shapes.units import Pace, Reference, Unit
from analytics.stories.overview.kpis import kpis
from analytics.stories.overview.model import Overview
from analytics.stories.overview.story import headline, support
from analytics.stories.received import whole

RATE = "resolution_rate"

__all__ = ["Finding", "Kpi", "Overview", "Pace", "Reference", "Target", "Unit", "overview"]


@kept
def overview(scope: Scope, principal: Principal) -> Overview:
    """Everything the overview page says, in the current language."""
    numbers = comparable(gather(scope, principal))
    rate = _rate(numbers)
    known = numbers.areas
    parts = known.at_level(numbers.unit_level, scope.area) if numbers.unit_level else []
    judged = among(scope, principal, RATE, numbers.unit_level) if numbers.unit_level else None
    compared = units(numbers.units, parts, judged=judged)
    above = known.get(scope.area).parent if scope.area else None
    siblings = known.children(above) if above and scope.area else []
    plans, found = paces(numbers), findings(scope, principal)
    return Overview(
        headline=headline(numbers),
        support=support(numbers, compared),
        received=whole(numbers.current["received"]),
        kpis=kpis(numbers, numbers.overdue),
        units=compared,
        peers=_peers(numbers, siblings, above) if len(siblings) > 1 else (),
        reference=reference(rate, scope.area, known),
        peer_reference=reference(numbers.peer_rate, above, known),
        findings=shortlist(found, most=len(found)),
        paces=plans,
    )


def _peers(numbers: Numbers, siblings: list[Area], above: str | None) -> tuple[Unit, ...]:
    around = among(numbers.scope.within(above), numbers.principal, RATE, siblings[0].level)
    return units(numbers.peers, siblings, focus=numbers.scope.area, judged=around)


def _rate(numbers: Numbers) -> float | None:
    value = numbers.current[RATE]
    return None if pd.isna(value) else float(value)
