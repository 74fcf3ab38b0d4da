"""What the services page says: plain values and sentences, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.readings.model import Kpi
from analytics.shapes.areas import Shade
from analytics.shapes.units import Reference, Unit


@dataclass(frozen=True)
class Share:
    """A department or district with its share `value` (0–1) of `n` items; few items are shown but not ranked."""

    name: str
    value: float
    k: float
    n: int
    thin: bool


@dataclass(frozen=True)
class Shares:
    title: str
    measure: str
    rows: tuple[Share, ...]
    whole: float | None
    whole_label: str


@dataclass(frozen=True)
class Bin:
    """A column of a distribution; a marked one is what the sentence above speaks of."""

    label: str
    count: int
    marked: bool = False


@dataclass(frozen=True)
class Distribution:
    title: str
    bins: tuple[Bin, ...]
    note: str


@dataclass(frozen=True)
class Line:
    """A channel over the months, oldest first."""

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Cases:
    """Cases by channel and month; `days` is the mean time taken of each channel over all months."""

    title: str
    months: tuple[str, ...]
    lines: tuple[Line, ...]
    days: tuple[tuple[str, float | None], ...]


@dataclass(frozen=True)
class Kind:
    """A kind of activity: what took place and what was planned in each of twelve months, and over the window."""

    name: str
    held: tuple[int, ...]
    planned: tuple[int, ...]
    window_held: int
    window_done: int
    window_planned: int

    @property
    def coverage(self) -> float | None:
        return self.window_done / self.window_planned if self.window_planned else None


@dataclass(frozen=True)
class Activities:
    """`remark` says where the last month is not over."""

    title: str
    months: tuple[str, ...]
    kinds: tuple[Kind, ...]
    remark: str


@dataclass(frozen=True)
class Coverage:
    """Coverage of the parts of the area, or of its peers where it has no parts with a plan."""

    title: str
    units: tuple[Unit, ...]
    reference: Reference


@dataclass(frozen=True)
class Grid:
    """A grid with the days since its last visit (None: no visit on record) and its visits in the window."""

    code: str
    name: str
    place: str
    days: float | None
    visits: int
    overdue: bool
    silent: bool


@dataclass(frozen=True)
class Waits:
    """`shades` are grids where they can be told apart on a map, else the parts of the area; `unknown` says why nothing can be told.

    `words` name the classes of the map. `streets` are code and name of the areas that help to find a grid.
    """

    title: str
    map_title: str
    by_grid: bool
    shades: tuple[Shade, ...]
    words: tuple[str, ...]
    streets: tuple[tuple[str, str], ...]
    grids: tuple[Grid, ...]
    overdue: int
    frequency: Distribution
    unknown: str = ""


@dataclass(frozen=True)
class Services:
    headline: str
    support: str
    kpis: tuple[Kpi, ...]
    compression: Distribution
    cases: Cases
    activities: Activities
    coverage: Coverage
    waits: Waits
