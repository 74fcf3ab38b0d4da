"""What the investment page says: sentences and cards, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.readings.model import Kpi
from analytics.shapes.funds import Conversion, EqualMonths, FundsRows, Stages, Strips, TargetCurve
from analytics.shapes.panel import Panel, Picture


@dataclass(frozen=True)
class Concern:
    """A project that needs help, with the reason and for how many days."""

    project_id: str
    name: str
    area: str
    official: str
    reason: str
    days: int
    amount: float | None


@dataclass(frozen=True)
class Investment:
    """`empty` says what to choose where nothing lies in the scope; `waiting` are the projects of the card of concerns."""

    headline: str
    support: str
    kpis: tuple[Kpi, ...]
    curve: Panel[TargetCurve]
    months: Panel[EqualMonths]
    parts: Panel[FundsRows]
    stages: Panel[Stages]
    conversion: Panel[Conversion]
    strips: Panel[Strips]
    concerns: Panel[Picture]
    waiting: tuple[Concern, ...]
    empty: str
