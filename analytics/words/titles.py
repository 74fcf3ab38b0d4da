"""Titles of cards: short sentences that say what the picture shows."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.asking.scope import Period
from analytics.shapes.units import Pace, Unit
from analytics.words.language import _, plural
from data.contracts.model import N_
from data.contracts.problem import Message

NAMED = 2


def map_title(units: Sequence[Unit], measure: str = "") -> str:
    """Which areas differ from their peers: by name while they are few, by number when they are many.

    `measure` is named in front where it is not the one that the page is about.
    """
    text = _standing(units)
    return _("{measure}: {text}").format(measure=measure, text=text) if measure else text


def _standing(units: Sequence[Unit]) -> str:
    low = [unit.short for unit in units if unit.cls == "low"]
    high = [unit.short for unit in units if unit.cls == "high"]
    if not low and not high:
        return _("All like their peers")
    if low and len(low) <= NAMED:
        return _("{names} worse than peers").format(names=_(", ").join(low))
    if not low and len(high) <= NAMED:
        return _("{names} better than peers").format(names=_(", ").join(high))
    if not low:
        return _("{high} areas better than peers").format(high=len(high))
    if not high:
        return _("{low} areas worse than peers").format(low=len(low))
    return _("{low} areas worse than peers, {high} better").format(low=len(low), high=len(high))


def ranking_title(units: Sequence[Unit]) -> str:
    """How many areas differ from their peers, if any has cases enough to be judged."""
    counted = [unit for unit in units if unit.cls != "thin"]
    distinct = sum(unit.cls in ("low", "high") for unit in counted)
    if not counted:
        return _("Too few cases to rank")
    if not distinct:
        return _("From high to low, all like their peers")
    return plural("Only {distinct} of {count} differs from its peers", "{distinct} of {count} differ from their peers", distinct).format(
        distinct=distinct, count=len(counted)
    )


def compared_days(period: Period, compared: Period) -> Message:
    """Which days are compared with which, as far as they are known."""
    text = N_("{first} to {last} compared with {first_before} to {last_before}, both judged at the same age.")
    now, before = ((each.start.date(), (each.end - each.end.resolution).date()) for each in (period, compared))
    return Message(text, first=now[0], last=now[1], first_before=before[0], last_before=before[1])


def findings_title(count: int) -> str:
    if not count:
        return _("Nothing needs attention")
    return plural("{count} finding needs attention", "{count} findings need attention", count).format(count=count)


def paces_title(paces: Sequence[Pace]) -> str:
    """Renovation and investment: what is behind its plan."""
    behind = [pace.label.name for pace in paces if pace.is_behind]
    if not behind:
        return _("Renovation and investment: on schedule")
    return _("Renovation and investment: {names} behind").format(names=_(", ").join(behind))
