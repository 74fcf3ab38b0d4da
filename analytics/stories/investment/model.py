"""What the investment page says: plain values and sentences, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analytics.readings.model import Kpi

State = Literal["ahead", "near", "behind"]


@dataclass(frozen=True)
class Curve:
    """The year's funds as running sums in yuan, month 1 to 12: received as far as it is in, and planned; None without a target."""

    received: tuple[float, ...]
    planned: tuple[float, ...] | None
    target: float | None
    state: State | None
    judgement: str
    phasing: str
    title: str


@dataclass(frozen=True)
class Months:
    """Funds of each month in yuan, this year as far as it is in and the whole year before."""

    year: int
    now: tuple[float, ...]
    before: tuple[float, ...] | None
    is_comparable: bool  # otherwise the years hold different districts
    title: str
    remark: str


@dataclass(frozen=True)
class Part:
    """An area with its funds of the year; rates (0–1) and state are None without a target of its own."""

    code: str
    name: str
    short: str
    received: float
    before: float | None
    target: float | None
    rate: float | None
    planned: float | None
    state: State | None
    projects: int
    focus: bool = False
    cls: str = "same"  # names of a map are placed by it


@dataclass(frozen=True)
class Stage:
    id: str
    label: str
    projects: int
    amount: float  # yuan: contracted from the signature on, intended before
    note: str


@dataclass(frozen=True)
class Step:
    """One transition of the pipeline: how many days half of them need."""

    label: str
    horizon: int
    median: str
    share: str


@dataclass(frozen=True)
class Cell:
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
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Pipeline:
    stages: tuple[Stage, ...]
    stages_title: str
    steps: tuple[Step, ...]
    cohorts: tuple[Cohort, ...]
    conversion_title: str
    conversion_note: str


@dataclass(frozen=True)
class Strip:
    """One row of the strip of months: funds in yuan for each month, None before the row began."""

    name: str
    code: str
    values: tuple[float | None, ...]
    dry: int  # months without funds up to now


@dataclass(frozen=True)
class Strips:
    months: tuple[str, ...]
    rows: tuple[Strip, ...]
    are_areas: bool
    title: str
    note: str


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
    """Where nothing lies in the scope `is_empty`, and `empty` says what to choose."""

    headline: str
    support: str
    kpis: tuple[Kpi, ...]
    curve: Curve | None
    months: Months | None
    parts: tuple[Part, ...]
    parts_title: str
    parts_note: str
    pipeline: Pipeline
    strips: Strips
    concerns: tuple[Concern, ...]
    concerns_title: str
    concerns_note: str
    map_title: str
    ledger_title: str
    is_empty: bool
    empty: str
