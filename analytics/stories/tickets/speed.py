"""How fast cases are resolved: in all, and by department or category."""

from __future__ import annotations

from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.asking.waiting import DAY, Curve, curves
from analytics.readings.kept import kept
from analytics.readings.labels import label_of
from analytics.readings.names import value_name
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.table import Column, Table
from analytics.shapes.tickets import Tick
from analytics.stories.tickets.waiting import TIMES, duration, tick
from analytics.words.language import _
from analytics.words.wording import NOTHING, interval
from data.contracts.policy import policy

DIMENSIONS = ("category", "department", "channel")


@kept
def speeds(scope: Scope, principal: Principal, dimension: str) -> tuple[Panel[Picture], Panel[Picture]]:
    """The whole, and every value of one of DIMENSIONS with cases enough, slowest first."""
    whole = curves(scope, principal)[()]
    found = curves(scope, principal, by=[dimension], step=DAY)
    groups = [(value_name(dimension, key[0]), curve) for key, curve in found.items() if curve.total >= policy().minimum_n]
    groups.sort(key=lambda group: (group[1].median is not None, -(group[1].median or 0), group[0]))
    return (
        Panel("probabilities", _title(whole), _probabilities(whole), measures=("median_hours", "p90_hours"), note=_note()),
        Panel("speeds", _by_group(groups), _groups_table(groups, label_of(dimension)), measures=("median_hours",)),
    )


def _note() -> str:
    return _("Kaplan–Meier: an open case counts as waiting at least until as-of. Intervals by Greenwood's formula on the log–log scale.")


def _probabilities(whole: Curve) -> Table:
    """Share resolved by each time with its interval, and the cases still open after it."""
    ticks = [tick(whole, minute) for minute in TIMES]
    return Table(
        (
            Column(_("Within"), tuple(_days(minute) for minute in TIMES)),
            Column(_("Resolved by then"), tuple(each.share for each in ticks), "percent"),
            Column(_("95% interval"), tuple(_interval(each) for each in ticks)),
            Column(_("Still open"), tuple(each.waiting for each in ticks), "count"),
        )
    )


def _groups_table(groups: list[tuple[str, Curve]], head: str) -> Table:
    """`head` names what the groups are."""
    medians = tuple(None if curve.median is None else curve.median / DAY for _name, curve in groups)
    return Table(
        (
            Column(head, tuple(name for name, _curve in groups)),
            Column(_("Received"), tuple(curve.total for _name, curve in groups), "count"),
            Column(_("Median, days"), medians, "tenth"),
            *(Column(_days(time), tuple(tick(curve, time).share for _name, curve in groups), "percent") for time in TIMES),
        )
    )


def _days(minute: int) -> str:
    return _("{days} d").format(days=minute // DAY)


def _interval(each: Tick) -> str:
    return NOTHING if each.low is None or each.high is None else interval(each.low, each.high)


def _title(whole: Curve) -> str:
    if whole.median is None:
        return _("Half is not reached yet")
    return _("Half of the tickets within {time}").format(time=duration(whole.median))


def _by_group(groups: list[tuple[str, Curve]]) -> str:
    timed = [(name, curve.median) for name, curve in groups if curve.median is not None]
    if len(timed) < 2:
        return _("Too few groups to compare")
    name, median = timed[0]
    return _("{slow} slowest: {time} to the median").format(slow=name, time=duration(median))
