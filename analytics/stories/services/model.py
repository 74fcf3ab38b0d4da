"""What the services page says: sentences and cards, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.readings.model import Kpi
from analytics.shapes.areas import AreaMap
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.rows import Distribution, Ranking
from analytics.shapes.time import Lines, Planned


@dataclass(frozen=True)
class Grid:
    """A grid with the days since its last visit (None: no visit on record) and its visits in the window."""

    code: str
    name: str
    place: str
    days: float | None
    visits: int
    overdue: bool
    silent: bool


@dataclass(frozen=True)
class Waits:
    """`grids`: those to go to first on top; `unknown` says why nothing can be told."""

    map: Panel[AreaMap]
    frequency: Panel[Distribution]
    list: Panel[Picture]
    grids: tuple[Grid, ...]
    unknown: str = ""

    @property
    def late(self) -> tuple[Grid, ...]:
        """Those that have waited for long."""
        return tuple(grid for grid in self.grids if grid.overdue)


@dataclass(frozen=True)
class Services:
    headline: str
    support: str
    kpis: tuple[Kpi, ...]
    compression: Panel[Distribution]
    cases: Panel[Lines]
    activities: Panel[Planned]
    coverage: Panel[Ranking]
    waits: Waits
