"""The leg of a stock: what has entered before the end of a period and not left by its as-of."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pandas as pd
from sqlglot import exp, parse_one

from analytics.catalogue import Model
from analytics.query.legs import each_period, fold, keys
from analytics.query.parts import before_end, dimension_sql, filters, moment, named, truncated
from analytics.query.request import Request, RequestError
from analytics.scope import Period
from data.contracts.model import N_

MOST_BUCKETS = 5000
FEW = 4  # moments for which a count each, of the few rows still there, costs less than all entries and exits


def stock_leg(request: Request, model: Model, name: str) -> exp.Query:
    """Counted at each of a few moments; at many as entries less exits up to each, from one pass over either column."""
    if request.time_dimension:
        parts = [_by_time(replace(request, periods=(period,)), model, name) for period in request.periods]
        if len(parts) == 1:
            return parts[0]
        numbered = [part.select(exp.Literal.number(i).as_("period"), copy=False) for i, part in enumerate(parts)]
        return exp.union(*numbered, distinct=False, copy=False)
    moments = len({period.as_of for period in request.periods})
    if (moments > FEW or moments == 1 < len(request.periods)) and _in_step(request):
        return _by_period(request, model, name)

    def rows(period: Period) -> exp.Select:
        gone = parse_one(f"{model.left} IS NULL", dialect="duckdb")
        still = exp.paren(exp.or_(gone, exp.GT(this=exp.column(model.left), expression=moment(period.as_of))))
        present = (
            exp.select()
            .from_(exp.table_(model.table), copy=False)
            .where(before_end(model.entered, period), still, *filters(request, model), copy=False)
        )
        return present.select(*keys(request, model, ""), exp.Count(this=exp.Star()).as_(name), copy=False)

    return each_period(request, rows)


def _in_step(request: Request) -> bool:
    """A period that is judged later also ends later, so that what has entered or left for one has for all after it."""
    ordered = sorted(request.periods, key=lambda period: (period.as_of, period.end))
    return all(earlier.end <= later.end for earlier, later in pairwise(ordered))


def _by_time(request: Request, model: Model, name: str) -> exp.Select:
    unit, period = request.time_dimension, request.periods[0]
    assert unit is not None
    # What leaves at midnight sharp belongs to the moment that ends the day before, but not before its own entry.
    left = truncated(unit, f"greatest({model.left} - INTERVAL '1' MICROSECOND, {model.entered})")
    moments = _buckets(unit, period)
    # What had left before the first moment cancels out at every moment; a short window skips most of the rows by it.
    there = parse_one(f"({model.left} IS NULL OR {model.left} > {_first_moment(unit, period).sql('duckdb')})", dialect="duckdb")
    entries = _flow(request, model, exp.and_(before_end(model.entered, period), there), truncated(unit, model.entered), 1)
    exits = _flow(request, model, exp.and_(_gone(model, period, min(period.end, period.as_of)), there.copy()), left, -1)
    return _running(request, entries, exits, moments, ("bucket", unit), name)


def _by_period(request: Request, model: Model, name: str) -> exp.Select:
    ordered = sorted(enumerate(request.periods), key=lambda item: (item[1].as_of, item[1].end))
    last = ordered[-1][1]
    entered = _first_true([before_end(model.entered, period) for _, period in ordered])
    left = _first_true([_gone(model, period, period.as_of) for _, period in ordered])
    moments = _values("moments", ("bucket", "period"), [(str(k), str(i)) for k, (i, _) in enumerate(ordered)])
    entries = _flow(request, model, before_end(model.entered, last), entered, 1)
    if ordered[0][1].as_of == last.as_of:  # ages of what is there at one moment: nothing leaves between the periods
        there = parse_one(f"({model.left} IS NULL OR {model.left} > {moment(last.as_of).sql('duckdb')})", dialect="duckdb")
        entries = _flow(request, model, exp.and_(before_end(model.entered, last), there), entered, 1)
        return _running(request, entries, None, moments, ("period", "period"), name)
    exits = _flow(request, model, _gone(model, last, last.as_of), left, -1)
    return _running(request, entries, exits, moments, ("period", "period"), name)


def _flow(request: Request, model: Model, known: exp.Expr, bucket: exp.Expr, sign: int) -> exp.Select:
    change = exp.Count(this=exp.Star()) if sign > 0 else exp.Neg(this=exp.Count(this=exp.Star()))
    chosen = [*(named(dimension_sql(model, d, "", fold(request, d)), d) for d in _plain(request)), bucket.as_("bucket")]
    rows = (
        exp.select(*chosen, change.as_("change"), copy=False)
        .from_(exp.table_(model.table), copy=False)
        .where(known, *filters(request, model), copy=False)
    )
    return rows.group_by(*(exp.Literal.number(i + 1) for i in range(len(chosen))), copy=False)


def _running(
    request: Request, entries: exp.Select, exits: exp.Select | None, moments: exp.Expr, label: tuple[str, str], name: str
) -> exp.Select:
    """Entries less exits, if there are any, up to each moment."""
    flows = (exp.union(entries, exits, distinct=False, copy=False) if exits else entries).subquery("flows", copy=False)
    condition = exp.LTE(this=exp.column("bucket", table="flows"), expression=exp.column("bucket", table="moments"))
    groups = [exp.column(label[0], table="moments").as_(label[1]), *(exp.column(d, table="flows").as_(d) for d in _plain(request))]
    change = exp.Coalesce(this=exp.Sum(this=exp.column("change", table="flows")), expressions=[exp.Literal.number(0)])
    # A moment before any entry has a stock of nothing; by other dimensions there is no group then that could have it.
    kind = "" if _plain(request) else "left"
    rows = exp.select(*groups, exp.cast(change, "bigint").as_(name), copy=False).from_(moments, copy=False)
    rows = rows.join(flows, on=condition, join_type=kind, copy=False)
    return rows.group_by(*(exp.Literal.number(i + 1) for i in range(len(groups))), copy=False)


def _plain(request: Request) -> list[str]:
    return [dimension for dimension in request.by if dimension != request.time_dimension]


def _gone(model: Model, period: Period, until: datetime) -> exp.Expr:
    """Entered before the end and left: an exit counts only where its entry does."""
    left = exp.LTE(this=exp.column(model.left), expression=moment(until))
    return exp.and_(left, before_end(model.entered, period))


def _first_true(conditions: list[exp.Expr]) -> exp.Expr:
    """Number of the first condition that holds."""
    case = exp.Case()
    for k, condition in enumerate(conditions):
        case = case.when(condition, exp.Literal.number(k), copy=False)
    return case


FREQUENCIES = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q-DEC", "year": "Y-DEC"}


def _first_moment(unit: str, period: Period) -> exp.Expr:
    return moment(pd.Period(period.start, freq=FREQUENCIES[unit]).start_time.to_pydatetime())


def _buckets(unit: str, period: Period) -> exp.Expr:
    """Every start of a bucket in the window, so that a bucket without any row still has its stock."""
    # What enters at as-of counts; what enters at the end of the window does not.
    buckets = pd.period_range(period.start, min(period.end - timedelta.resolution, period.as_of), freq=FREQUENCIES[unit])
    if len(buckets) > MOST_BUCKETS:
        raise RequestError(
            N_("The window has {count} times a {unit}; at most {most} can be told apart. Choose a shorter window or a longer unit."),
            count=f"{len(buckets):,}",
            unit=unit,
            most=f"{MOST_BUCKETS:,}",
        )
    return _values("moments", ("bucket",), [(moment(start.to_pydatetime()).sql("duckdb"),) for start in buckets.start_time])


def _values(alias: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> exp.Expr:
    listed = ", ".join(f"({', '.join(row)})" for row in rows)
    query = parse_one(f"SELECT * FROM (VALUES {listed}) AS {alias}({', '.join(columns)})", dialect="duckdb")
    found = query.find(exp.Values)
    assert found is not None
    return found
