"""The headline: what the resolution rate is, whether it has really changed, and what drove it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from scipy.stats import norm

from analytics.asking.coverage import sentence
from analytics.catalogue import CATALOGUE
from analytics.readings.numbers import Numbers, category_changes
from analytics.readings.units import BEFORE, side_by_side
from analytics.shapes.units import Unit
from analytics.statistics.change import is_beyond, rate_change
from analytics.statistics.discoveries import discoveries
from analytics.stories.overview.kpis import significance
from analytics.words.language import CHINESE, _, language, plural
from analytics.words.marks import bold
from analytics.words.wording import count, number, percent, points

RATE = CATALOGUE.measure("resolution_rate")
NAMED = 2
LOUD = 0.2  # a category is named when it grew by at least a fifth
ALL = 0.995
SHIFT = 0.05  # and its share of the tickets grew by at least so much
TELLING = 0.3  # a smaller share of the change does not explain it
ENOUGH = 20  # and by at least so many tickets


@dataclass(frozen=True)
class Driver:
    code: str
    share: float  # of the change of the whole


def headline(numbers: Numbers) -> str:
    """Measure, value, change and whether it is noise, in one sentence."""
    value = numbers.current["resolution_rate"]
    if pd.isna(value):
        unknown = numbers.coverage.get(RATE.id)
        return sentence(unknown) if unknown else _("No ticket was received in this period")
    if numbers.compared is None or pd.isna(numbers.compared["resolution_rate"]):
        return _("Resolution rate {value}, {resolved} of {received} tickets").format(
            value=percent(value),
            resolved=number(numbers.current["resolved"]),
            received=number(numbers.current[RATE.below(numbers.current)]),
        )
    change = value - numbers.compared["resolution_rate"]
    if not is_beyond(significance(numbers, RATE)):
        return _sentence(
            numbers,
            _("Resolution rate {value}, no distinguishable change from the previous period"),
            _("Resolution rate {value}, no distinguishable change from a year before"),
        ).format(value=percent(value))
    size = points(abs(change)).lstrip("+")
    if change < 0:
        text = _sentence(
            numbers,
            _("Resolution rate {value}, {change} below the previous period, beyond normal variation"),
            _("Resolution rate {value}, {change} below a year before, beyond normal variation"),
        )
    else:
        text = _sentence(
            numbers,
            _("Resolution rate {value}, {change} above the previous period, beyond normal variation"),
            _("Resolution rate {value}, {change} above a year before, beyond normal variation"),
        )
    return text.format(value=percent(value), change=size)


def support(numbers: Numbers, units: tuple[Unit, ...]) -> str:
    """Who drove the change and why, and what can be said of the rest; names in bold."""
    if pd.isna(numbers.current["resolution_rate"]):
        received = count(numbers.current["received"], "cases")
        unknown = _("{count} came in; whether they are resolved is not reported.").format(count=received)
        return unknown if RATE.id in numbers.coverage else _("Choose a longer window or a wider area.")
    drivers, moved = _drivers(numbers)
    if drivers and is_beyond(significance(numbers, RATE)):
        space = "" if language() == CHINESE else " "
        return space.join(part for part in (_who(numbers, drivers), _why(numbers, drivers), _rest(numbers, units, moved)) if part)
    return standing(units)


def _sentence(numbers: Numbers, previous: str, year: str) -> str:
    return year if numbers.scope.compare == "year" else previous


def _drivers(numbers: Numbers) -> tuple[list[Driver], int]:
    """Units that changed by more than noise in the direction of the whole, largest share first; and how many changed at all.

    The change of the whole splits exactly: mean weight × change of rate + change of weight × (mean rate − mean of the whole).
    """
    if numbers.compared is None or not len(numbers.units):
        return [], 0
    above, below = RATE.above(numbers.units), RATE.below(numbers.units)
    wide = side_by_side(numbers.units, [above, below])
    n1, n0 = wide[(below, 0)], wide[(below, BEFORE)]
    k1, k0 = wide[(above, 0)], wide[(above, BEFORE)]
    if not n1.sum() or not n0.sum():
        return [], 0
    w1, w0 = n1 / n1.sum(), n0 / n0.sum()
    p1, p0 = (k1 / n1).fillna(k0 / n0), (k0 / n0).fillna(k1 / n1)
    middle = (k1.sum() / n1.sum() + k0.sum() / n0.sum()) / 2
    part = (w1 + w0) / 2 * (p1 - p0).fillna(0) + (w1 - w0) * ((p1 + p0) / 2 - middle).fillna(0)
    change = k1.sum() / n1.sum() - k0.sum() / n0.sum()
    z = pd.Series([rate_change(*row) for row in zip(k1, n1, k0, n0, strict=True)], index=wide.index)
    stands = discoveries(2 * norm.sf(z.abs()))
    same_way = part[stands & (part * change > 0)].sort_values(key=abs, ascending=False)
    return [Driver(str(code), float(value / change)) for code, value in same_way.head(NAMED).items()], int(stands.sum())


def _who(numbers: Numbers, drivers: list[Driver]) -> str:
    names = bold(_(", ").join(numbers.areas.get(driver.code).short for driver in drivers))
    share = sum(driver.share for driver in drivers)
    if share < TELLING:
        return _("The change is spread over many areas, {names} first.").format(names=names)
    assert numbers.compared is not None
    fell = numbers.current["resolution_rate"] < numbers.compared["resolution_rate"]
    if share > ALL:
        text = _("The fall comes from {names}.") if fell else _("The rise comes from {names}.")
        return text.format(names=names)
    text = _("{share} of the fall comes from {names}.") if fell else _("{share} of the rise comes from {names}.")
    return text.format(share=percent(share, 0), names=names)


def _why(numbers: Numbers, drivers: list[Driver]) -> str:
    """The category whose share grew most in the units that drove a fall, if one stands out; more tickets explain no rise."""
    assert numbers.compared is not None
    if numbers.current["resolution_rate"] >= numbers.compared["resolution_rate"]:
        return ""
    frame = category_changes(numbers, [driver.code for driver in drivers])
    if not len(frame) or not frame[0].sum() or not frame[BEFORE].sum():
        return ""
    shares = frame[0] / frame[0].sum() - frame[BEFORE] / frame[BEFORE].sum()
    name = shares.idxmax()
    before, growth = frame.loc[name, BEFORE], frame.loc[name, 0] - frame.loc[name, BEFORE]
    if shares[name] < SHIFT or growth < ENOUGH or before < ENOUGH or growth / before < LOUD:
        return ""
    return _("Tickets on {category} there rose by {share}.").format(category=name, share=percent(growth / before, 0))


def _rest(numbers: Numbers, units: tuple[Unit, ...], moved: int) -> str:
    rest = sum(unit.n > 0 for unit in units) - moved
    if rest <= 0:
        return ""
    return plural(
        "The other area has not changed distinguishably.", "The other {count} areas have not changed distinguishably.", rest
    ).format(count=rest)


def standing(units: tuple[Unit, ...]) -> str:
    """How the parts stand among their peers, where nothing has changed."""
    low = [unit for unit in units if unit.cls == "low"]
    high = [unit for unit in units if unit.cls == "high"]
    counted = [unit for unit in units if unit.cls != "thin"]
    if not counted:
        return ""
    parts = []
    if low:
        parts.append(_("{names} worse than peers").format(names=bold(_names(low))))
    if high:
        parts.append(_("{names} better than peers").format(names=bold(_names(high))))
    rest = len(counted) - len(low) - len(high)
    if not parts:
        return plural("The one area is like its peers.", "All {count} areas are like their peers.", rest).format(count=rest)
    if rest:
        parts.append(plural("the other one is like its peers", "the other {count} are like their peers", rest).format(count=rest))
    return _("; ").join(parts) + _(".")


def _names(units: list[Unit]) -> str:
    ranked = sorted(units, key=lambda unit: -unit.n)
    names = _(", ").join(unit.short for unit in ranked[: NAMED + 1])
    if len(ranked) <= NAMED + 1:
        return names
    return _("{names} and {count} more").format(names=names, count=len(ranked) - NAMED - 1)
