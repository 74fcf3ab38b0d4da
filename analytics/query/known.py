"""The leg that tells a nought from nothing reported: where a source that reports what is needed had any case at all."""

from __future__ import annotations

from dataclasses import replace

from sqlglot import exp

from analytics.asking.scope import Period
from analytics.catalogue import Model
from analytics.query.legs import each_period, kept, keys
from analytics.query.parts import before_end
from analytics.query.request import Request
from analytics.query.stock import flow, reporting_filters, running, starts_of


def known_name(name: str) -> str:
    """What the leg of a measure is called."""
    return f"{name}_known"


def known_leg(request: Request, model: Model, name: str) -> exp.Query:
    """Nought for every group in which such cases came in before the end of the period, by time before the end of each bucket."""
    if request.time_dimension:
        return _by_time(request, model, name)

    def rows(period: Period) -> exp.Select:
        came = exp.select().from_(exp.table_(model.table), copy=False)
        came = came.where(before_end(model.entered, period), *kept(model, period), *reporting_filters(request, model, name), copy=False)
        return came.select(*keys(request, model, ""), _nought(exp.Count(this=exp.Star()), name), copy=False)

    return each_period(request, rows)


def _by_time(request: Request, model: Model, name: str) -> exp.Query:
    unit, several = request.time_dimension, len(request.periods) > 1
    assert unit is not None
    parts: list[exp.Select] = []
    for number, period in enumerate(request.periods):
        one = replace(request, periods=(period,))
        came = flow(one, model, name, before_end(model.entered, period), exp.cast(exp.column(model.entered), "date"), 1)
        until = running(one, unit, came, starts_of(unit, period), name)
        listed = [*(exp.column(key) for key in request.by), _nought(exp.column(name), name)]
        part = exp.select(*listed, copy=False).from_(until.subquery("until", copy=False), copy=False)
        parts.append(part.select(exp.Literal.number(number).as_("period"), copy=False) if several else part)
    return exp.union(*parts, distinct=False, copy=False) if several else parts[0]


def _nought(cases: exp.Expr, name: str) -> exp.Expr:
    some = exp.GT(this=cases, expression=exp.Literal.number(0))
    return exp.Case().when(some, exp.Literal.number(0)).as_(name)
