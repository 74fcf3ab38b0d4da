"""A request: measures, dimensions, periods and filters, checked against the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analytics.asking.filters import Filter
from analytics.asking.scope import Period
from analytics.catalogue import CATALOGUE, Clock, Kind, Model
from analytics.query.gaps import NO_GAPS, Gaps
from data.contracts.model import N_
from data.contracts.problem import Problem

MOST_DIMENSIONS = 4


class RequestError(Problem):
    """A request that cannot be answered; the message says what does not fit and what would."""


@dataclass(frozen=True)
class Request:
    """What to compute; `fold` keeps these values of the first dimension and puts the rest into one row `others`.

    `gaps` are the columns that some sources do not report; their rows are left out where a measure needs those columns.
    """

    measures: tuple[str, ...]
    by: tuple[str, ...]
    periods: tuple[Period, ...]
    where: tuple[Filter, ...] = ()
    order: str = ""
    limit: int | None = None
    fold: tuple[str, ...] | None = None
    gaps: Gaps = NO_GAPS

    def __post_init__(self) -> None:
        if not self.measures:
            raise RequestError(N_("Name at least one measure."))
        if len(set(self.by)) < len(self.by):
            raise RequestError(N_("A dimension is named twice: {names}."), names=self.by)
        if len(self.by) > MOST_DIMENSIONS:
            raise RequestError(N_("At most {most} dimensions at once; {count} were named."), most=MOST_DIMENSIONS, count=len(self.by))
        if self.limit is not None and self.limit < 1:
            raise RequestError(N_("The limit is {limit}; it must be at least 1."), limit=self.limit)
        for name in self.by:
            CATALOGUE.dimension(name)
        if sum(CATALOGUE.dimension(name).kind == Kind.TIME for name in self.by) > 1:
            raise RequestError(N_("Group by one unit of time at once, not by {names}."), names=self.by)
        for aggregate in self.aggregates:
            self._splittable(aggregate)
        if self.order and self.order.lstrip("-") not in (*self.columns, *self.by):
            raise RequestError(
                N_("Cannot order by {name!r}; the request has {names}."), name=self.order.lstrip("-"), names=(*self.by, *self.columns)
            )

    @property
    def aggregates(self) -> tuple[str, ...]:
        """Every aggregate measure that the request needs, each once."""
        return tuple(dict.fromkeys(part for name in self.columns for part in self._made_of(name)))

    @property
    def columns(self) -> tuple[str, ...]:
        """The measures of the result: those asked for, each rate behind its numerator and denominator."""
        found: dict[str, None] = {}
        for name in self.measures:
            measure = CATALOGUE.measure(name)
            for part in (measure.numerator, measure.denominator):
                if part:
                    found[self.part(part, name)] = None
            found[name] = None
        return tuple(found)

    def part(self, part: str, whole: str) -> str:
        """A part of arithmetic, over the rows that the whole can count where that makes a difference."""
        narrowed = CATALOGUE.narrowed(part, whole)
        return narrowed if self.gaps.missing(CATALOGUE.measure(narrowed).beside) else part

    def _made_of(self, name: str) -> Iterator[str]:
        parts = CATALOGUE.parts(name)
        if not parts:
            yield name
        for part in parts:
            yield from self._made_of(self.part(part, name))

    @property
    def time_dimension(self) -> str | None:
        return next((name for name in self.by if CATALOGUE.dimension(name).kind == Kind.TIME), None)

    def _splittable(self, aggregate: str) -> None:
        model = CATALOGUE.model_of(aggregate)
        for name in self.by:
            if model.dimension(name) is None and not (_has_time(model) and CATALOGUE.dimension(name).kind == Kind.TIME):
                possible = [dimension.id for dimension in model.dimensions]
                raise RequestError(
                    N_("{measure} cannot be split by {name}. It can be split by {possible}."),
                    measure=aggregate,
                    name=name,
                    possible=possible,
                )
            if CATALOGUE.dimension(name).kind == Kind.TIME and CATALOGUE.measure(aggregate).clock == Clock.STATE:
                raise RequestError(
                    N_("{measure} is a state at one moment and cannot be split by {name}. Ask for one moment at a time."),
                    measure=aggregate,
                    name=name,
                )


def _has_time(model: Model) -> bool:
    return bool(model.time)
