"""The overview of an area and a period: one headline, six numbers, the comparison of the parts, what needs attention."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from analytics.engines.duckdb import About, engine
from analytics.language import language, speaking
from analytics.overview.findings import findings
from analytics.overview.kpis import kpis
from analytics.overview.model import Finding, Kpi, Overview, Pace, Reference, Target, Unit
from analytics.overview.numbers import Numbers, gather
from analytics.overview.paces import paces
from analytics.overview.story import headline, support
from analytics.overview.units import reference, units
from analytics.principal import Principal
from analytics.scope import Scope
from data.store import home

__all__ = ["Finding", "Kpi", "Overview", "Pace", "Reference", "Target", "Unit", "overview"]


def overview(scope: Scope, principal: Principal) -> Overview:
    """Everything the overview page says, in the current language; kept until the next generation."""
    with engine().reading() as reader:
        return _overview(str(home()), reader.about, scope, principal, language())


@lru_cache(maxsize=256)
def _overview(_folder: str, about: About, scope: Scope, principal: Principal, code: str) -> Overview:
    with speaking(code):
        numbers = gather(scope, principal, pd.Timestamp(about.data_until))
        rate = _rate(numbers)
        known = numbers.areas
        parts = known.at_level(numbers.unit_level, scope.area) if numbers.unit_level else []
        compared = units(numbers.units, parts, rate)
        above = known.get(scope.area).parent if scope.area else None
        siblings = known.children(above) if above and scope.area else []
        plans = paces(numbers)
        overdue = int(numbers.whole.loc[numbers.whole["period"] == 0, "overdue_open"].sum())
        return Overview(
            headline=headline(numbers),
            support=support(numbers, compared),
            kpis=kpis(numbers, overdue),
            units=compared,
            peers=units(numbers.peers, siblings, numbers.peer_rate, focus=scope.area) if len(siblings) > 1 else (),
            reference=reference(rate, scope.area, known),
            peer_reference=reference(numbers.peer_rate, above, known),
            findings=findings(numbers, compared, plans),
            paces=plans,
        )


def _rate(numbers: Numbers) -> float | None:
    value = numbers.current["resolution_rate"]
    return None if pd.isna(value) else float(value)
