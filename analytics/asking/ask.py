"""ask(): principal × request → SQL → engine → answer; the one way to a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from analytics.asking.coverage import Coverage, coverage, sentences
from analytics.asking.filters import Filter
from analytics.asking.geography import Area, Areas, areas_of
from analytics.asking.principal import NotAllowed, Principal, known
from analytics.asking.record import without_unrecorded
from analytics.asking.scope import Period, Scope
from analytics.catalogue import CATALOGUE, Kind
from analytics.engines.duckdb import About, Reader, engine
from analytics.query import NONE, OTHERS, Request, RequestError, build
from analytics.query.gaps import gaps_of
from data.contracts.model import N_
from data.contracts.problem import Message


@dataclass(frozen=True)
class Answer:
    """`frame`: [period], dimensions, measures with the numerator and denominator of every rate, one row per group.

    `period` numbers the periods asked for and is there only when they are several. `totals` has one row per period,
    computed from the rows anew. `sql` is what made `frame`. `coverage` has the measures whose sources do not all report what they
    need: a rate counts the others only, and brings its denominator over them as `Measure.below` finds it; where nobody reports it the
    value is missing. `notes` say that in words, and which filters a measure cannot answer.
    """

    frame: pd.DataFrame
    totals: pd.DataFrame
    sql: str
    request: Request
    generation: About
    notes: tuple[Message, ...] = ()
    coverage: Mapping[str, Coverage] = field(default_factory=dict)

    @property
    def total(self) -> pd.Series:
        """The total of the first period."""
        return self.totals.iloc[0]


def ask(
    measures: Sequence[str],
    *,
    scope: Scope,
    principal: Principal,
    by: Sequence[str] = (),
    periods: Sequence[Period] | None = None,
    order: str = "",
    limit: int | None = None,
    others: bool = False,
    totals: bool = False,
) -> Answer:
    """Compute measures for a scope, split by dimensions.

    periods: several windows at once (a comparison, a history); by default the scope's own.
    order: a measure or dimension, descending with a leading minus. limit: the first rows of that order; with `others`
    the rest of the first dimension is computed as one more row. totals: the same without dimensions, never a sum.
    Raises UnknownName, RequestError, ScopeError, NotAllowed or EngineError, each with a sentence for people.
    """
    with engine().reading() as reader:
        where = conditions(scope, principal, areas_of(reader))
        chosen = tuple(periods) if periods else (scope.period(reader.about.data_until),)
        request = Request(tuple(measures), tuple(by), chosen, where, order, limit, gaps=gaps_of(reader.reported))
        if others and (limit is None or not by):
            raise RequestError(N_("`others` needs a dimension and a limit."))
        whole = replace(request, by=(), order="", limit=None)
        if limit and by and (others or len(chosen) > 1 or len(by) > 1):
            request = _top(reader, request, fold=others)
        frame, sql = _run(reader, request)
        if request.fold is not None:
            frame = _ranked(frame, request)
        total = _run(reader, whole)[0] if totals else pd.DataFrame()
        covered = coverage(reader, whole)
        return Answer(frame, total, sql, request, reader.about, (*_notes(request), *sentences(covered)), covered)


def conditions(scope: Scope, principal: Principal, areas: Areas) -> tuple[Filter, ...]:
    """The scope's filters, its area, and the areas that the principal may see. Raises NotAllowed or UnknownArea."""
    where = list(scope.where)
    area = areas.get(scope.area) if scope.area else None
    if area:
        where.append(Filter(area.level, (area.code,)))
    if known(principal).areas is not None:
        where.append(_reach(principal, area, areas))
    return tuple(where)


def _reach(principal: Principal, area: Area | None, areas: Areas) -> Filter:
    """What the principal may see of an area: all of it where it is one of his or lies in one; of everything, his areas together."""
    own = [areas.by_code[code] for code in principal.areas or () if code in areas.by_code]
    inside = own if area is None else [area] if areas.path_codes(area.code) & {one.code for one in own} else []
    if not inside:
        raise NotAllowed(
            N_("{who} may not see {area}. Choose one of {areas}."),
            who=principal.name,
            area=area.name if area else Message(N_("all areas")),
            areas=[one.name for one in own],
        )
    levels = {one.level: tuple(other.code for other in inside if other.level == one.level) for one in inside}
    first, *others = (Filter(level, codes, strict=True) for level, codes in levels.items())
    return replace(first, beside=tuple(others))


def _top(reader: Reader, request: Request, *, fold: bool) -> Request:
    """The request restricted (or folded) to the first values of its first dimension in the first period."""
    first = request.by[0]
    if CATALOGUE.dimension(first).kind == Kind.TIME:
        raise RequestError(
            N_("A limit keeps the first values of {name}, which is a time. Name another dimension first, or shorten the window."),
            name=first,
        )
    order = request.order or f"-{request.columns[0]}"
    ranked, _ = _run(reader, replace(request, by=(first,), periods=request.periods[:1], order=order))
    values = tuple(_as_value(value) for value in ranked[first])
    if not values:
        return replace(request, limit=None)
    if fold:
        return replace(request, fold=values, limit=None, order="")
    return replace(request, where=(*request.where, Filter(first, values)), limit=None)


def _ranked(frame: pd.DataFrame, request: Request) -> pd.DataFrame:
    """A folded frame in the order of the values kept, the others last."""
    places = {value: place for place, value in enumerate((*(request.fold or ()), OTHERS))}
    place = frame[request.by[0]].map(_as_value).map(places)
    periods = [frame["period"]] if "period" in frame else []
    order = pd.concat([*periods, place], axis=1).sort_values([*(part.name for part in periods), place.name], kind="stable").index
    return frame.loc[order].reset_index(drop=True)


def _as_value(value: object) -> str:
    """A value of a frame as a filter writes it."""
    if value is None or value != value:
        return NONE
    return str(value).lower() if isinstance(value, bool | np.bool_) else str(value)


def _run(reader: Reader, request: Request) -> tuple[pd.DataFrame, str]:
    sql = build(request)
    return _without_hollow(without_unrecorded(_plain(reader.cached(sql), request), reader, request), request), sql


def _plain(frame: pd.DataFrame, request: Request) -> pd.DataFrame:
    """Counts with NaN where there is no value: a count that nobody reports is a number like any other missing one."""
    missing = [name for name in request.columns if pd.api.types.is_extension_array_dtype(frame[name]) and frame[name].isna().any()]
    return frame.astype(dict.fromkeys(missing, "float64")) if missing else frame


def _without_hollow(frame: pd.DataFrame, request: Request) -> pd.DataFrame:
    """Leave out groups outside any area of the level asked for that hold nothing at all, such as the district's own row by street."""
    placed = [name for name in request.by if CATALOGUE.dimension(name).kind == Kind.AREA]
    if not placed:
        return frame.copy()
    values = frame[list(request.columns)]
    hollow = frame[placed].isna().any(axis=1) & (values.isna() | (values == 0)).all(axis=1)
    return frame[~hollow].reset_index(drop=True)


def _notes(request: Request) -> tuple[Message, ...]:
    notes = []
    for item in request.where:
        deaf = [name for name in request.aggregates if CATALOGUE.model_of(name).dimension(item.dimension) is None]
        if deaf:
            notes.append(
                Message(N_("{measures}: not filtered by {dimension}, which it does not have."), measures=deaf, dimension=item.dimension)
            )
    return tuple(notes)
