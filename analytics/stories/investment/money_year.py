"""The funds of the year: the headline, the running sum against its target, the months against those of the year before."""

from __future__ import annotations

import pandas as pd
from scipy.stats import ttest_rel

from analytics.engines.duckdb import newest
from analytics.readings.judged_pace import ON_PLAN, judged
from analytics.stories.investment.model import Curve, Months
from analytics.stories.investment.numbers import Numbers
from analytics.words.language import CHINESE, _, language
from analytics.words.marks import bold
from analytics.words.money import money, money_unit
from analytics.words.wording import number, percent, points, signed
from data.contracts.investment import PHASINGS

FEWEST = 3  # months before their differences tell anything of chance
LEVEL = 0.05
MONTHS = 12
_SIGNS = {"ahead": "✓ ", "near": "", "behind": "✕ "}


def headline(numbers: Numbers) -> str:
    """Months, funds, change against the same months, and whether that is on schedule."""
    if not numbers.plan.months:
        return _("No month of {year} has been reported yet").format(year=numbers.plan.year)
    amount = money(numbers.against.received)
    words = {"span": span(numbers), "amount": amount, "change": yoy_text(numbers), "pace": curve_words(numbers)}
    if not numbers.against.received:
        return _("No funds received in {span}").format(**words)
    if words["change"] and words["pace"]:
        return _("{span}: {amount} received, {change} on a year before, {pace}").format(**words)
    if words["pace"]:
        return _("{span}: {amount} received, {pace}").format(**words)
    if words["change"]:
        return _("{span}: {amount} received, {change} on a year before").format(**words)
    return _("{span}: {amount} received").format(**words)


def support(numbers: Numbers) -> str:
    """The target, how it is phased, whether the change is more than the months vary anyway, and the projects."""
    goal, parts = numbers.against, []
    if goal.target is not None and goal.rate is not None and numbers.plan.months:
        parts.append(
            _("{rate} of the year's target of {target}; planned by now {planned} ({phasing}).").format(
                rate=bold(percent(goal.rate)), target=money(goal.target), planned=percent(goal.planned), phasing=phasing(numbers)
            )
        )
    elif goal.missing:
        names = _(", ").join(numbers.areas.get(code).short for code in goal.missing[:3])
        text = _("{names} and others ({count}) have no target, so that none is said for the whole.")
        only = _("{names} has no target, so that none is said for the whole.")
        parts.append((text if len(goal.missing) > 3 else only).format(names=bold(names), count=len(goal.missing)))
    elif numbers.plan.months:
        parts.append(_("No target of {year} holds for what is chosen.").format(year=numbers.plan.year))
    if not is_comparable(numbers) and _partly(numbers):
        parts.append(_("{comparison}.").format(comparison=_partly(numbers)))
    if yoy_text(numbers) and numbers.plan.months >= FEWEST:
        parts.append(
            _("The change is beyond what the months vary.") if is_change(numbers) else _("The change is within what the months vary.")
        )
    first = numbers.scope.period(newest()).start
    if (first.month, first.day) != (1, 1):
        parts.append(_("Counted from January on, up to the end of the window."))
    totals = numbers.totals
    parts.append(
        _("In hand {count} projects, {talks} of them in talks; signed this year {signed}, landed {landed}.").format(
            count=number(totals["investment_projects"]),
            talks=number(totals["negotiating"]),
            signed=number(totals["signed"]),
            landed=number(totals["landed"]),
        )
    )
    return ("" if language() == CHINESE else " ").join(parts)


def curve(numbers: Numbers) -> Curve | None:
    """None where no month is in."""
    now = _this_year(numbers)
    if not numbers.plan.months:
        return None
    running = tuple(pd.Series(now).cumsum().round(2))
    goal = numbers.against
    if goal.target is None or goal.rate is None or goal.planned is None:
        return Curve(running, None, None, None, "", "", _("Received so far {amount}").format(amount=money(running[-1])))
    state = judged(goal.rate - goal.planned)[0]
    title = _("{rate} of the target, {pace}").format(rate=percent(goal.rate), pace=curve_words(numbers))
    return Curve(running, numbers.phased, goal.target, state, _SIGNS[state] + curve_words(numbers), phasing(numbers), title)


def months(numbers: Numbers) -> Months | None:
    """None where no month is in; the year before only where it has any."""
    if not numbers.plan.months:
        return None
    now, before = _this_year(numbers), _year_before(numbers)
    if before is None:
        title = _("No year before to compare with")
        return Months(numbers.plan.year, now, None, False, title, "")
    if not is_comparable(numbers):
        title = _("The record of the year before is not complete")
        return Months(numbers.plan.year, now, before, False, title, _partly(numbers))
    higher = sum(a > b for a, b in zip(now, before, strict=False))
    title = _("{higher} of {count} months above the year before").format(higher=higher, count=len(now))
    remark = _("Equal months: {amount} against {before}, {change}").format(
        amount=money(sum(now)), before=money(sum(before[: len(now)])), change=yoy_text(numbers)
    )
    return Months(numbers.plan.year, now, before, True, title, remark if yoy_text(numbers) else "")


def _partly(numbers: Numbers) -> str:
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


def curve_words(numbers: Numbers) -> str:
    """The judgement of the year's pace without its sign; empty without a target."""
    goal = numbers.against
    if goal.rate is None or goal.planned is None or not numbers.plan.months:
        return ""
    lead = goal.rate - goal.planned
    if abs(lead) < ON_PLAN:
        return _("about on plan")
    text = _("{points} ahead of plan") if lead > 0 else _("{points} behind plan")
    return text.format(points=points(abs(lead)).lstrip("+"))


def phasing(numbers: Numbers) -> str:
    """How the target is phased; several ways where the parts differ."""
    return _(", ").join(_(PHASINGS[name]) for name in numbers.against.phasings)


def amounts(numbers: Numbers, count: int = MONTHS) -> tuple[float, ...]:
    """Funds of the last months that are in, oldest first, from the first of them on."""
    last = pd.Period(year=numbers.plan.year, month=max(numbers.plan.months, 1), freq="M")
    index = pd.period_range(end=last, periods=count, freq="M")
    return tuple(numbers.monthly.reindex(index).fillna(0.0)) if numbers.plan.months else ()


def unit_of(numbers: Numbers) -> str:
    return money_unit(numbers.against.received).name


def _this_year(numbers: Numbers) -> tuple[float, ...]:
    return amounts(numbers, numbers.plan.months) if numbers.plan.months else ()


def _year_before(numbers: Numbers) -> tuple[float, ...] | None:
    index = pd.period_range(f"{numbers.plan.year - 1}-01", periods=12, freq="M")
    found = numbers.monthly.reindex(index)
    return tuple(found.fillna(0.0)) if found.notna().any() else None
