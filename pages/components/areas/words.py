"""The sentences of the page of areas and boundaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analytics.catalogue.areas import LEVEL_LABELS
from analytics.stories.areas import Tree
from analytics.words.language import _
from analytics.words.marks import bold
from analytics.words.wording import number, percent
from data.contracts import LEVELS
from data.naming import Unknown


def headline(known: Tree) -> str:
    """How many cases lie in areas of the lists."""
    if not known.received:
        return _("{areas} areas, no cases yet").format(areas=number(len(known.nodes)))
    if not known.unknown:
        return _("Every area that cases name is in the lists")
    share = percent(known.share)
    if share == percent(1.0):
        lost = number(known.received - known.recognised)
        return _("{cases} cases lie in areas of no list, under {names} names").format(cases=lost, names=number(known.unknown))
    return _("{share} of the cases lie in listed areas, {names} names are in no list").format(share=share, names=number(known.unknown))


def support(known: Tree, names: Sequence[Unknown]) -> str:
    """How many areas are listed, and the name that matters most."""
    counts = Counter(node.level for node in known.nodes.values() if node.listed)
    parts = [
        _("{count} × {level}").format(count=number(counts[level]), level=_(LEVEL_LABELS[level])) for level in LEVELS[2:] if counts[level]
    ]
    listed = _("Listed: {parts}.").format(parts=_(", ").join(parts)) if parts else _("No area is listed.")
    first = names[0] if names and names[0].tickets else None
    if not first:
        return listed
    return (
        listed
        + " "
        + _("{count} cases name {name}; one press says what it means.").format(count=number(first.tickets), name=bold(first.place.name))
    )
