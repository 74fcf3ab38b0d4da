"""rows(): principal × scope → the rows behind a number, in the engine's order and page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

import pandas as pd

from analytics.asking.ask import conditions
from analytics.asking.geography import areas_of
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.catalogue import Clock, Model
from analytics.engines.duckdb import engine
from analytics.query import RequestError, RowRequest, build_count, build_rows
from analytics.query import table as table_sql
from analytics.query.rows import Bounds
from data.contracts import CONTRACTS
from data.contracts.model import N_, Personal

NEVER = pd.Timestamp("9999-01-01")


@dataclass(frozen=True)
class Rows:
    """`frame` has the columns asked for; `count` is how many rows match without the limit; `sql` made the frame."""

    frame: pd.DataFrame
    sql: str
    as_of: datetime
    _request: RowRequest

    @cached_property
    def count(self) -> int:
        with engine().reading() as reader:
            return int(reader.cached(build_count(self._request))["rows"].iloc[0])


def rows(
    table: str,
    columns: Sequence[str],
    *,
    scope: Scope,
    principal: Principal,
    clock: Clock = Clock.EVENT,
    between: Mapping[str, Bounds] | None = None,
    search: tuple[Sequence[str], str] | None = None,
    only: Sequence[str] = (),
    order: str | Sequence[str] = "",
    limit: int | None = None,
    offset: int = 0,
) -> Rows:
    """Rows of a mart in the scope.

    clock: EVENT takes those whose time lies in the window, STOCK those that had entered before its end and not left by as-of,
    STATE those that are valid at as-of. between: time column → (from, until), until excluded. search: columns and a text that
    one of them must contain, in any case. only: facts of the model that must hold. order: columns, descending with a leading minus; the key settles ties, so that pages never overlap.
    Raises RequestError, UnknownName, ScopeError, NotAllowed or EngineError, each with a sentence for people.
    """
    ordered = (order,) if isinstance(order, str) and order else tuple(order)
    with engine().reading() as reader:
        period = scope.period(reader.about.data_until)
        where = conditions(scope, principal, areas_of(reader))
        request = RowRequest(
            table=table,
            columns=tuple(columns),
            period=period,
            clock=clock,
            where=where,
            between=tuple((between or {}).items()),
            search=(tuple(search[0]), search[1]) if search and search[1] else None,
            only=tuple(only),
            order=ordered,
            limit=limit,
            offset=offset,
        )
        model = request.model
        there = tuple(reader.cached(table_sql(model.table, limit=0)).columns)
        _check(request, [name for name in there if name not in _personal(model)])
        ties = tuple(name for name in _key(model) if name in there and name not in request.ordered_by)
        sql = build_rows(replace(request, order=(*ordered, *ties)))
        return Rows(_reached(reader.cached(sql)), sql, period.as_of, request)


def _reached(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy in which a state that never comes, infinity in the mart, has no moment."""
    moments = {str(name): column.where(column < NEVER) for name, column in frame.items() if column.dtype.kind == "M"}
    return frame.assign(**moments)


def _personal(model: Model) -> set[str]:
    """Columns that lead to a person, though only through a key."""
    contract = CONTRACTS.get(model.table)
    return {column.name for column in contract.columns if column.personal == Personal.KEY} if contract else set()


def _key(model: Model) -> tuple[str, ...]:
    """The key of a mart; one derived from other marts, which no contract describes, has that of the rows it keeps."""
    return CONTRACTS[model.table].key if model.table in CONTRACTS else model.key


def _check(request: RowRequest, possible: list[str]) -> None:
    searched = request.search[0] if request.search else ()
    for name in (*request.columns, *request.ordered_by, *dict(request.between), *searched):
        if name not in possible:
            raise RequestError(
                N_("The rows of {table} have no column {name!r}. They have {known}."), table=request.table, name=name, known=possible
            )
    facts = request.model.facts
    if unknown := [name for name in request.only if name not in facts]:
        raise RequestError(
            N_("The rows of {table} have no state {name!r}. They have {known}."), table=request.table, name=unknown[0], known=list(facts)
        )
    if not request.columns:
        raise RequestError(N_("Name at least one column."))
    if (request.limit is not None and request.limit < 1) or request.offset < 0:
        raise RequestError(N_("A page needs a limit of at least 1 and an offset of at least 0."))
