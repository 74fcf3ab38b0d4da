"""A card is a value: what it says, its table and its picture, told once and drawn by pages, briefing and wall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from analytics.shapes.areas import AreaMap
from analytics.shapes.cells import Cells
from analytics.shapes.changes import Costs, Shifts, TwoChanges
from analytics.shapes.funds import Conversion, EqualMonths, FundsRows, Stages, Strips, TargetCurve
from analytics.shapes.rows import Bars, Distribution, Ranking, Shares
from analytics.shapes.steps import Holding, Steps
from analytics.shapes.table import Table
from analytics.shapes.tickets import Ages, Bounds, Control, Flow, Heat, Hexagons, Levels, LimitUse, Waiting
from analytics.shapes.time import Lines, Planned
from analytics.shapes.units import Paces
from analytics.shapes.works import PaceBars, Progress, ProjectMap, Timeline

OfTickets = Ages | Bounds | Control | Flow | Heat | Hexagons | Levels | LimitUse | Waiting
Picture = (
    AreaMap
    | Bars
    | Distribution
    | Holding
    | Lines
    | Planned
    | Ranking
    | Shares
    | Steps
    | Costs
    | Shifts
    | TwoChanges
    | Conversion
    | EqualMonths
    | FundsRows
    | Stages
    | Strips
    | TargetCurve
    | Paces
    | PaceBars
    | Progress
    | ProjectMap
    | Timeline
    | Cells
    | OfTickets
)
Drawn = TypeVar("Drawn", bound=Picture, covariant=True)


@dataclass(frozen=True)
class Panel(Generic[Drawn]):
    """`id` names the card in addresses, keys and files; `alt` says in words what the picture shows, the title where it is left out.

    Without a picture `empty` is said in its place; with one `said` is the finding in a sentence below it, `note` how to read it.
    `measures` are those whose definitions stand one click away.
    """

    id: str
    title: str
    table: Table
    picture: Drawn | None = None
    alt: str = ""
    measures: tuple[str, ...] = ()
    note: str = ""
    empty: str = ""
    said: str = ""

    @property
    def drawn(self) -> Drawn:
        """The picture where there is known to be one. Raises ValueError where there is none."""
        if self.picture is None:
            raise ValueError(f"{self.id}: {self.empty}")
        return self.picture
