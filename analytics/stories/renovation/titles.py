"""Titles of the cards of the renovation page: the finding, in a few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analytics.readings.judged_pace import judged
from analytics.stories.renovation.curve import last_known
from analytics.stories.renovation.model import Curve, PaceRow, Place, Project
from analytics.words.language import _, plural
from analytics.words.wording import number, percent

NAMED = 2


def pace_title(items: Sequence[PaceRow]) -> str:
    """Who is behind, by name while they are few."""
    behind = [item.name for item in items if item.state == "behind"]
    if not any(item.state != "unknown" for item in items):
        return _("No progress reported yet")
    if not behind:
        return _("None behind by more than the limit")
    if len(behind) <= NAMED:
        return _("{names} behind plan").format(names=_(", ").join(behind))
    return _("{count} of {all} behind plan").format(count=len(behind), all=len(items))


def curve_title(curve: Curve | None) -> str:
    """Share of the whole plan that is done, against the plan of the same month."""
    known = last_known(curve) if curve else None
    if curve is None or known is None:
        return _("Nothing done yet")
    planned = curve.planned[curve.months.index(known[0])]
    done = _("{progress} of the whole plan done").format(progress=percent(known[1]))
    if planned is None:
        return done
    return _("{done}; {standing}").format(done=done, standing=judged(known[1] - planned)[1].partition(" ")[2])


def timeline_title(items: Sequence[Project]) -> str:
    late = sum(item.state == "delayed" for item in items)
    moved = sum(item.moved for item in items)
    if not late:
        text = plural("No project is delayed, {moved} plan moved", "No project is delayed, {moved} plans moved", moved)
        return text.format(moved=number(moved)) if moved else _("No project is delayed")
    text = plural("{late} project delayed, {moved} plans moved", "{late} projects delayed, {moved} plans moved", late)
    return text.format(late=number(late), moved=number(moved))


def map_title(places: Sequence[Place], items: Sequence[Project]) -> str:
    """The street with most delayed projects."""
    # By code: streets of different districts bear the same name.
    late = Counter(item.street_code for item in items if item.state == "delayed" and item.street_code)
    if not places:
        return _("No project has a place on the map")
    if not late:
        return _("Where the projects lie")
    (worst, count), *rest = late.most_common()
    if count == 1 or (rest and rest[0][1] == count):
        return _("Delayed projects lie scattered")
    found = next(item for item in items if item.street_code == worst)
    street = f"{found.district}{found.street}" if len({item.district for item in items if item.district}) > 1 else found.street
    return _("Most delayed projects in {street}: {count}").format(street=street, count=count)
