"""The headline of the year's funds, and the line that supports it."""

from __future__ import annotations

from analytics.engines.duckdb import newest
from analytics.stories.investment.money_year import FEWEST, is_change, is_comparable, pace, partly, phasing, span, yoy_text
from analytics.stories.investment.numbers import Numbers
from analytics.words.language import CHINESE, _, language
from analytics.words.marks import bold
from analytics.words.money import money
from analytics.words.wording import number, percent


def headline(numbers: Numbers) -> str:
    """Months, funds, change against the same months, and whether that is on schedule."""
    if not numbers.plan.months:
        return _("No month of {year} has been reported yet").format(year=numbers.plan.year)
    amount, verdict = money(numbers.against.received), pace(numbers)
    words = {"span": span(numbers), "amount": amount, "change": yoy_text(numbers), "pace": verdict.words if verdict else ""}
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
    if not is_comparable(numbers) and partly(numbers):
        parts.append(_("{comparison}.").format(comparison=partly(numbers)))
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
