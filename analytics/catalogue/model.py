"""What a catalogue is made of: measures and dimensions, declared once, over one mart each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property
from typing import Literal

from data.contracts.model import N_
from data.contracts.problem import Problem, did_you_mean

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


class UnknownName(Problem):
    """A measure, dimension or filter that the catalogue does not have."""


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

    @property
    def is_rate(self) -> bool:
        return bool(self.numerator)


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

    def dimension(self, name: str) -> Dimension | None:
        return next((dimension for dimension in self.dimensions if dimension.id == name), None)


@dataclass(frozen=True)
class Catalogue:
    models: tuple[Model, ...]

    @cached_property
    def measures(self) -> dict[str, Measure]:
        found = [measure for model in self.models for measure in model.measures]
        names = [measure.id for measure in found]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            raise ValueError(f"declared twice: {', '.join(sorted(twice))}")
        return {measure.id: measure for measure in found}

    @cached_property
    def dimensions(self) -> dict[str, Dimension]:
        return {dimension.id: dimension for model in self.models for dimension in model.dimensions}

    def measure(self, name: str) -> Measure:
        if name not in self.measures:
            raise UnknownName(N_("There is no measure {name!r}.{hint} Known: {known}."), **_unknown(name, self.measures))
        return self.measures[name]

    def dimension(self, name: str) -> Dimension:
        if name not in self.dimensions:
            raise UnknownName(N_("There is no dimension {name!r}.{hint} Known: {known}."), **_unknown(name, self.dimensions))
        return self.dimensions[name]

    @cached_property
    def _homes(self) -> dict[str, Model]:
        return {measure.id: model for model in self.models for measure in model.measures}

    def model_of(self, name: str) -> Model:
        return self._homes[self.measure(name).id]

    def parts(self, name: str) -> tuple[str, ...]:
        """Measures that the measure's arithmetic names; none for an aggregate."""
        facts = self.model_of(name).facts
        return tuple(part for part in REFERENCE.findall(self.measure(name).sql) if part not in facts)

    def aggregates(self, name: str) -> Iterator[str]:
        """The aggregate measures that a measure is finally made of, itself if it is one."""
        parts = self.parts(name)
        if not parts:
            yield name
        for part in parts:
            yield from self.aggregates(part)

    def is_count(self, name: str) -> bool:
        """A number of rows, which varies by chance at least as a Poisson count does."""
        measure = self.measure(name)
        return measure.sql.startswith("count(") or measure.clock == Clock.STOCK

    def is_share(self, name: str) -> bool:
        """A rate whose numerator counts some of the rows that its denominator counts, in one window: it varies as a binomial share."""
        measure = self.measure(name)
        if measure.unit != "percent" or not measure.is_rate:
            return False
        parts = [*self.aggregates(measure.numerator), *self.aggregates(measure.denominator)]
        counted = all(self.is_count(part) and self.measure(part).clock == Clock.EVENT for part in parts)
        return counted and len({self.measure(part).time for part in parts}) == 1

    def used_in(self, name: str) -> list[str]:
        """Measures whose arithmetic names this one."""
        return [other for other in self.measures if name in self.parts(other)]


def _unknown(name: str, known: Mapping[str, object]) -> dict[str, object]:
    near = next(iter(get_close_matches(name, known, n=1, cutoff=0.5)), None)
    return {"name": name, "hint": did_you_mean(near), "known": sorted(known)}
