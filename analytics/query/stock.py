"""The leg of a stock: what has entered before the end of a period and not left by then."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from sqlglot import exp, parse_one

from analytics.asking.buckets import FREQUENCIES, buckets
from analytics.asking.scope import Period
from analytics.catalogue import CATALOGUE, Model
from analytics.query.gaps import reporting_rows
from analytics.query.legs import each_period, fold, kept, keys
from analytics.query.parts import before_end, dimension_sql, filters, moment, named, still_there, truncated
from analytics.query.request import Request, RequestError
from data.contracts.model import N_

MOST_BUCKETS = 5000


def stock_leg(request: Request, model: Model, name: str, joined: str) -> exp.Query:
    """Counted at the end of each period by a scan; by time as entries less exits up to each of its moments.

    `joined` is when a row that is there becomes one of those counted: as it enters, or later, as when it becomes overdue.
    What does not count at as-of, a void row, has never been there: so what was there, less what left, is what is left.
    """
    if request.time_dimension:
        parts = [_by_time(replace(request, periods=(period,)), model, name, joined) for period in request.periods]
        if len(parts) == 1:
            return parts[0]
        numbered = [part.select(exp.Literal.number(i).as_("period"), copy=False) for i, part in enumerate(parts)]
        return exp.union(*numbered, distinct=False, copy=False)

    def rows(period: Period) -> exp.Select:
        present = (
            exp.select()
            .from_(exp.table_(model.table), copy=False)
            .where(*in_stock(model, period), *_joined(model, joined, period), *reporting_filters(request, model, name), copy=False)
        )
        return present.select(*keys(request, model, ""), exp.Count(this=exp.Star()).as_(name), copy=False)

    return each_period(request, rows)


def in_stock(model: Model, period: Period) -> list[exp.Expr]:
    """Conditions of the rows that are there at the end of a period, or at its as-of where that comes first."""
    return [before_end(model.entered, period), still_there(model.left, period.until), *kept(model, period)]


def reporting_filters(request: Request, model: Model, name: str) -> list[exp.Expr]:
    """Those of the filters, of sources that say when a case is gone."""
    return [*filters(request, model), *reporting_rows(request.gaps, model, CATALOGUE.needs(name))]


def _joined(model: Model, joined: str, period: Period) -> list[exp.Expr]:
    return [] if joined == model.entered else [exp.LT(this=exp.column(joined), expression=moment(period.until))]


def _by_time(request: Request, model: Model, name: str, joined: str) -> exp.Select:
    unit, period = request.time_dimension, request.periods[0]
    assert unit is not None
    # What had left before the first moment cancels out at every moment; a short window skips most of the rows by it.
    there = exp.GT(this=exp.column(model.left), expression=_first_moment(unit, period))
    entered = exp.and_(before_end(model.entered, period), *_joined(model, joined, period), *kept(model, period))
    since: exp.Expr = exp.column(model.entered)
    if joined != model.entered:  # what leaves before it would have joined never does
        entered = exp.and_(entered, exp.GT(this=exp.column(model.left), expression=exp.column(joined)))
        since = exp.Greatest(this=exp.column(model.entered), expressions=[exp.column(joined)])
    entries = flow(request, model, name, exp.and_(entered, there), exp.cast(since, "date"), 1)
    # An exit counts only where its entry does.
    left = exp.LTE(this=exp.column(model.left), expression=moment(period.until))
    exits = flow(request, model, name, exp.and_(left, entered.copy(), there.copy()), exp.cast(exp.column(model.leaving), "date"), -1)
    changes = exp.union(entries, exits, distinct=False, copy=False)
    return running(request, unit, changes, starts_of(unit, period), name)


def flow(request: Request, model: Model, name: str, known: exp.Expr, day: exp.Expr, sign: int) -> exp.Select:
    """The rows known of, counted by day as changes of the stock."""
    change = exp.Count(this=exp.Star()) if sign > 0 else exp.Neg(this=exp.Count(this=exp.Star()))
    chosen = [*(named(dimension_sql(model, d, "", fold(request, d)), d) for d in _plain(request)), day.as_("day")]
    rows = (
        exp.select(*chosen, change.as_("change"), copy=False)
        .from_(exp.table_(model.table), copy=False)
        .where(known, *reporting_filters(request, model, name), copy=False)
    )
    return rows.group_by(*(exp.Literal.number(i + 1) for i in range(len(chosen))), copy=False)


def running(request: Request, unit: str, changes: exp.Query, moments: exp.Expr, name: str) -> exp.Select:
    """The sum of the changes of the days up to the end of each bucket."""
    flows = changes.subquery("flows", copy=False)
    condition = exp.LTE(this=truncated(unit, "flows.day"), expression=exp.column("bucket", table="moments"))
    groups = [exp.column("bucket", table="moments").as_(unit), *(exp.column(d, table="flows").as_(d) for d in _plain(request))]
    change = exp.Coalesce(this=exp.Sum(this=exp.column("change", table="flows")), expressions=[exp.Literal.number(0)])
    # A moment before any entry has a stock of nothing; by other dimensions there is no group then that could have it.
    kind = "" if _plain(request) else "left"
    rows = exp.select(*groups, exp.cast(change, "bigint").as_(name), copy=False).from_(moments, copy=False)
    rows = rows.join(flows, on=condition, join_type=kind, copy=False)
    return rows.group_by(*(exp.Literal.number(i + 1) for i in range(len(groups))), copy=False)


def _plain(request: Request) -> list[str]:
    return [dimension for dimension in request.by if dimension != request.time_dimension]


def _first_moment(unit: str, period: Period) -> exp.Expr:
    return moment(pd.Period(period.start, freq=FREQUENCIES[unit]).start_time.to_pydatetime())


def starts_of(unit: str, period: Period) -> exp.Expr:
    """Every start of a bucket in the window, so that a bucket without any row still has its stock."""
    found = buckets(unit, period)
    if len(found) > MOST_BUCKETS:
        raise RequestError(
            N_("The window has {count} times a {unit}; at most {most} can be told apart. Choose a shorter window or a longer unit."),
            count=f"{len(found):,}",
            unit=unit,
            most=f"{MOST_BUCKETS:,}",
        )
    return _values("moments", ("bucket",), [(moment(start.to_pydatetime()).sql("duckdb"),) for start in found.start_time])


def _values(alias: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> exp.Expr:
    listed = ", ".join(f"({', '.join(row)})" for row in rows)
    query = parse_one(f"SELECT * FROM (VALUES {listed}) AS {alias}({', '.join(columns)})", dialect="duckdb")
    found = query.find(exp.Values)
    assert found is not None
    return found
