"""The KPI row of services and visits: what is on offer at as-of, and what took place in the window."""

from __future__ import annotations

import math

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.catalogue import CATALOGUE, Measure
from analytics.readings.model import Kpi
from analytics.readings.targets import target
from analytics.statistics.change import between_periods, is_beyond, level_change, rate_change
from analytics.stories.services.cases import Reports
from analytics.stories.services.scopes import month_name, report_months
from analytics.words.language import _
from analytics.words.wording import number

OFFERED = ("at_most_one_visit_share", "online_share", "one_window_share", "time_compression")
HELD = ("activities", "coverage")
PERIODS = 12


def offered(scope: Scope, principal: Principal, period: Period) -> pd.Series:
    """The measures of all items together, at as-of."""
    return ask([*OFFERED, "service_items"], scope=scope, principal=principal, periods=[period]).frame.iloc[0]


def shares(whole: pd.Series) -> tuple[Kpi, ...]:
    """Shares of a full list against their targets: without noise, and without a history as lists seldom say since when."""
    return tuple(_offered(CATALOGUE.measure(name), whole) for name in OFFERED)


def taken_in(found: Reports, principal: Principal, period: Period, newest: pd.Timestamp) -> Kpi:
    """Cases of the months that the window touches, as far as they were reported."""
    measure = CATALOGUE.measure("service_cases")
    if found.last is None:
        return _kpi(measure, pd.DataFrame(columns=[measure.id]), None, _("No data in this period"))
    months = report_months(found.scope, period, found.last)
    assert months.first is not None and months.last is not None
    first, final = month_name(months.first), month_name(months.last)
    note = _("Report of {month}").format(month=first) if first == final else _("Reports {first} to {last}").format(first=first, last=final)
    frame, place = _over_time([measure.id], months, principal, newest)
    compared = months.comparison(newest.to_pydatetime())
    # Months before the first report are not months without a case.
    told = compared is not None and found.months[0] <= pd.Timestamp(compared.start)
    known = sum(pd.Timestamp(each.start) >= found.months[0] for each in months.history(PERIODS, newest.to_pydatetime()))
    return _kpi(measure, frame, place if told else None, note, known)


def held(scope: Scope, principal: Principal, newest: pd.Timestamp) -> tuple[Kpi, ...]:
    """Activities and the coverage of the plan in the window, with their history."""
    frame, place = _over_time(list(HELD), scope, principal, newest)
    activities, coverage = (CATALOGUE.measure(name) for name in HELD)
    now = frame.loc[0]
    found = now["activities_planned"]
    plan = _("No plan in this period") if not found or pd.isna(found) else _fraction(now, coverage)
    unplanned = now["activities"] - now["activities_done"]
    words = _("{count} without a plan").format(count=number(unplanned)) if unplanned else _("All of them planned")
    if not now["activities"] or pd.isna(now["activities"]):
        words = _("No activity in this period")
    return _kpi(activities, frame, place, words), _kpi(coverage, frame, place, plan)


def _over_time(measures: list[str], scope: Scope, principal: Principal, newest: pd.Timestamp) -> tuple[pd.DataFrame, int | None]:
    """One row per period, 0 the current one, and the place of the comparison among them."""
    periods = scope.history(PERIODS, newest.to_pydatetime())
    comparison = scope.comparison(newest.to_pydatetime())
    extra = [comparison] if comparison and comparison not in periods else []
    frame = ask(measures, scope=scope, principal=principal, periods=[*periods, *extra]).frame.set_index("period")
    frame = frame.reindex(range(PERIODS + len(extra)))
    return frame, None if comparison is None else (PERIODS if extra else periods.index(comparison))


def _offered(measure: Measure, row: pd.Series) -> Kpi:
    value = None if pd.isna(row[measure.id]) else float(row[measure.id])
    note = _("No items are listed here") if value is None else _("{count} items").format(count=number(row[measure.denominator]))
    if value is not None and measure.id != "time_compression":
        note = _("{part} of {count} items").format(part=number(row[measure.numerator]), count=number(row[measure.denominator]))
    aim = target(measure, value)
    parts, note = (note, "") if aim else ("", note)
    return Kpi(measure.id, _(measure.label), measure.unit, value, None, False, measure.better, (), aim, note, parts=parts)


def _kpi(measure: Measure, frame: pd.DataFrame, place: int | None, note: str, known: int = PERIODS) -> Kpi:
    """`known`: how many periods, counted back from the current one, have a record at all."""
    values = [_known(frame, n, measure) for n in range(min(len(frame), PERIODS))]
    value = values[0] if values else None
    before = None if place is None else _known(frame, place, measure)
    aim = target(measure, value)
    return Kpi(
        measure_id=measure.id,
        label=_(measure.label),
        unit=measure.unit,
        value=value,
        change=None if value is None or before is None else value - before,
        significant=place is not None and is_beyond(_significance(measure, frame, place, values)),
        better=measure.better,
        history=tuple(values[:known][::-1]),
        target=aim,
        note="" if aim else note,
        parts=note if aim else "",
        numerator=_part(frame, measure.numerator),
        denominator=_part(frame, measure.denominator),
    )


def _significance(measure: Measure, frame: pd.DataFrame, place: int, values: list[float | None]) -> float:
    if measure.is_rate:
        above, below = (frame[name].fillna(0).astype(float) for name in (measure.above(frame), measure.below(frame)))
        sigma = between_periods(above[1:PERIODS][::-1].tolist(), below[1:PERIODS][::-1].tolist())
        return rate_change(above[0], below[0], above[place], below[place], sigma)
    value, before = values[0], _known(frame, place, measure)
    if value is None or before is None:
        return math.nan
    earlier = [math.nan if each is None else each for each in values[1:][::-1]]
    return level_change(value, before, earlier, counted=True)


def _known(frame: pd.DataFrame, row: int, measure: Measure) -> float | None:
    """A period without a single record has no count rather than a count of zero."""
    value = frame.at[row, measure.id]
    empty = pd.isna(value) or (measure.id == "activities" and not value and not frame.at[row, "activities_planned"])
    return None if empty else float(value)


def _part(frame: pd.DataFrame, name: str) -> float | None:
    return float(frame.at[0, name]) if name and len(frame) and pd.notna(frame.at[0, name]) else None


def _fraction(row: pd.Series, measure: Measure) -> str:
    return f"{number(row[measure.numerator])} / {number(row[measure.denominator])}"
