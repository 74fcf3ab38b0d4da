"""Time to resolution: a Kaplan–Meier curve in the engine, the quantiles read from it, and the curve itself at fixed minutes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sqlglot import exp

from analytics.asking.scope import Period
from analytics.catalogue import CATALOGUE, Clock, Model
from analytics.query.gaps import reporting_rows
from analytics.query.legs import cohort, each_period, keys
from analytics.query.parts import moment, parsed, second
from analytics.query.request import Request

HALF_A_STEP = 1e-9  # products of ratios are compared with a quantile


def survival_legs(request: Request, model: Model, names: Iterable[str]) -> list[tuple[str, exp.Query]]:
    """The curve in steps, as far as its quantiles need it, and the quantiles.

    Waits are counted by the minute; S(t) is the product of 1 − ended/at risk over the minutes up to t.
    Kaplan, E. L. & Meier, P. (1958), Nonparametric estimation from incomplete observations. JASA 53.

    No curve lies above 1 − ended up to t/all, which broken off waits never lower: the hour by which that has come down to
    the last quantile is the horizon, and the few minutes up to it are all that is sorted.
    """
    labels = _labels(request)
    listed = _listed(labels)
    part = _part(labels)
    quantile = {name: float(CATALOGUE.measure(name).sql) for name in names}
    places = ", ".join(str(i + 1) for i in range(len(labels) + 1))
    hours = (
        f"SELECT {listed}minute // 60 AS hour, sum(sum(ended)) OVER ({part}ORDER BY minute // 60) AS ended, "
        f"sum(sum(leaving)) OVER ({part.strip()}) AS every FROM waits GROUP BY {places}"
    )
    reached = f"min(hour) FILTER (WHERE ended >= {max(quantile.values())} * every)"
    horizon = f"SELECT {listed}any_value(every) AS every, {reached} AS hour FROM hours{_grouped(labels)}"
    same = " AND ".join(f"waits.{label} IS NOT DISTINCT FROM horizon.{label}" for label in labels)
    at_risk = (
        f"SELECT {''.join(f'waits.{label}, ' for label in labels)}minute, ended, "
        f"every - sum(leaving) OVER ({_part([f'waits.{label}' for label in labels])}ORDER BY minute) + leaving AS at_risk "
        f"FROM waits JOIN horizon ON {same or 'true'} WHERE hour IS NULL OR minute < 60 * (hour + 1)"
    )
    curve = f"SELECT {listed}minute, {_surviving(part)} FROM at_risk"
    reads = [f"min(minute) FILTER (WHERE surviving <= {1 - quantile[name] + HALF_A_STEP:.9f}) / 60 AS {name}" for name in names]
    source = "curve"
    if labels == ["period"]:  # a period without any ticket has its row too
        numbers = ", ".join(f"({i})" for i in range(len(request.periods)))
        source = f"(VALUES {numbers}) AS periods(period) LEFT JOIN curve USING (period)"
    quantiles = f"SELECT {listed}{', '.join(reads)} FROM {source}{_grouped(labels)}"
    steps = {"hours": hours, "horizon": horizon, "at_risk": at_risk, "curve": curve, "quantiles": quantiles}
    return [("waits", _waits(request, model)), *((name, _parsed(sql)) for name, sql in steps.items())]


@lru_cache(maxsize=256)
def survival_curve(request: Request, step: int, last: int) -> str:
    """The SQL of the curve: one row per [period], dimensions and multiple of `step` minutes before which anything ends or is broken off.

    `minute` is that multiple, empty for all that lies after `last`. `surviving` S(t) and `spread` Σ d/(n(n−d)) hold at it, `waiting`
    cases are still followed after it, `ended` and `leaving` are those since the step before. `half` and `most` are the first minutes by
    which half and nine in ten are resolved, where they lie in the step.
    Greenwood, M. (1926), The errors of sampling of the survivorship tables.
    """
    model = CATALOGUE.model_of(request.measures[0])
    labels = _labels(request)
    listed = _listed(labels)
    part = _part(labels)
    at_risk = (
        f"SELECT {listed}minute, CAST(ended AS DOUBLE) AS ended, CAST(leaving AS DOUBLE) AS leaving, "
        f"sum(CAST(leaving AS DOUBLE)) OVER ({part}ORDER BY minute DESC) AS at_risk FROM waits"
    )
    spread = f"sum(CASE WHEN ended < at_risk THEN ended / (at_risk * (at_risk - ended)) END) OVER ({part}ORDER BY minute) AS spread"
    curve = f"SELECT {listed}minute, ended, leaving, at_risk - leaving AS waiting, {_surviving(part)}, {spread} FROM at_risk"
    quantiles = ", ".join(
        f"min(curve.minute) FILTER (WHERE surviving <= {left + HALF_A_STEP:.9f}) AS {name}" for name, left in (("half", 0.5), ("most", 0.1))
    )
    places = ", ".join(str(i + 1) for i in range(len(labels) + 1))
    read = (
        f"SELECT {listed}CASE WHEN curve.minute <= {last} THEN ceil(curve.minute / {step}) * {step} END AS minute, "
        "min(surviving) AS surviving, max(spread) AS spread, min(waiting) AS waiting, "
        f"sum(ended) AS ended, sum(leaving) AS leaving, {quantiles} FROM curve GROUP BY {places} ORDER BY {places}"
    )
    final = _parsed(read)
    for name, select in (("waits", _waits(request, model)), ("at_risk", _parsed(at_risk)), ("curve", _parsed(curve))):
        final = final.with_(name, as_=select, copy=False)
    return final.sql(dialect="duckdb", pretty=True)


def _labels(request: Request) -> list[str]:
    return [*(["period"] if len(request.periods) > 1 else []), *request.by]


def _listed(labels: list[str]) -> str:
    return "".join(f"{label}, " for label in labels)


def _part(labels: list[str]) -> str:
    return f"PARTITION BY {', '.join(labels)} " if labels else ""


def _grouped(labels: list[str]) -> str:
    return f" GROUP BY {', '.join(labels)}" if labels else ""


def _surviving(part: str) -> str:
    return f"exp(sum(CASE WHEN ended = at_risk THEN -1e9 ELSE ln(1 - ended / at_risk) END) OVER ({part}ORDER BY minute)) AS surviving"


def _waits(request: Request, model: Model) -> exp.Query:
    """How many waits of each length in minutes ended or were broken off at as-of."""

    def rows(period: Period) -> exp.Select:
        ended = exp.LTE(this=exp.column(model.ended), expression=moment(period.as_of))
        followed = exp.Sub(this=exp.Literal.number(second(period.as_of)), expression=exp.column(model.began_second))
        waited = exp.Case().when(ended, exp.column(model.waited_seconds)).else_(followed)
        minute = exp.cast(exp.Ceil(this=exp.Div(this=exp.paren(waited), expression=exp.Literal.number("60.0"))), "bigint").as_("minute")
        counted = exp.Filter(this=exp.Count(this=exp.Star()), expression=exp.Where(this=ended.copy())).as_("ended")
        every = exp.Count(this=exp.Star()).as_("leaving")
        needs = CATALOGUE.needs(next(name for name in request.aggregates if CATALOGUE.measure(name).clock == Clock.SURVIVAL))
        timed = [parsed(model.followed)] if model.followed else []
        known = cohort(request, model, model.time, period).where(*timed, *reporting_rows(request.gaps, model, needs), copy=False)
        return known.select(*keys(request, model, model.time), minute, counted, every, copy=False)

    return each_period(request, rows, extra_keys=1)


def _parsed(sql: str) -> exp.Query:
    tree = parsed(sql)
    assert isinstance(tree, exp.Query)
    return tree
