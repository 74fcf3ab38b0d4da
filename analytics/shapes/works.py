"""Pictures of works against their plans: by kind or area, over the months, project by project and on the map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from analytics.shapes.parts import Verdict
from data.contracts.model import N_

Stage = Literal["delayed", "running", "finished", "waiting"]
STAGES: dict[Stage, str] = {"delayed": N_("Delayed"), "running": N_("Under way"), "finished": N_("Finished"), "waiting": N_("Not begun")}


@dataclass(frozen=True)
class PaceRow:
    """Work of one kind, class or area: shares done and planned by now (0–1), None where nothing is known, and how much it is."""

    key: str
    name: str
    value: float | None
    planned: float | None
    verdict: Verdict
    projects: int
    delayed: int
    size: str


@dataclass(frozen=True)
class PaceBars:
    rows: tuple[PaceRow, ...]


@dataclass(frozen=True)
class Foreseen:
    """When work may be finished, and the ends of the range; `late` is None where no end can be named."""

    finish: date
    early: date
    late: date | None


@dataclass(frozen=True)
class Progress:
    """Shares of the whole plan (0–1) at the ends of months, oldest first; None where nothing is known.

    `planned` is solid up to `known` months and assumed by season behind; `first` is there only where plans have moved.
    """

    months: tuple[date, ...]
    actual: tuple[float | None, ...]
    planned: tuple[float | None, ...]
    first: tuple[float | None, ...]
    known: int
    today: date
    foreseen: Foreseen | None = None


@dataclass(frozen=True)
class Scheduled:
    """A project with its plans, its course and how it stands; `forecast` is the day on which it may be finished."""

    id: str
    name: str
    kind_label: str
    area: str
    planned_start: date | None
    planned_finish: date | None
    first_start: date | None
    first_finish: date | None
    started: date | None
    finished: date | None
    progress: float | None
    state: Stage
    verdict: Verdict
    forecast: date | None

    @property
    def moved(self) -> bool:
        return self.first_finish != self.planned_finish or self.first_start != self.planned_start


@dataclass(frozen=True)
class Timeline:
    projects: tuple[Scheduled, ...]
    today: date


@dataclass(frozen=True)
class Site:
    """Projects at one point of the map; the state is that of the worst, which a click opens.

    `part` is the area of the map that it lies in, `text` what the pointer reads.
    """

    longitude: float
    latitude: float
    state: Stage
    count: int
    project_id: str
    text: str
    part: str


@dataclass(frozen=True)
class Named:
    """An area with nothing to compare: its name on the map is all."""

    code: str
    short: str
    rate: None = None
    cls: Literal["same"] = "same"
    focus: bool = False


@dataclass(frozen=True)
class ProjectMap:
    """Projects at their places on the outlines of `areas`; so many projects are `unplaced`."""

    sites: tuple[Site, ...]
    areas: tuple[Named, ...]
    unplaced: int = 0
