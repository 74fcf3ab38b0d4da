"""What the wall says: plain values and short sentences, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

LINE = 26  # ems of a line of notes in a module; of a headline HEADLINE
HEADLINE = 17.4

State = Literal["above", "near", "below", "thin"]
Tone = Literal["good", "plain", "attention"]


@dataclass(frozen=True)
class Tile:
    """A number with its unit, a judgement of two characters and what it is judged by."""

    label: str
    value: str
    unit: str
    verdict: str
    tone: Tone
    against: str


@dataclass(frozen=True)
class Place:
    """An area with its rate (0–1), the band in which it is like its peers, and its verdict; `facts` are told when the map visits it."""

    code: str
    name: str
    rate: float | None
    low: float | None
    high: float | None
    state: State
    facts: str


@dataclass(frozen=True)
class Plate:
    """The map: its title, what ▼ and ▲ mean, and the areas in the order in which they are visited."""

    title: str
    below: str
    above: str
    rest: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Panel:
    """A sentence with the number in it, and how to read the picture below; without a picture the note says why."""

    title: str
    note: str


@dataclass(frozen=True)
class Ranking(Panel):
    """Best first; `standard` is the rate that they are compared with."""

    places: tuple[Place, ...] = ()
    standard: float | None = None


@dataclass(frozen=True)
class Flow(Panel):
    """Tickets received and closed in each seven days, and the backlog at their end, oldest first; `ends` are last days."""

    ends: tuple[date, ...] = ()
    received: tuple[float, ...] = ()
    closed: tuple[float, ...] = ()
    backlog: tuple[float, ...] = ()


@dataclass(frozen=True)
class Work:
    """A kind of work: share done and share planned by now (0–1), and how much it is."""

    name: str
    done: float
    planned: float
    behind: bool
    size: str


@dataclass(frozen=True)
class Renovation(Panel):
    """How many projects are finished, under way and not begun, and how far each kind of work is."""

    stages: tuple[tuple[str, int], ...] = ()
    works: tuple[Work, ...] = ()


@dataclass(frozen=True)
class Investment(Panel):
    """Running sums of the year at the ends of its months, yuan: `received` as far as it is in, `planned` for all twelve or for none."""

    received: tuple[float, ...] = ()
    planned: tuple[float, ...] = ()
    target: float = 0.0
    behind: bool = False


@dataclass(frozen=True)
class Alert:
    """A finding: ▼ to act on, ？ a question that accuses nobody."""

    question: bool
    title: str
    evidence: str


@dataclass(frozen=True)
class Alerts:
    title: str
    alerts: tuple[Alert, ...]


@dataclass(frozen=True)
class Wall:
    area: str
    heading: str
    demo: bool
    data_until: datetime
    tiles: tuple[Tile, ...]
    plate: Plate
    ranking: Ranking
    flow: Flow
    renovation: Renovation
    investment: Investment
    alerts: Alerts
