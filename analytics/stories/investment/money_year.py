"""The funds of the year: the headline, the running sum against its target, the months against those of the year before."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from scipy.stats import ttest_rel

from analytics.readings.judged_pace import standing
from analytics.shapes.funds import EqualMonths, TargetCurve
from analytics.shapes.panel import Panel
from analytics.shapes.parts import Verdict
from analytics.shapes.table import Column, Table
from analytics.stories.investment.numbers import Numbers
from analytics.words.language import _
from analytics.words.money import money
from analytics.words.wording import percent, points_apart, signed
from data.contracts.investment import PHASINGS

FEWEST = 3  # months before their differences tell anything of chance
LEVEL = 0.05
MONTHS = 12


def curve(numbers: Numbers) -> Panel[TargetCurve]:
    """Without a picture where no month is in."""
    if not numbers.plan.months:
        return _curve_panel(_("No month is in yet"), None)
    running, goal, verdict = tuple(pd.Series(_this_year(numbers)).cumsum().round(2)), numbers.against, pace(numbers)
    if goal.target is None or goal.rate is None or verdict is None:
        return _curve_panel(_("Received so far {amount}").format(amount=money(running[-1])), TargetCurve(running))
    title = _("{rate} of the target, {pace}").format(rate=percent(goal.rate), pace=verdict.words)
    return _curve_panel(title, TargetCurve(running, numbers.phased, goal.target, verdict, phasing(numbers)))


def _curve_panel(title: str, found: TargetCurve | None) -> Panel[TargetCurve]:
    received, planned = (found.received, found.planned or ()) if found else ((), ())
    columns = (Column(_("Received so far"), _of_year(received), "wan"), Column(_("Planned so far"), _of_year(planned), "wan"))
    measures = ("inflow_this_year", "target_rate", "time_rate")
    return Panel("curve", title, Table((_numbered(), *columns)), found, measures=measures)


def months(numbers: Numbers) -> Panel[EqualMonths]:
    """Without a picture where no month is in; the year before only where it has any."""
    year = numbers.plan.year
    if not numbers.plan.months:
        return _months_panel(_("No month is in yet"), year, None)
    now, before = _this_year(numbers), _year_before(numbers)
    if before is None:
        return _months_panel(_("No year before to compare with"), year, EqualMonths(year, now))
    if not is_comparable(numbers):
        found = EqualMonths(year, now, before, remark=partly(numbers))
        return _months_panel(_("The record of the year before is not complete"), year, found)
    higher = sum(a > b for a, b in zip(now, before, strict=False))
    title = _("{higher} of {count} months above the year before").format(higher=higher, count=len(now))
    remark = _("Equal months: {amount} against {before}, {change}").format(
        amount=money(sum(now)), before=money(sum(before[: len(now)])), change=yoy_text(numbers)
    )
    return _months_panel(title, year, EqualMonths(year, now, before, True, remark if yoy_text(numbers) else ""))


def _months_panel(title: str, year: int, found: EqualMonths | None) -> Panel[EqualMonths]:
    now, before = (found.now, found.before or ()) if found else ((), ())
    columns = (Column(str(year), _of_year(now), "wan"), Column(str(year - 1), _of_year(before), "wan"))
    return Panel("months", title, Table((_numbered(), *columns)), found, measures=("inflow", "inflow_yoy"))


def _numbered() -> Column:
    return Column(_("Month"), tuple(range(1, MONTHS + 1)), "count")


def _of_year(values: Sequence[float]) -> tuple[float | None, ...]:
    """For each month of the year, None where it is not in."""
    return tuple(values[month] if month < len(values) else None for month in range(MONTHS))


def partly(numbers: Numbers) -> str:
    """The change of the districts that can be compared at all; empty where none can."""
    row = numbers.money
    if pd.isna(row["inflow_yoy"]) or pd.isna(row["inflow_comparable"]):
        return ""
    return _("Districts with a year before: {amount} against {before}, {change}").format(
        amount=money(row["inflow_comparable"]),
        before=money(row["inflow_year_before"]),
        change=f"{signed(float(row['inflow_yoy']) * 100, 1)}%",
    )


def is_change(numbers: Numbers) -> bool:
    """Whether the months differ from those of the year before by more than they vary: a paired t-test of equal months."""
    now, before = _this_year(numbers), _year_before(numbers)
    if before is None or len(now) < FEWEST or not is_comparable(numbers):
        return False
    differences = [a - b for a, b in zip(now, before, strict=False)]
    if len(set(differences)) == 1:
        return differences[0] != 0
    return bool(ttest_rel(now, before[: len(now)]).pvalue < LEVEL)


def is_comparable(numbers: Numbers) -> bool:
    """Whether all the funds of the year come from districts whose record holds the same months of the year before."""
    return bool(numbers.money["inflow_comparable"] == numbers.money["inflow"])


def span(numbers: Numbers) -> str:
    """2021 年 1–4 月."""
    if numbers.plan.months == 1:
        return _("January {year}").format(year=numbers.plan.year)
    return _("Months 1–{last} of {year}").format(last=numbers.plan.months, year=numbers.plan.year)


def yoy_text(numbers: Numbers) -> str:
    """+17.0%; empty where the year before has nothing to compare with."""
    value = numbers.money["inflow_yoy"]
    return "" if pd.isna(value) or not is_comparable(numbers) else f"{signed(float(value) * 100, 1)}%"


def pace(numbers: Numbers) -> Verdict | None:
    """How the year stands to its plan; None without a target."""
    goal = numbers.against
    if goal.rate is None or goal.planned is None or not numbers.plan.months:
        return None
    lead = goal.rate - goal.planned
    state = standing(lead)
    if state == "even":
        return Verdict(state, _("about on plan"))
    text = _("{points} ahead of plan") if state == "ahead" else _("{points} behind plan")
    return Verdict(state, text.format(points=points_apart(lead)))


def phasing(numbers: Numbers) -> str:
    """How the target is phased; several ways where the parts differ."""
    return _(", ").join(_(PHASINGS[name]) for name in numbers.against.phasings)


def amounts(numbers: Numbers, count: int = MONTHS) -> tuple[float, ...]:
    """Funds of the last months that are in, oldest first, from the first of them on."""
    last = pd.Period(year=numbers.plan.year, month=max(numbers.plan.months, 1), freq="M")
    index = pd.period_range(end=last, periods=count, freq="M")
    return tuple(numbers.monthly.reindex(index).fillna(0.0)) if numbers.plan.months else ()


def _this_year(numbers: Numbers) -> tuple[float, ...]:
    return amounts(numbers, numbers.plan.months) if numbers.plan.months else ()


def _year_before(numbers: Numbers) -> tuple[float, ...] | None:
    index = pd.period_range(f"{numbers.plan.year - 1}-01", periods=12, freq="M")
    found = numbers.monthly.reindex(index)
    return tuple(found.fillna(0.0)) if found.notna().any() else None
