"""What the renovation page says: sentences and cards, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.readings.model import Kpi
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.works import PaceBars, Progress, ProjectMap, Scheduled, Timeline
from analytics.statistics.pace_forecast import Forecast


@dataclass(frozen=True)
class Project(Scheduled):
    """One project at as-of, with what is known of its place, its size and its money."""

    kind: str
    class_label: str
    street: str
    street_code: str
    district: str
    area_code: str
    owner: str
    contractor: str
    longitude: float | None
    latitude: float | None
    buildings: int | None
    households: int | None
    floor_area: float | None
    investment: float | None
    spent: float | None
    planned: float | None
    assumed: bool
    overdue: int  # days past the planned finish
    behind: float  # share (0–1) that is missing to the plan
    foreseen: Forecast | None
    unforeseen: str  # why there is no forecast


@dataclass(frozen=True)
class Renovation:
    """`kinds`, `classes`, `areas`: the pace of each."""

    headline: str
    support: str
    kpis: tuple[Kpi, ...]
    kinds: Panel[PaceBars]
    classes: Panel[PaceBars]
    areas: Panel[PaceBars]
    curve: Panel[Progress]
    timeline: Panel[Timeline]
    map: Panel[ProjectMap]
    costs: Panel[Picture]
    list: Panel[Picture]
    projects: tuple[Project, ...]

    def pace(self, group: str) -> Panel[PaceBars]:
        """By kind, class or area."""
        return {"kind": self.kinds, "class": self.classes, "area": self.areas}[group]
