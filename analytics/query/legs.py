"""One SELECT for each model and clock: the aggregates of a request, grouped by its periods and dimensions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlglot import exp, parse_one

from analytics.catalogue import CATALOGUE, Model
from analytics.query.parts import before_end, dimension_sql, filters, in_window, moment, named, parse, truncated
from analytics.query.request import Request
from analytics.scope import Period

AS_OF = exp.column("as_of")
PERIOD = exp.column("period")
HALF_A_STEP = 1e-9  # products of ratios are compared with a quantile


def event_leg(request: Request, model: Model, time: str, names: Iterable[str]) -> exp.Select:
    """Aggregates over the rows whose time lies in the window."""
    rows, as_of = cohort(request, model, time)
    aggregates = [parse(CATALOGUE.measure(name).sql, model, as_of).as_(name) for name in names]
    return _grouped(rows.select(*keys(request, model, time), *aggregates), request)


def state_leg(request: Request, model: Model, names: Iterable[str]) -> exp.Select:
    """Aggregates over the rows that are valid at as-of."""
    many = len(request.periods) > 1
    as_of = AS_OF if many else moment(request.periods[0].as_of)
    rows = exp.select().from_(model.table)
    if many:
        rows = rows.join(_moments((i, period.as_of) for i, period in enumerate(request.periods)), join_type="cross")
    kept = [parse(model.keep, model, as_of)] if model.keep else []
    aggregates = [parse(CATALOGUE.measure(name).sql, model, as_of).as_(name) for name in names]
    rows = rows.where(*kept, *filters(request, model))
    return _grouped(rows.select(*keys(request, model, ""), *aggregates), request)


def stock_leg(request: Request, model: Model, name: str) -> exp.Select:
    """Rows that have entered before the end and not left by as-of."""
    if len(request.periods) == 1 and not request.time_dimension:
        period = request.periods[0]
        gone = parse_one(f"{model.left} IS NULL", dialect="duckdb")
        still = exp.paren(exp.or_(gone, exp.GT(this=exp.column(model.left), expression=moment(period.as_of))))
        rows = exp.select().from_(model.table).where(before_end(model.entered, period), still, *filters(request, model))
        return _grouped(rows.select(*keys(request, model, ""), exp.Count(this=exp.Star()).as_(name)), request)
    return _running_stock(request, model, name)


def _running_stock(request: Request, model: Model, name: str) -> exp.Select:
    """The stock at several moments: entries less exits up to each, from one pass over either column."""
    plain = [dimension for dimension in request.by if dimension != request.time_dimension]
    last = max(request.periods, key=lambda period: period.as_of)

    def flow(column: str, known: exp.Expression, bucket: exp.Expression, sign: int) -> exp.Select:
        change = exp.Count(this=exp.Star()) if sign > 0 else exp.Neg(this=exp.Count(this=exp.Star()))
        chosen = [*(named(dimension_sql(model, d, "", _fold(request, d)), d) for d in plain), bucket.as_("bucket")]
        rows = exp.select(*chosen, change.as_("change")).from_(model.table).where(known, *filters(request, model))
        return rows.group_by(*(exp.Literal.number(i + 1) for i in range(len(chosen))))

    left_known = exp.LTE(this=exp.column(model.left), expression=moment(last.as_of))
    if unit := request.time_dimension:
        entries = flow(model.entered, before_end(model.entered, last), truncated(unit, model.entered), 1)
        # What leaves at midnight sharp belongs to the moment that ends the day before.
        exits = flow(model.left, left_known, truncated(unit, f"{model.left} - INTERVAL '1' MICROSECOND"), -1)
        moments = _buckets(unit, request.periods[0])
        labels = [exp.column("bucket", table="moments").as_(unit)]
    else:
        ordered = sorted(enumerate(request.periods), key=lambda item: item[1].as_of)
        entries = flow(model.entered, before_end(model.entered, last), _first_moment(model.entered, ordered, entering=True), 1)
        exits = flow(model.left, left_known, _first_moment(model.left, ordered, entering=False), -1)
        moments = _values("moments", ("bucket", "period"), [(str(k), str(i)) for k, (i, _) in enumerate(ordered)])
        labels = [exp.column("period", table="moments").as_("period")]
    flows = exp.union(entries, exits, distinct=False).subquery("flows")
    condition = exp.LTE(this=exp.column("bucket", table="flows"), expression=exp.column("bucket", table="moments"))
    groups = [*labels, *(exp.column(d, table="flows").as_(d) for d in plain)]
    stock = exp.cast(exp.Sum(this=exp.column("change", table="flows")), "bigint").as_(name)
    rows = exp.select(*groups, stock).from_(moments).join(flows, on=condition)
    return rows.group_by(*(exp.Literal.number(i + 1) for i in range(len(groups))))


def _first_moment(column: str, ordered: list[tuple[int, Period]], *, entering: bool) -> exp.Expression:
    """Number of the first moment at which an entry (or an exit) has happened."""
    case = exp.Case()
    for k, (_, period) in enumerate(ordered):
        known = before_end(column, period) if entering else exp.LTE(this=exp.column(column), expression=moment(period.as_of))
        case = case.when(known, exp.Literal.number(k))
    return case


def survival_legs(request: Request, model: Model, names: Iterable[str]) -> list[tuple[str, exp.Select]]:
    """The Kaplan–Meier curve in three steps, and the quantiles read from it.

    Waits are counted by the minute; S(t) is the product of 1 − ended/at risk over the minutes up to t.
    """
    rows, as_of = cohort(request, model, model.time)
    ended = exp.LTE(this=exp.column(model.ended), expression=as_of.copy())
    followed = exp.Sub(this=_seconds(as_of, request), expression=exp.column(model.began_second))
    waited = exp.Case().when(ended.copy(), exp.column(model.waited_seconds)).else_(followed)
    minute = exp.cast(exp.Ceil(this=exp.Div(this=exp.paren(waited), expression=exp.Literal.number("60.0"))), "bigint").as_("minute")
    counted = exp.Filter(this=exp.Count(this=exp.Star()), expression=exp.Where(this=ended.copy())).as_("ended")
    groups = keys(request, model, model.time)
    waits = rows.select(*groups, minute, counted, exp.Count(this=exp.Star()).as_("leaving"))
    waits = waits.group_by(*(exp.Literal.number(i + 1) for i in range(len(groups) + 1)))

    labels = [key.alias_or_name for key in groups]
    listed = "".join(f"{label}, " for label in labels)
    part = f"PARTITION BY {', '.join(labels)} " if labels else ""
    risk = parse_one(f"SELECT {listed}minute, ended, sum(leaving) OVER ({part}ORDER BY minute DESC) AS at_risk FROM waits", dialect="duckdb")
    curve = parse_one(
        f"SELECT {listed}minute, exp(sum(CASE WHEN ended = at_risk THEN -1e9 ELSE ln(1 - ended / at_risk) END) "
        f"OVER ({part}ORDER BY minute)) AS surviving FROM at_risk WHERE ended > 0",
        dialect="duckdb",
    )
    quantiles = exp.select(*labels).from_("curve")
    for name in names:
        level = 1 - float(CATALOGUE.measure(name).sql) + HALF_A_STEP
        read = parse_one(f"min(minute) FILTER (WHERE surviving <= {level:.9f}) / 60", dialect="duckdb")
        quantiles = quantiles.select(read.as_(name))
    if labels:
        quantiles = quantiles.group_by(*labels)
    return [("waits", waits), ("at_risk", _select(risk)), ("curve", _select(curve)), ("quantiles", quantiles)]


def cohort(request: Request, model: Model, time: str) -> tuple[exp.Select, exp.Expression]:
    """Rows in any of the periods and the expression of their as-of; several periods share one scan.

    Rows between the periods form a group without a number, which ask() drops: dropping them here costs a third more time.
    """
    if len(request.periods) == 1:
        period = request.periods[0]
        as_of = moment(period.as_of)
        kept = [parse(model.keep, model, as_of)] if model.keep else []
        return exp.select().from_(model.table).where(in_window(time, period), *kept, *filters(request, model)), as_of
    number, as_of_case = exp.Case(), exp.Case()
    ordered = sorted(enumerate(request.periods), key=lambda item: item[1].start, reverse=True)
    for place, (i, period) in enumerate(ordered):
        began: exp.Expression = exp.GTE(this=exp.column(time), expression=moment(period.start))
        if period.as_of < period.end or (place and period.end < ordered[place - 1][1].start):  # rows up to the next period count nowhere
            began = exp.and_(began, before_end(time, period))
        number = number.when(began, exp.Literal.number(i))
        as_of_case = as_of_case.when(began.copy(), moment(period.as_of))
    reach = exp.and_(
        exp.GTE(this=exp.column(time), expression=moment(ordered[-1][1].start)),
        exp.LT(this=exp.column(time), expression=moment(ordered[0][1].end)),
    )
    rows = exp.select(exp.Star(), number.as_("period"), as_of_case.as_("as_of")).from_(model.table).where(reach, *filters(request, model))
    kept = [parse(model.keep, model, AS_OF)] if model.keep else []
    outer = exp.select().from_(rows.subquery("cohort")).where(*kept)
    return outer, AS_OF


def keys(request: Request, model: Model, time: str) -> list[exp.Expression]:
    """What a leg groups by: the period where there are several, then the dimensions."""
    found: list[exp.Expression] = [PERIOD.copy()] if len(request.periods) > 1 else []
    return found + [named(dimension_sql(model, name, time, _fold(request, name)), name) for name in request.by]


def _fold(request: Request, name: str) -> tuple[str, ...] | None:
    return request.fold if request.fold is not None and name == request.by[0] else None


def _grouped(rows: exp.Select, request: Request) -> exp.Select:
    count = len(request.by) + (len(request.periods) > 1)
    return rows.group_by(*(exp.Literal.number(i + 1) for i in range(count))) if count else rows


def _seconds(as_of: exp.Expression, request: Request) -> exp.Expression:
    def second(value: datetime) -> exp.Expression:
        return exp.Literal.number(int((value - datetime(1970, 1, 1)).total_seconds()))

    if len(request.periods) == 1:
        return second(request.periods[0].as_of)
    case = exp.Case(this=PERIOD.copy())
    for i, period in enumerate(request.periods):
        case = case.when(exp.Literal.number(i), second(period.as_of))
    return exp.paren(case)


def _moments(pairs: Iterable[tuple[int, datetime]]) -> exp.Expression:
    return _values("moments", ("period", "as_of"), [(str(i), moment(value).sql("duckdb")) for i, value in pairs])


def _buckets(unit: str, period: Period) -> exp.Expression:
    """Every start of a bucket in the window, so that a bucket without any row still has its stock."""
    import pandas as pd

    frequency = {"day": "D", "week": "W-MON", "month": "MS", "quarter": "QS", "year": "YS"}[unit]
    until = min(period.end, period.as_of)
    starts = pd.date_range(pd.Timestamp(period.start) - pd.DateOffset(days=366), until, freq=frequency, inclusive="left")
    inside = [start for start, following in zip(starts, [*starts[1:], pd.Timestamp(until)], strict=True) if following > period.start]
    return _values("moments", ("bucket",), [(moment(start.to_pydatetime().replace(hour=0, minute=0)).sql("duckdb"),) for start in inside])


def _values(alias: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> exp.Expression:
    listed = ", ".join(f"({', '.join(row)})" for row in rows)
    query = parse_one(f"SELECT * FROM (VALUES {listed}) AS {alias}({', '.join(columns)})", dialect="duckdb")
    found = query.find(exp.Values)
    assert found is not None
    return found


def _select(tree: exp.Expression) -> exp.Select:
    assert isinstance(tree, exp.Select)
    return tree
