"""What is compared: which rate, the areas of which level, and which of them the reader looks at."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.asking.geography import Area, Areas
from analytics.asking.scope import Scope
from analytics.catalogue.tickets import measures as ticket_measures
from analytics.readings.peers import is_share_of_cases
from data.contracts import LEVELS

PEERS = "peers"
FEWEST, MOST = 2, 300
FIRST = "resolution_rate"


@dataclass(frozen=True)
class Choice:
    """`level` is a level below the area, or PEERS; `focus` the code of a unit, empty where none is chosen."""

    measure: str = FIRST
    level: str = ""
    focus: str = ""


def comparable_rates() -> tuple[str, ...]:
    """Rates of tickets received in the window that are a share of counts, so that intervals and case mix can be had."""
    return (FIRST, *(measure.id for measure in ticket_measures() if measure.id != FIRST and is_share_of_cases(measure.id)))


def levels(scope: Scope, known: Areas) -> tuple[str, ...]:
    """The levels at which the parts of the area can be compared, the usual one first, and PEERS where it has any."""
    below = LEVELS[LEVELS.index(known.get(scope.area).level) + 1 :] if scope.area else LEVELS
    possible = [level for level in below if FEWEST <= len(known.at_level(level, scope.area)) <= MOST]
    usual = known.part_level(scope.area)
    possible.sort(key=lambda level: (level != usual, LEVELS.index(level)))
    return (*possible, *([PEERS] if len(siblings(scope, known)) >= FEWEST else []))


def siblings(scope: Scope, known: Areas) -> list[Area]:
    """The areas of the same level that share the area's parent, itself among them; roots have none."""
    above = known.get(scope.area).parent if scope.area else None
    level = known.get(scope.area).level if scope.area else ""
    return [area for area in known.children(above) if area.level == level] if above else []


def members(scope: Scope, choice: Choice, known: Areas) -> tuple[Scope, str, list[Area]]:
    """The scope that holds the units compared, their level, and the units."""
    if choice.level == PEERS and scope.area:
        area = known.get(scope.area)
        return scope.within(area.parent), area.level, siblings(scope, known)
    return scope, choice.level, known.at_level(choice.level, scope.area) if choice.level else []
