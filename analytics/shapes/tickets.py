"""What the pictures of tickets are made of: their flow, how long they wait, where and how they are resolved."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.shapes.evidence import Class


@dataclass(frozen=True)
class Event:
    """Units of time in which far more came in than the others let expect."""

    first: int
    last: int
    when: str


@dataclass(frozen=True)
class Flow:
    """What came in, what was closed and what stayed open, by unit of time; `partial` marks units that the period cuts.

    `closed` and `backlog` are empty where nobody reports them. `opening` is what was open when the period began, which the cases of its
    first unit alone do not tell.
    """

    unit: str
    labels: tuple[str, ...]
    received: tuple[int, ...]
    closed: tuple[int, ...]
    backlog: tuple[int, ...]
    partial: tuple[bool, ...]
    opening: int
    event: Event | None


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

    points: tuple[tuple[int, float], ...]
    earlier: tuple[tuple[int, float], ...]
    earlier_label: str
    ticks: tuple[Tick, ...]
    median: float | None
    remark: str


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
    """The rate called `label` by category (rows) and channel (columns), most cases first; `cells` holds every pair, also those not drawn."""

    label: str
    rows: tuple[tuple[str, int], ...]
    columns: tuple[tuple[str, int], ...]
    cells: tuple[Cell, ...]
    hidden: str


@dataclass(frozen=True)
class Ages:
    """Open cases by how long they have been open, youngest first."""

    bands: tuple[str, ...]
    counts: tuple[int, ...]


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
class Control:
    points: tuple[Point, ...]
    centre: float


@dataclass(frozen=True)
class Levels:
    """`total` resolved tickets from channel to the level that resolved them; most cases first, lowest level first. `local`: places of levels."""

    channels: tuple[tuple[str, int], ...]
    levels: tuple[tuple[str, int], ...]
    flows: tuple[tuple[int, int, int], ...]
    local: tuple[int, ...]
    total: int


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
class Bounds:
    groups: tuple[Bounded, ...]


@dataclass(frozen=True)
class LimitUse:
    """Closes by the twentieth of the limit used; `expected` is the smooth course, `suspects` the bins it was not fitted to, `is_beyond`
    whether they hold more than it explains."""

    counts: tuple[int, ...]
    expected: tuple[float, ...]
    suspects: tuple[bool, ...]
    is_beyond: bool


@dataclass(frozen=True)
class Spot:
    """A place at which the same matter was reported again and again."""

    place: str
    subject: str
    tickets: int
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Hexagons:
    """Cells (h3 index, tickets), most first, the spots that are numbered on them, and the codes of the areas whose borders are drawn."""

    cells: tuple[tuple[str, int], ...]
    spots: tuple[Spot, ...] = ()
    around: tuple[str, ...] = ()
