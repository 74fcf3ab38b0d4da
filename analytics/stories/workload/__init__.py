"""The workload of an area: how much each grid carries, how evenly that is shared, and what would even it out."""

from __future__ import annotations

from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.stories.workload.evenness import association, evenness
from analytics.stories.workload.levels import NOUNS, levels
from analytics.stories.workload.model import LOADS, Association, Evenness, LoadUnit, Stat, Workload
from analytics.stories.workload.numbers import numbers
from analytics.stories.workload.sentences import headline, remarks, stats, support

__all__ = ["LOADS", "Association", "Evenness", "LoadUnit", "Stat", "Workload", "workload"]


@kept
def workload(scope: Scope, principal: Principal, wanted: str = "") -> Workload:
    """Everything that the page says of its default view; `wanted` is a level, the first possible one where it cannot be shown.

    Where no areas are known there are no units, at whatever level.
    """
    known = areas()
    possible = levels(known, scope.area) or ((known.get(scope.area).level,) if scope.area else ())
    level = wanted if wanted in possible else (possible or NOUNS)[0]
    found = numbers(scope, principal, level)
    shared = evenness(found.units)
    return Workload(
        level=level,
        levels=possible,
        loads=tuple(load for load in LOADS if any(unit.load(load) is not None for unit in found.units)),
        headline=headline(found, shared),
        support=support(found, shared),
        stats=stats(found, shared),
        units=found.units,
        evenness=shared,
        association=association(found.units),
        median=found.median,
        remarks=remarks(found),
    )
