"""The six numbers of the investment page."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics.asking.ask import ask
from analytics.catalogue import CATALOGUE
from analytics.readings.judged_pace import as_target
from analytics.readings.model import Kpi, Target
from analytics.stories.investment.money_year import amounts, is_change, is_comparable, pace, span
from analytics.stories.investment.numbers import Numbers
from analytics.words.language import _
from analytics.words.money import money, money_unit
from analytics.words.wording import number, percent

HISTORY = 12


def kpis(numbers: Numbers) -> tuple[Kpi, ...]:
    """Funds, their change, the target, contracts and what became of them."""
    goal, row, totals = numbers.against, numbers.money, numbers.totals
    return (
        _kpi(
            "inflow_this_year",
            goal.received if numbers.plan.months else None,
            span(numbers) if numbers.plan.months else _("No month is in yet"),
            change=_value(row["inflow_growth"]) if is_comparable(numbers) else None,
            significant=is_change(numbers),
            history=_funds(numbers),
        ),
        _kpi(
            "inflow_yoy",
            _value(row["inflow_yoy"]),
            _equal_months(numbers),
            parts=_pair(row["inflow_comparable"], row["inflow_year_before"]),
        ),
        _target(numbers),
        _kpi("signed", _value(totals["signed"]), _further(numbers), history=_signed(numbers)),
        _kpi(
            "performance_rate",
            _value(totals["performance_rate"]),
            _("Under construction or further {rate}").format(rate=percent(_value(totals["investment_start_rate"]))),
            parts=_("{landed} of {signed} signed").format(
                landed=number(totals["landed_of_signed"]), signed=number(totals["signed_to_date"])
            ),
        ),
        _kpi(
            "funding_rate",
            _value(totals["funding_rate"]),
            _("{amount} intended").format(amount=money(_value(totals["intended"]))),
            parts=_pair(totals["inflow_of_contracts"], totals["contracted"]),
        ),
    )


def _target(numbers: Numbers) -> Kpi:
    goal = numbers.against
    verdict = pace(numbers)
    target = as_target(verdict) if verdict else None
    value = goal.rate if numbers.plan.months else None
    parts = ""
    if goal.target is not None:
        parts = _("{pair}, planned {planned}").format(pair=_pair(goal.received, goal.target), planned=percent(goal.planned))
    return _kpi("target_rate", value, _("No target for the whole"), target=target, parts=parts)


def _kpi(
    name: str,
    value: float | None,
    note: str,
    *,
    change: float | None = None,
    significant: bool = False,
    history: tuple[float | None, ...] = (),
    target: Target | None = None,
    parts: str = "",
) -> Kpi:
    measure = CATALOGUE.measure(name)
    return Kpi(
        measure_id=name,
        label=_(measure.label),
        unit=measure.unit,
        value=value,
        change=change,
        significant=significant,
        better=measure.better,
        history=history,
        target=target,
        note=note,
        parts=parts,
    )


def _funds(numbers: Numbers) -> tuple[float, ...]:
    """Funds of the last twelve months, from the first of them that is on record."""
    history = amounts(numbers)
    last = pd.Period(year=numbers.plan.year, month=max(numbers.plan.months, 1), freq="M")
    known = numbers.monthly.index[numbers.monthly.notna()]
    return history[-min(len(history), (last - known.min()).n + 1) :] if history and len(known) else ()


def _signed(numbers: Numbers) -> tuple[float | None, ...]:
    """Projects signed in each of the last twelve months, the current one as far as it has gone."""
    last = pd.Timestamp(numbers.plan.last)
    first = (last - pd.DateOffset(months=HISTORY - 1)).replace(day=1)
    months = pd.period_range(first, last, freq="M")
    wide = replace(numbers.plan.projects, first=first.date())
    frame = ask(["signed"], by=["month"], scope=wide, principal=numbers.principal).frame
    found = frame.set_index(pd.PeriodIndex(frame["month"], freq="M"))["signed"].reindex(months).fillna(0)
    return tuple(float(value) for value in found)


def _further(numbers: Numbers) -> str:
    totals = numbers.totals
    return _("Landed {landed} · started {started} · producing {producing}").format(
        landed=number(totals["landed"]), started=number(totals["started"]), producing=number(totals["producing"])
    )


def _equal_months(numbers: Numbers) -> str:
    if pd.isna(numbers.money["inflow_yoy"]):
        return _("No year before to compare with")
    if not is_comparable(numbers):
        return _("Only districts with a year before")
    return _("Equal months, beyond their variation") if is_change(numbers) else _("Equal months, within their variation")


def _pair(above: float | None, below: float | None) -> str:
    if _value(above) is None and _value(below) is None:
        return ""
    unit = money_unit(_value(above), _value(below))
    return f"{unit.figure(_value(above))} / {unit.figure(_value(below))} {unit.name}"


def _value(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)
