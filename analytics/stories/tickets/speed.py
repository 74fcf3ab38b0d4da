"""How fast cases are resolved: in all, and by department or category."""

from __future__ import annotations

from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.asking.waiting import DAY, Curve, curves
from analytics.readings.kept import kept
from analytics.readings.names import value_name
from analytics.stories.tickets.sections import Speed, Speeds
from analytics.stories.tickets.waiting import TIMES, duration, tick
from analytics.words.language import _
from data.contracts.policy import policy

DIMENSIONS = ("category", "department", "channel")


@kept
def speeds(scope: Scope, principal: Principal, dimension: str) -> Speeds:
    """The whole, and every value of one of DIMENSIONS with cases enough, slowest first."""
    whole = _speed(_("All"), curves(scope, principal)[()])
    found = curves(scope, principal, by=[dimension], step=DAY)
    groups = [_speed(value_name(dimension, key[0]), curve) for key, curve in found.items() if curve.total >= policy().minimum_n]
    groups.sort(key=lambda group: (group.median is not None, -(group.median or 0), group.name))
    return Speeds(whole, tuple(groups), _title(whole), _by_group(groups))


def _speed(name: str, curve: Curve) -> Speed:
    return Speed(name, curve.total, None if curve.median is None else curve.median / 60, tuple(tick(curve, minute) for minute in TIMES))


def _title(whole: Speed) -> str:
    if whole.median is None:
        return _("Half is not reached yet")
    return _("Half of the tickets within {time}").format(time=duration(whole.median * 60))


def _by_group(groups: list[Speed]) -> str:
    timed = [group for group in groups if group.median is not None]
    if len(timed) < 2:
        return _("Too few groups to compare")
    slowest, fastest = timed[0], timed[-1]
    assert slowest.median is not None and fastest.median is not None
    return _("{slow} slowest: {time} to the median").format(slow=slowest.name, time=duration(slowest.median * 60))
