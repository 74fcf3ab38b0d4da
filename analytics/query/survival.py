"""The legs of time to resolution: a Kaplan–Meier curve in the engine, and the quantiles read from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlglot import exp, parse_one

from analytics.catalogue import CATALOGUE, Model
from analytics.query.legs import cohort, each_period, keys
from analytics.query.parts import moment
from analytics.query.request import Request
from analytics.scope import Period

HALF_A_STEP = 1e-9  # products of ratios are compared with a quantile


def survival_legs(request: Request, model: Model, names: Iterable[str]) -> list[tuple[str, exp.Query]]:
    """The curve in three steps, and its quantiles.

    Waits are counted by the minute; S(t) is the product of 1 − ended/at risk over the minutes up to t.
    Kaplan, E. L. & Meier, P. (1958), Nonparametric estimation from incomplete observations. JASA 53.
    """
    labels = [*(["period"] if len(request.periods) > 1 else []), *request.by]
    listed = "".join(f"{label}, " for label in labels)
    part = f"PARTITION BY {', '.join(labels)} " if labels else ""
    at_risk = f"SELECT {listed}minute, ended, sum(leaving) OVER ({part}ORDER BY minute DESC) AS at_risk FROM waits"
    curve = (
        f"SELECT {listed}minute, exp(sum(CASE WHEN ended = at_risk THEN -1e9 ELSE ln(1 - ended / at_risk) END) "
        f"OVER ({part}ORDER BY minute)) AS surviving FROM at_risk"
    )
    reads = [
        f"min(minute) FILTER (WHERE surviving <= {1 - float(CATALOGUE.measure(name).sql) + HALF_A_STEP:.9f}) / 60 AS {name}"
        for name in names
    ]
    source = "curve"
    if labels == ["period"]:  # a period without any ticket has its row too
        numbers = ", ".join(f"({i})" for i in range(len(request.periods)))
        source = f"(VALUES {numbers}) AS periods(period) LEFT JOIN curve USING (period)"
    quantiles = f"SELECT {listed}{', '.join(reads)} FROM {source}" + (f" GROUP BY {', '.join(labels)}" if labels else "")
    return [("waits", _waits(request, model)), ("at_risk", _parsed(at_risk)), ("curve", _parsed(curve)), ("quantiles", _parsed(quantiles))]


def _waits(request: Request, model: Model) -> exp.Query:
    """How many waits of each length in minutes ended or were broken off at as-of."""

    def rows(period: Period) -> exp.Select:
        ended = exp.LTE(this=exp.column(model.ended), expression=moment(period.as_of))
        second = int((period.as_of - datetime(1970, 1, 1)).total_seconds())
        followed = exp.Sub(this=exp.Literal.number(second), expression=exp.column(model.began_second))
        waited = exp.Case().when(ended, exp.column(model.waited_seconds)).else_(followed)
        minute = exp.cast(exp.Ceil(this=exp.Div(this=exp.paren(waited), expression=exp.Literal.number("60.0"))), "bigint").as_("minute")
        counted = exp.Filter(this=exp.Count(this=exp.Star()), expression=exp.Where(this=ended.copy())).as_("ended")
        every = exp.Count(this=exp.Star()).as_("leaving")
        return cohort(request, model, model.time, period).select(*keys(request, model, model.time), minute, counted, every, copy=False)

    return each_period(request, rows, extra_keys=1)


def _parsed(sql: str) -> exp.Query:
    tree = parse_one(sql, dialect="duckdb")
    assert isinstance(tree, exp.Query)
    return tree
