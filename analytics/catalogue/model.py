"""What a catalogue is made of: measures and dimensions, declared once, over one mart each."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Unit = Literal[
    "cases",
    "percent",
    "hours",
    "days",
    "items",
    "buildings",
    "projects",
    "times",
    "people",
    "households",
    "yuan",
    "m2",
    "ratio",
    "per_person",
    "times_per_person",
    "per_1000",
    "per_grid",
]
Better = Literal["higher", "lower", "neutral"]
REFERENCE = re.compile(r"\{(\w+)\}")


class Clock(StrEnum):
    """Which moment decides whether a row counts in a window."""

    EVENT = "event"  # the measure's time column lies in the window
    STOCK = "stock"  # entered before the end of the window and not left by then, or by as-of where that comes first
    STATE = "state"  # the row is valid at as-of, whatever the window
    SURVIVAL = "survival"  # the event cohort, with open cases censored at as-of


class Kind(StrEnum):
    AREA = "area"
    CATEGORY = "category"
    FLAG = "flag"
    NUMBER = "number"
    TIME = "time"


@dataclass(frozen=True)
class Dimension:
    """`sql` is a column of the mart; a time dimension truncates the clock's column to `sql` instead."""

    id: str
    sql: str
    label: str
    kind: Kind = Kind.CATEGORY
    labels: Mapping[str, str] = field(default_factory=dict)


TIME_DIMENSIONS = {"day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year"}


@dataclass(frozen=True)
class Measure:
    """A number with its meaning.

    `sql` is either an aggregate over the mart, where {fact} expands a fact of the model, or arithmetic over other
    measures, written {measure}. A survival measure has the quantile of time to resolution as its `sql`.
    """

    id: str
    sql: str
    label: str
    unit: Unit
    definition: str
    better: Better = "neutral"
    clock: Clock = Clock.EVENT
    time: str = ""  # the column the clock reads where it is not the model's own; for a stock, when a row that is there joins it
    numerator: str = ""
    denominator: str = ""
    additive: bool = False  # may be added across areas
    source: str = ""
    beside: frozenset[str] = frozenset()  # columns that must be reported for a row to count, beyond those that `sql` reads
    part_of: str = ""  # the measure whose arithmetic this part is narrowed for

    @property
    def is_rate(self) -> bool:
        return bool(self.numerator)

    def above(self, there: Container[str]) -> str:
        """The column of the numerator in an answer: a frame, or a row of it."""
        return self.part(self.numerator, there)

    def below(self, there: Container[str]) -> str:
        """The column of the denominator in an answer: that of the sources that report what the rate needs, where not all do."""
        return self.part(self.denominator, there)

    def part(self, name: str, there: Container[str]) -> str:
        """What a part of the measure is called among the columns that are there."""
        narrowed = f"{name}_of_{self.id}"
        return narrowed if narrowed in there else name


@dataclass(frozen=True)
class Model:
    """One mart, its dimensions, its facts (row-level conditions at as-of) and its measures."""

    table: str
    grain: str
    dimensions: tuple[Dimension, ...]
    measures: tuple[Measure, ...]
    time: str = ""
    keep: str = ""  # rows that count at all
    key: tuple[str, ...] = ()  # of the rows kept, where no contract describes the mart
    facts: Mapping[str, str] = field(default_factory=dict)
    entered: str = ""  # stock: when a row comes in,
    left: str = ""  # when it is gone, never before it came in,
    leaving: str = ""  # and the moment before, which lies in the day or the window that it leaves in: that of the end where it is midnight
    began_second: str = ""  # survival: start of the wait, seconds since 1970
    waited_seconds: str = ""  # survival: length of the wait where it has ended
    ended: str = ""  # survival: moment the wait ended
    followed: str = ""  # survival: rows of which it is known how long they waited
    reports: str = ""  # the column that tells which columns the source of a row reports

    def dimension(self, name: str) -> Dimension | None:
        return next((dimension for dimension in self.dimensions if dimension.id == name), None)
