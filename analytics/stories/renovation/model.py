"""What the renovation page says: plain values and finished sentences, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from analytics.readings.model import Kpi
from analytics.statistics.pace_forecast import Forecast

State = Literal["delayed", "running", "finished", "waiting"]


@dataclass(frozen=True)
class PaceRow:
    """Work of one kind, class or area: shares done and planned by now (0–1), and the words around them."""

    key: str
    name: str
    value: float | None
    planned: float | None
    state: Literal["ahead", "near", "behind", "unknown"]
    judgement: str
    projects: int
    delayed: int
    size: str


@dataclass(frozen=True)
class Curve:
    """Shares of the whole plan (0–1) at the ends of months, oldest first; None where nothing is known.

    `planned` is solid up to `known` months and assumed by season behind; `first` is there only where plans have moved.
    """

    months: tuple[date, ...]
    actual: tuple[float | None, ...]
    planned: tuple[float | None, ...]
    first: tuple[float | None, ...]
    known: int
    note: str


@dataclass(frozen=True)
class Project:
    """One project at as-of; `judgement` says how it stands in words, `moved` how its plan has moved."""

    id: str
    name: str
    kind: str
    kind_label: str
    class_label: str
    area: str
    street: str
    street_code: str
    district: str
    owner: str
    contractor: str
    longitude: float | None
    latitude: float | None
    buildings: int | None
    households: int | None
    floor_area: float | None
    investment: float | None
    spent: float | None
    planned_start: date | None
    planned_finish: date | None
    first_start: date | None
    first_finish: date | None
    started: date | None
    finished: date | None
    progress: float | None
    planned: float | None
    assumed: bool
    state: State
    overdue: int  # days past the planned finish
    behind: float  # share (0–1) that is missing to the plan
    judgement: str
    foreseen: Forecast | None
    unforeseen: str  # why there is no forecast

    @property
    def forecast(self) -> date | None:
        return self.foreseen.finish if self.foreseen else None

    @property
    def early(self) -> date | None:
        return self.foreseen.early if self.foreseen else None

    @property
    def late(self) -> date | None:
        return self.foreseen.late if self.foreseen else None

    @property
    def moved(self) -> bool:
        return self.first_finish != self.planned_finish or self.first_start != self.planned_start


@dataclass(frozen=True)
class Place:
    """Projects at one point of the map; the state is that of the worst, which a click opens."""

    longitude: float
    latitude: float
    state: State
    count: int
    project_id: str
    text: str


@dataclass(frozen=True)
class CostRow:
    """What projects of an area cost: median with its 95 % interval over the projects, in yuan; None with too few."""

    name: str
    projects: int
    median: float
    low: float | None
    high: float | None
    focus: bool
    apart: bool


@dataclass(frozen=True)
class Costs:
    """`per_m2` and `per_household` by area; `note` says which kind is compared and why not the others."""

    per_m2: tuple[CostRow, ...]
    per_household: tuple[CostRow, ...]
    whole_m2: float | None
    whole_household: float | None
    title: str
    note: str


@dataclass(frozen=True)
class BeforeAfter:
    """Tickets per 100 households and year before and after, renovated and compared; or `refusal` says why not."""

    title: str
    sentence: str
    note: str
    refusal: str
    renovated: tuple[float, float] | None
    compared: tuple[float, float] | None
    table: tuple[tuple[str, str, float, float, float, float], ...]


@dataclass(frozen=True)
class Renovation:
    headline: str
    support: str
    kpis: tuple[Kpi, ...]
    kinds: tuple[PaceRow, ...]
    classes: tuple[PaceRow, ...]
    areas: tuple[PaceRow, ...]
    curve: Curve | None
    projects: tuple[Project, ...]
    places: tuple[Place, ...]
    unplaced: int
    costs: Costs | None
    assumed: int
    today: date
