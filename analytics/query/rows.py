"""The rows behind a number: columns of one mart, chosen by the same clocks and filters as its measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlglot import exp

from analytics.asking.filters import Filter
from analytics.asking.scope import Period
from analytics.catalogue import CATALOGUE, Clock, Model
from analytics.query.parts import before_end, in_window, model_filters, moment, parse, still_there
from analytics.query.request import RequestError
from data.contracts.model import N_

Bounds = tuple[datetime | None, datetime | None]


@dataclass(frozen=True)
class RowRequest:
    """Which rows of a mart, in which order; `between` bounds time columns to [from, to), either end open with None.

    `search` looks for a text, in any case, in any of some columns. `only` names facts of the model that must hold.
    """

    table: str
    columns: tuple[str, ...]
    period: Period
    clock: Clock
    where: tuple[Filter, ...] = ()
    between: tuple[tuple[str, Bounds], ...] = ()
    search: tuple[tuple[str, ...], str] | None = None
    only: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    limit: int | None = None
    offset: int = 0

    @property
    def ordered_by(self) -> tuple[str, ...]:
        return tuple(name.lstrip("-") for name in self.order)

    @property
    def model(self) -> Model:
        """The mart's model. Raises RequestError, naming those there are."""
        found = next((model for model in CATALOGUE.models if model.table == self.table), None)
        if found is None:
            raise RequestError(
                N_("There are no rows called {name!r}. Known: {known}."), name=self.table, known=[model.table for model in CATALOGUE.models]
            )
        return found


def build_rows(request: RowRequest) -> str:
    """The SQL of the rows."""
    select = _matching(request).select(*(exp.column(name, quoted=True) for name in request.columns))
    for name in request.order:
        column = exp.column(name.lstrip("-"), quoted=True)
        select = select.order_by(exp.Ordered(this=column, desc=name.startswith("-"), nulls_first=False))
    if request.limit is not None:
        select = select.limit(request.limit).offset(request.offset)
    return select.sql(dialect="duckdb", pretty=True)


def build_count(request: RowRequest) -> str:
    """The SQL that counts the rows of a request, whatever its limit."""
    return _matching(request).select(exp.Count(this=exp.Star()).as_("rows")).sql(dialect="duckdb", pretty=True)


def _matching(request: RowRequest) -> exp.Select:
    conditions = [*_by_clock(request), *model_filters(request.where, request.model)]
    if request.model.keep:
        conditions.append(parse(request.model.keep, request.model, request.period.as_of))
    for name, (first, until) in request.between:
        column = exp.column(name, quoted=True)
        if first is not None:
            conditions.append(exp.GTE(this=column, expression=moment(first)))
        if until is not None:
            conditions.append(exp.LT(this=column.copy(), expression=moment(until)))
    if request.search:
        columns, text = request.search
        inside = [
            exp.func("contains", exp.func("lower", exp.column(name, quoted=True)), exp.Literal.string(text.lower())) for name in columns
        ]
        conditions.append(exp.paren(exp.or_(*inside)))
    conditions += [parse(f"{{{name}}}", request.model, request.period.as_of) for name in request.only]
    select = exp.select().from_(exp.table_(request.table))
    return select.where(*conditions) if conditions else select


def _by_clock(request: RowRequest) -> Sequence[exp.Expr]:
    model, period = request.model, request.period
    if request.clock == Clock.EVENT:
        return [in_window(_time(model, model.time), period)]
    if request.clock == Clock.STOCK:
        return [before_end(model.entered, period), still_there(_time(model, model.left), period.until)]
    return []


def _time(model: Model, column: str) -> str:
    if not column:
        raise RequestError(N_("The rows of {table} have no such clock; ask for their state."), table=model.table)
    return column
