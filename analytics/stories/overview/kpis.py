"""The KPI row: value, change against the comparison and against noise, history, target."""

from __future__ import annotations

import math

import pandas as pd

from analytics.asking.coverage import sentence, share_told
from analytics.catalogue import CATALOGUE, Measure
from analytics.readings.comparable import why_not_compared
from analytics.readings.model import Kpi, Target
from analytics.readings.numbers import KPIS, PERIODS, Numbers
from analytics.readings.targets import aim_of, target
from analytics.statistics.change import between_periods, is_beyond, level_change, rate_change
from analytics.words.language import _
from analytics.words.wording import count, number

FEW = 10  # a day: below this the decimal matters


def kpis(numbers: Numbers, overdue: int | None) -> tuple[Kpi, ...]:
    """One card for each measure of the row."""
    return tuple(_kpi(numbers, CATALOGUE.measure(name), overdue) for name in KPIS)


def significance(numbers: Numbers, measure: Measure) -> float:
    """z of the change against the comparison; NaN where it cannot be told."""
    if numbers.compared is None:
        return math.nan
    now, then, earlier = numbers.current, numbers.compared, numbers.history.loc[1 : PERIODS - 1]
    if measure.is_rate:
        above, below = measure.above(now), measure.below(now)
        # Oldest first, so that the moving range compares neighbours in time.
        sigma = between_periods(earlier[above].fillna(0)[::-1].tolist(), earlier[below].fillna(0)[::-1].tolist())
        k1, n1, k0, n0 = (float(value) if pd.notna(value) else 0.0 for value in (now[above], now[below], then[above], then[below]))
        return rate_change(k1, n1, k0, n0, sigma)
    if pd.isna(now[measure.id]) or pd.isna(then[measure.id]):
        return math.nan
    counted = measure.unit == "cases"
    return level_change(float(now[measure.id]), float(then[measure.id]), _filled(earlier, measure)[::-1], counted=counted)


def _kpi(numbers: Numbers, measure: Measure, overdue: int | None) -> Kpi:
    value = _value(numbers.current, measure)
    before = None if numbers.compared is None else _value(numbers.compared, measure)
    history = tuple(_value(row, measure) for _period, row in numbers.history.loc[: PERIODS - 1][::-1].iterrows())
    return Kpi(
        measure_id=measure.id,
        label=_(measure.label),
        unit=measure.unit,
        value=value,
        change=None if value is None or before is None else value - before,
        significant=is_beyond(significance(numbers, measure)),
        better=measure.better,
        history=history,
        target=_overdue_target(overdue) if measure.id == "backlog" else target(measure, value),
        note=_note(numbers, measure, value),
        numerator=_part(numbers, measure.above(numbers.current)),
        denominator=_part(numbers, measure.below(numbers.current)),
        uncompared="" if value is None else why_not_compared(numbers),
        covered=share_told(numbers.coverage.get(measure.id)),
    )


def _value(row: pd.Series, measure: Measure) -> float | None:
    """A number, or None where there is none; a period before the data begin has no count, not a count of zero."""
    nothing_there = not row["received"] and (pd.isna(row["backlog"]) or not row["backlog"])
    empty = pd.isna(row[measure.id]) or (measure.unit == "cases" and nothing_there)
    return None if empty else float(row[measure.id])


def _filled(rows: pd.DataFrame, measure: Measure) -> list[float]:
    values = [_value(row, measure) for _period, row in rows.iterrows()]
    return [math.nan if value is None else value for value in values]


def _part(numbers: Numbers, name: str) -> float | None:
    return float(numbers.current[name]) if name and pd.notna(numbers.current[name]) else None


def _overdue_target(overdue: int | None) -> Target | None:
    aim = aim_of("overdue_backlog")
    if aim is None or overdue is None:
        return None
    if overdue <= aim:
        return Target("met", _("{count} overdue, as aimed").format(count=number(overdue)), count(aim, "cases"))
    return Target("missed", _("{count} overdue, aim {target}").format(count=number(overdue), target=number(aim)), count(aim, "cases"))


def _note(numbers: Numbers, measure: Measure, value: float | None) -> str:
    if value is None:
        if measure.id in numbers.coverage:
            return sentence(numbers.coverage[measure.id])
        reached = measure.id != "median_hours" or not numbers.current["received"]
        return _("No data in this period") if reached else _("Not reached in this period")
    if measure.id == "received":
        days = max(1, round((min(numbers.period.end, numbers.period.as_of) - numbers.period.start).total_seconds() / 86400))
        return _("{count} a day").format(count=count(value / days, "cases", 1 if value / days < FEW else 0))
    if measure.is_rate:
        above, below = measure.above(numbers.current), measure.below(numbers.current)
        return f"{number(_part(numbers, above))} / {number(_part(numbers, below))}"
    return _("No target set")
