"""Names that the sentences about areas share: what a level's areas and a measure are called."""

from __future__ import annotations

from collections import Counter

from analytics.asking.geography import Area, Areas
from analytics.catalogue import CATALOGUE
from analytics.words.language import CHINESE, _, language
from data.contracts.model import N_

LONGEST = 8  # characters of a name in a sentence
MANY = {
    "province": N_("provinces"),
    "city": N_("cities"),
    "district": N_("districts"),
    "street": N_("streets"),
    "community": N_("communities"),
    "grid": N_("grid areas"),
}


def many(level: str) -> str:
    """区县, as in “29 个区县”."""
    return _(MANY[level])


def headed(measure: str) -> str:
    """What a measure is called, without what its label adds in brackets."""
    return _(CATALOGUE.measure(measure).label).partition("（")[0]


def named(measure: str) -> str:
    """The same inside a sentence, where an English name begins small."""
    name = headed(measure)
    return name[:1].lower() + name[1:]


def distinct_names(found: list[Area], known: Areas) -> dict[str, str]:
    """Name of each area by its code; two of one name are told apart by the area above: 沈阳铁西区, 鞍山铁西区."""
    return _apart([(area, area.name) for area in found], known)


def distinct_shorts(found: list[Area], known: Areas) -> dict[str, str]:
    """The same for short names."""
    return _apart([(area, area.short) for area in found], known)


def _apart(pairs: list[tuple[Area, str]], known: Areas) -> dict[str, str]:
    often = Counter(name for _area, name in pairs)
    return {
        area.code: f"{known.get(area.parent).short.removesuffix('市')}{name}" if often[name] > 1 and area.parent else name
        for area, name in pairs
    }


def called(name: str, short: str) -> str:
    """The name as a sentence can bear it."""
    return short if language() == CHINESE and len(name) > LONGEST else name


def listed(names: list[str]) -> str:
    return _(", ").join(names)
