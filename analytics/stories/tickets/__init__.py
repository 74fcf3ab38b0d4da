"""The tickets page: how many ask, how many are answered under each denominator, how long it takes, and what stays open."""

from __future__ import annotations

from analytics.asking.ask import ask
from analytics.asking.coverage import sentence
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.asking.waiting import MEASURE
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept
from analytics.stories.received import whole
from analytics.stories.tickets.flow import flow, undated
from analytics.stories.tickets.headline import headline, support
from analytics.stories.tickets.heat import heat
from analytics.stories.tickets.hotspots import hotspots
from analytics.stories.tickets.integrity import integrity
from analytics.stories.tickets.kpis import BOUNDS, RATES, kpis
from analytics.stories.tickets.levels import levels
from analytics.stories.tickets.model import Case, Flow, Heat, Risk, Tickets, Waiting
from analytics.stories.tickets.open_cases import ages
from analytics.stories.tickets.quality import quality
from analytics.stories.tickets.risk import risk, supervision_order
from analytics.stories.tickets.risk_departments import risk_by_department
from analytics.stories.tickets.sections import Hotspots
from analytics.stories.tickets.speed import speeds
from analytics.stories.tickets.stability import stability
from analytics.stories.tickets.waiting import waiting

__all__ = [
    "Case",
    "Flow",
    "Heat",
    "Hotspots",
    "Risk",
    "Tickets",
    "Waiting",
    "ages",
    "heat",
    "hotspots",
    "integrity",
    "levels",
    "quality",
    "risk",
    "risk_by_department",
    "speeds",
    "stability",
    "supervision_order",
    "tickets",
]


@kept
def tickets(scope: Scope, principal: Principal) -> Tickets:
    """The headline, the rates and the first row of the page, in the current language."""
    latest = newest()
    answer = ask(["received", *RATES, *BOUNDS, MEASURE], scope=scope, principal=principal)
    row, unknown = answer.frame.iloc[0], answer.coverage.get(RATES[0])
    untimed = answer.coverage.get(MEASURE)
    untold = sentence(untimed) if untimed and untimed.is_nothing else ""
    flowing, waited = flow(scope, principal, latest), waiting(scope, principal, latest, untold)
    if untold and flowing.backlog:
        flowing = undated(flowing)
    judged = heat(scope, principal, RATES[0])
    return Tickets(
        headline=sentence(unknown) if unknown and unknown.is_nothing else headline(waited, flowing, whole(row["resolved"])),
        support=support(waited, flowing, judged),
        kpis=kpis(row, answer.coverage),
        received=whole(row["received"]),
        flow=flowing,
        waiting=waited,
    )
