"""What the further parts of the tickets page say: plain values and sentences, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.statistics.funnel import Class
from analytics.stories.tickets.model import Tick


@dataclass(frozen=True)
class Ages:
    """Open cases by how long they have been open; `departments` has a row of the same bands for each, most cases first."""

    bands: tuple[str, ...]
    counts: tuple[int, ...]
    departments: tuple[tuple[str, tuple[int, ...]], ...]
    title: str
    by_department: str


@dataclass(frozen=True)
class Speed:
    """A group's cases, its median in hours and the share resolved by each time."""

    name: str
    n: int
    median: float | None
    ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class Speeds:
    whole: Speed
    groups: tuple[Speed, ...]
    title: str
    by_group: str


@dataclass(frozen=True)
class Point:
    """A unit of time on a control chart; `rules` names those that are broken there."""

    label: str
    k: int
    n: int
    rate: float
    low: float
    high: float
    z: float
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Stability:
    measure: str
    points: tuple[Point, ...]
    centre: float | None
    title: str
    remark: str


@dataclass(frozen=True)
class Levels:
    """Resolved tickets from channel to the level that resolved them; both named, most cases first or lowest level first."""

    channels: tuple[tuple[str, int], ...]
    levels: tuple[tuple[str, int], ...]
    flows: tuple[tuple[int, int, int], ...]
    local: tuple[int, ...]
    total: int
    unknown: int
    title: str


@dataclass(frozen=True)
class Bounded:
    """Satisfaction of a group: rate among the rated, and what it would be if every unrated were dissatisfied or satisfied."""

    name: str
    resolved: int
    rated: int
    rate: float | None
    low: float
    high: float


@dataclass(frozen=True)
class Returned:
    """Reopening and repeats of a category, each judged against the whole."""

    name: str
    resolved: int
    reopened: float | None
    reopened_class: Class
    received: int
    repeated: float | None
    repeated_class: Class


@dataclass(frozen=True)
class Quality:
    whole: Bounded
    channels: tuple[Bounded, ...]
    categories: tuple[Returned, ...]
    title: str
    returns_title: str


@dataclass(frozen=True)
class Closer:
    """A department's closes: shares of instant and of deadline closes, each judged against the whole."""

    name: str
    resolved: int
    instant: float | None
    instant_class: Class
    at_deadline: float | None
    at_deadline_class: Class


@dataclass(frozen=True)
class Integrity:
    """Closes by the twentieth of the limit used; `expected` is the smooth course, `suspects` the bins it was not fitted to, `is_beyond`
    whether they hold more than it explains."""

    counts: tuple[int, ...]
    beyond: int
    expected: tuple[float, ...]
    suspects: tuple[bool, ...]
    is_beyond: bool
    departments: tuple[Closer, ...]
    title: str
    remark: str
    departments_title: str


@dataclass(frozen=True)
class Spot:
    """A place at which the same matter was reported again and again."""

    place: str
    subject: str
    tickets: int
    days: int
    open: int | None  # where a source says so
    last: str
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Hotspots:
    """Hexagons (h3 index, tickets), most first, and the spots that return."""

    hexagons: tuple[tuple[str, int], ...]
    edge: float
    spots: tuple[Spot, ...]
    title: str
    spots_title: str
    remark: str
