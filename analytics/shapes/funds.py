"""Pictures of money over the year and of projects on their way: against targets, by month, by stage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.shapes.parts import Verdict


@dataclass(frozen=True)
class TargetCurve:
    """The year's funds as running sums in yuan, month 1 to 12: received as far as it is in, and planned; None without a target."""

    received: tuple[float, ...]
    planned: tuple[float, ...] | None = None
    target: float | None = None
    verdict: Verdict | None = None
    phasing: str = ""


@dataclass(frozen=True)
class EqualMonths:
    """Funds of each month in yuan, this year as far as it is in and the whole year before, or None."""

    year: int
    now: tuple[float, ...]
    before: tuple[float, ...] | None = None
    is_comparable: bool = False  # otherwise the years hold different districts
    remark: str = ""


@dataclass(frozen=True)
class FundsRow:
    """An area with its funds of the year; rates (0–1) and verdict are None without a target of its own."""

    code: str
    name: str
    short: str
    received: float
    before: float | None
    target: float | None
    rate: float | None
    planned: float | None
    verdict: Verdict | None
    projects: int
    focus: bool = False

    @property
    def change(self) -> float | None:
        """Against the year before, 0.17 for 17 % more."""
        return self.received / self.before - 1 if self.before else None

    @property
    def is_behind(self) -> bool:
        return self.verdict is not None and self.verdict.state == "behind"


@dataclass(frozen=True)
class FundsRows:
    rows: tuple[FundsRow, ...]


@dataclass(frozen=True)
class Stage:
    """Projects at one stage; `amount` in yuan is told in the `note`, a quiet one is no step of the way."""

    id: str
    label: str
    projects: int
    amount: float
    note: str
    quiet: bool = False


@dataclass(frozen=True)
class Stages:
    items: tuple[Stage, ...]


@dataclass(frozen=True)
class Transition:
    """One step of the pipeline: within so many days, and how many days half of them need, in words."""

    label: str
    horizon: int
    median: str


@dataclass(frozen=True)
class Passage:
    """One cohort in one transition: `share` with its interval (0–1) within the horizon, None while it is too early to tell."""

    n: int
    went_on: int
    share: float | None
    low: float | None
    high: float | None
    is_thin: bool


@dataclass(frozen=True)
class Cohort:
    label: str
    cells: tuple[Passage, ...]


@dataclass(frozen=True)
class Conversion:
    steps: tuple[Transition, ...]
    cohorts: tuple[Cohort, ...]


@dataclass(frozen=True)
class Strip:
    """Funds in yuan for each month, None before the row began; `dry` counts the months without any up to now."""

    name: str
    values: tuple[float | None, ...]
    dry: int


@dataclass(frozen=True)
class Strips:
    """Rows of months; one that has gone `marked` months without funds stands out."""

    months: tuple[date, ...]
    rows: tuple[Strip, ...]
    marked: int
