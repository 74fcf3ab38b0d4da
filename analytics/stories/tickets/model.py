"""What the main rows of the tickets page say: plain values and sentences, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.readings.model import Kpi
from analytics.statistics.funnel import Class

HOURS = 48  # a case is at risk so long before its deadline


@dataclass(frozen=True)
class Event:
    """Units of time in which far more came in than the others let expect."""

    first: int
    last: int
    when: str


@dataclass(frozen=True)
class Flow:
    """What came in, what was closed and what stayed open, by unit of time; `partial` marks units that the period cuts.

    `closed` and `backlog` are empty where nobody reports them. `opening` is what was open when the period began, which the cases of its first unit alone do not tell.
    """

    unit: str
    labels: tuple[str, ...]
    received: tuple[int, ...]
    closed: tuple[int, ...]
    backlog: tuple[int, ...]
    partial: tuple[bool, ...]
    opening: int
    event: Event | None
    title: str


@dataclass(frozen=True)
class Tick:
    """Share (0–1) resolved by a time, with its 95 % interval and the cases that were still open and followed after it."""

    minute: int
    share: float | None
    low: float | None
    high: float | None
    waiting: int


@dataclass(frozen=True)
class Waiting:
    """Share resolved by minute, now and in the comparison; `median` in hours, None where half is not reached."""

    total: int
    points: tuple[tuple[int, float], ...]
    earlier: tuple[tuple[int, float], ...]
    earlier_label: str
    ticks: tuple[Tick, ...]
    median: float | None
    remark: str
    title: str
    untold: str = ""  # why there is no curve


@dataclass(frozen=True)
class Cell:
    """A category in a channel: `k` of `n`, and whether its rate can be told from that of the whole."""

    category: str
    channel: str
    n: int
    k: int
    rate: float | None
    cls: Class


@dataclass(frozen=True)
class Heat:
    """A rate by category (rows) and channel (columns), most cases first; `cells` holds every pair, also those not drawn."""

    measure: str
    rows: tuple[tuple[str, int], ...]
    columns: tuple[tuple[str, int], ...]
    cells: tuple[Cell, ...]
    reference: float | None
    hidden: str
    title: str


@dataclass(frozen=True)
class Case:
    """An open case with a deadline: hours left (negative when overdue) and the share of its limit that has passed."""

    ticket_id: str
    subject: str
    street: str
    department: str
    received_at: str
    due_at: str
    hours: float
    used: float


@dataclass(frozen=True)
class Risk:
    """Open cases that are due soon, or overdue, nearest or longest first; counts cover also what `cases` leaves out."""

    due_soon: tuple[Case, ...]
    overdue: tuple[Case, ...]
    due_soon_count: int
    overdue_count: int
    as_of: str
    title: str
    remark: str


@dataclass(frozen=True)
class DepartmentRisk:
    """Open cases of one department: overdue, due soon, and the hours by which the longest is overdue; None without one."""

    name: str
    overdue: int
    due_soon: int
    longest: float | None


@dataclass(frozen=True)
class DepartmentsAtRisk:
    """Most overdue cases first."""

    departments: tuple[DepartmentRisk, ...]
    remark: str


@dataclass(frozen=True)
class Tickets:
    headline: str
    support: str
    kpis: tuple[Kpi, ...]
    received: int
    flow: Flow
    waiting: Waiting
