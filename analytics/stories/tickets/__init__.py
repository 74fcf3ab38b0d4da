"""The tickets page: how many ask, how many are answered under each denominator, how long it takes, and what stays open."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.asking.ask import ask
from analytics.asking.coverage import sentence
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.asking.waiting import MEASURE
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept
from analytics.readings.model import Kpi
from analytics.shapes.panel import Panel
from analytics.shapes.tickets import Flow, Waiting
from analytics.stories.received import whole
from analytics.stories.tickets.flow import flow, undated
from analytics.stories.tickets.headline import headline, support
from analytics.stories.tickets.heat import heat
from analytics.stories.tickets.hotspots import hotspots
from analytics.stories.tickets.integrity import integrity
from analytics.stories.tickets.kpis import BOUNDS, RATES, kpis
from analytics.stories.tickets.levels import levels
from analytics.stories.tickets.open_cases import ages
from analytics.stories.tickets.quality import quality
from analytics.stories.tickets.risk import risk
from analytics.stories.tickets.risk_departments import departments_at_risk, risk_by_department
from analytics.stories.tickets.speed import speeds
from analytics.stories.tickets.stability import stability
from analytics.stories.tickets.waiting import waiting

__all__ = [
    "Tickets",
    "ages",
    "departments_at_risk",
    "heat",
    "hotspots",
    "integrity",
    "levels",
    "quality",
    "risk",
    "risk_by_department",
    "speeds",
    "stability",
    "tickets",
]


@dataclass(frozen=True)
class Tickets:
    headline: str
    support: str
    kpis: tuple[Kpi, ...]
    received: int
    flow: Panel[Flow]
    waiting: Panel[Waiting]


@kept
def tickets(scope: Scope, principal: Principal) -> Tickets:
    """The headline, the rates and the first row of the page, in the current language."""
    latest = newest()
    answer = ask(["received", *RATES, *BOUNDS, MEASURE], scope=scope, principal=principal)
    row, unknown = answer.frame.iloc[0], answer.coverage.get(RATES[0])
    untimed = answer.coverage.get(MEASURE)
    untold = sentence(untimed) if untimed and untimed.is_nothing else ""
    flowing, waited = flow(scope, principal, latest), waiting(scope, principal, latest, untold)
    received, resolved = whole(row["received"]), whole(row["resolved"])
    if untold and flowing.drawn.backlog:
        flowing = undated(flowing)
    judged = heat(scope, principal, RATES[0])
    return Tickets(
        headline=sentence(unknown) if unknown and unknown.is_nothing else headline(waited, flowing.drawn, received, resolved),
        support=support(flowing.drawn, judged, received),
        kpis=kpis(row, answer.coverage),
        received=received,
        flow=flowing,
        waiting=waited,
    )
