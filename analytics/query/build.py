"""A request as one SQL query: its legs, joined on the shared periods and dimensions, and the arithmetic on top."""

from __future__ import annotations

from functools import lru_cache

from sqlglot import exp

from analytics.catalogue import CATALOGUE, Clock, Model
from analytics.catalogue.model import REFERENCE
from analytics.query.gaps import has_known_leg
from analytics.query.known import known_leg, known_name
from analytics.query.legs import event_leg, state_leg
from analytics.query.parts import clock_time, named, parsed
from analytics.query.request import Request
from analytics.query.stock import stock_leg
from analytics.query.survival import survival_legs

Leg = tuple[str, list[str]]  # name of the common table expression, aggregates it yields


@lru_cache(maxsize=2048)
def build(request: Request) -> str:
    """The SQL of a request, laid out as an analyst would write it."""
    tables: list[tuple[str, exp.Query]] = []
    legs: list[Leg] = []
    for (model_index, clock, time), names in _grouped_aggregates(request).items():
        model = CATALOGUE.models[model_index]
        made = _leg(request, model, clock, time, names)
        tables += made
        legs.append((made[-1][0], names))
        for name in names:
            if has_known_leg(request.gaps, model, CATALOGUE.measure(name)):
                tables.append((known_name(name), known_leg(request, model, name)))
                legs.append((known_name(name), [name]))
    keys = [*(["period"] if len(request.periods) > 1 else []), *request.by]
    final = _final(request, keys, legs)
    if len(legs) > 1:
        tables.append(("joined", _joined(request, keys, legs)))
    for name, select in tables:
        final = final.with_(name, as_=select, copy=False)
    return final.sql(dialect="duckdb", pretty=True, copy=False)


def _grouped_aggregates(request: Request) -> dict[tuple[int, Clock, str], list[str]]:
    groups: dict[tuple[int, Clock, str], list[str]] = {}
    for name in request.aggregates:
        model, measure = CATALOGUE.model_of(name), CATALOGUE.measure(name)
        groups.setdefault((CATALOGUE.models.index(model), measure.clock, clock_time(model, measure)), []).append(name)
    return groups


def _leg(request: Request, model: Model, clock: Clock, time: str, names: list[str]) -> list[tuple[str, exp.Query]]:
    if clock == Clock.EVENT:
        title = model.table if time == model.time else f"{model.table}_{time.removesuffix('_at')}"
        return [(f"by_{title}", event_leg(request, model, time, names))]
    if clock == Clock.STATE:
        return [(f"state_of_{model.table}", state_leg(request, model, names))]
    if clock == Clock.STOCK:
        title = "stock" if time == model.time else f"stock_{time.removesuffix('_at')}"
        return [(title, stock_leg(request, model, names[0], time))]
    return survival_legs(request, model, names)


def _final(request: Request, keys: list[str], legs: list[Leg]) -> exp.Select:
    several = len(legs) > 1
    measures = [named(_arithmetic(request, name, several), name) for name in request.columns]
    select = exp.select(*(exp.column(key) for key in keys), *measures, copy=False).from_(
        exp.table_("joined" if several else legs[0][0]), copy=False
    )
    return _ordered(select, request, keys)


def _joined(request: Request, keys: list[str], legs: list[Leg]) -> exp.Select:
    """All legs under one another, then one row per key: unlike a join this keeps rows whose key is missing."""
    every = list(dict.fromkeys(name for _, names in legs for name in names))
    stacked: exp.Expr | None = None
    for leg, names in legs:
        padded = [_padded(request, name, leg) if name in names else exp.Null().as_(name) for name in every]
        rows = exp.select(*(exp.column(key) for key in keys), *padded, copy=False).from_(exp.table_(leg), copy=False)
        stacked = rows if stacked is None else exp.union(stacked, rows, distinct=False, copy=False)
    assert isinstance(stacked, exp.Union)
    merged = exp.select(*(exp.column(key) for key in keys), *(exp.Max(this=exp.column(name)).as_(name) for name in every), copy=False)
    merged = merged.from_(stacked.subquery("legs", copy=False), copy=False)
    return merged.group_by(*(exp.column(key) for key in keys), copy=False) if keys else merged


def _padded(request: Request, name: str, leg: str) -> exp.Expr:
    # A stock counts none where there is none and where nobody would say so; which of them it is tells the leg of what is known.
    unsure = CATALOGUE.measure(name).clock == Clock.STOCK and request.gaps.concern(name) and leg != known_name(name)
    return exp.Nullif(this=exp.column(name), expression=exp.Literal.number(0)).as_(name) if unsure else exp.column(name)


def _arithmetic(request: Request, name: str, several: bool) -> exp.Expr:
    measure = CATALOGUE.measure(name)
    if not CATALOGUE.parts(name):
        column = exp.column(name)
        # In a joined result a group that one leg does not have counts nothing there, if it is known what it would count.
        counted = (measure.clock == Clock.STOCK or measure.sql.startswith("count(")) and not request.gaps.concern(name)
        return exp.Coalesce(this=column, expressions=[exp.Literal.number(0)]) if several and counted else column
    tree = parsed(REFERENCE.sub(r"__\1", measure.sql))

    def fill(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Column) and node.name.startswith("__"):
            part = request.part(node.name.removeprefix("__"), name)
            inner = _arithmetic(request, part, several)
            return exp.paren(inner) if CATALOGUE.parts(part) else inner
        return node

    return tree.transform(fill, copy=False)


def _ordered(select: exp.Select, request: Request, keys: list[str]) -> exp.Select:
    order = [exp.Ordered(this=exp.column(key), desc=False, nulls_first=False) for key in keys]
    if request.order:
        name = request.order.lstrip("-")
        order.insert(0, exp.Ordered(this=exp.column(name), desc=request.order.startswith("-"), nulls_first=False))
    if order:
        select = select.order_by(*order, copy=False)
    return select.limit(request.limit, copy=False) if request.limit else select
