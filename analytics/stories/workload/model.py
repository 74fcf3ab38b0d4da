"""What the workload page says: units with their loads, how evenly these are shared, and sentences ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass

LOADS = (
    "received_per_worker",
    "weighted_load_per_worker",
    "load_index",
    "received_per_1000_households",
    "open_per_worker",
)


@dataclass(frozen=True)
class LoadUnit:
    """An area with its staff, its households, its work and every load; None where nobody works or lives there.

    load_index: weighted load per worker over the median of the units compared.
    """

    code: str
    name: str
    short: str
    place: str
    group: str
    workers: int
    households: int
    received: int
    resolved: int | None  # as is the backlog: None where nobody reports it
    backlog: int | None
    weighted: float
    rate: float | None
    received_per_worker: float | None
    weighted_load_per_worker: float | None
    load_index: float | None
    received_per_1000_households: float | None
    open_per_worker: float | None

    def load(self, name: str) -> float | None:
        """One of LOADS."""
        value: float | None = getattr(self, name)
        return value

    @property
    def full_name(self) -> str:
        return f"{self.name} · {self.place}" if self.place else self.name


@dataclass(frozen=True)
class Stat:
    """One number of the row at the head: digits only in `value`, the unit beside the label, what it means, and a note."""

    label: str
    unit: str
    value: str
    meaning: str
    note: str


@dataclass(frozen=True)
class Evenness:
    """How the weighted load is shared among workers: coefficient with its 95 % interval, what chance alone would show, the curve."""

    gini: float
    low: float | None
    high: float | None
    chance: float | None
    busiest: float
    people: tuple[float, ...]
    work: tuple[float, ...]


@dataclass(frozen=True)
class Association:
    """Spearman's ρ between weighted load per worker and resolution rate over `n` units; `left_out` had too few tickets."""

    rho: float
    low: float
    high: float
    p: float
    n: int
    left_out: int
    title: str
    sentence: str


@dataclass(frozen=True)
class Workload:
    """`levels`: those at which the area can be compared, the one shown first. `loads`: those of LOADS that can be computed."""

    level: str
    levels: tuple[str, ...]
    loads: tuple[str, ...]
    headline: str
    support: str
    stats: tuple[Stat, ...]
    units: tuple[LoadUnit, ...]
    evenness: Evenness | None
    association: Association | None
    median: float | None
    remarks: tuple[str, ...]
