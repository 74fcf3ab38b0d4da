"""Texts that name a place by more than its name: a path through several levels, an address, a name that the row says twice."""

from __future__ import annotations

from data.contracts.areas import LEVELS
from data.intake.placing.gazetteer import ABOVE_DISTRICTS, Gazetteer, Place
from data.intake.placing.spelling import ADDRESS, OF_A_CITY, SEPARATORS, as_written, guess, names_an_area, parted, plain

LONGEST_BEGINNING = 60  # characters; no area bears a longer name, and a text of a shifted column may have any length


def locate(gazetteer: Gazetteer, level: str | None, text: str, parent: str | None, *, stated: bool = False) -> str:
    """The code of the area that a text names, for texts that may run through several levels: 双塔区/站南街道, 朝阳市双塔区站南街道.

    What follows the deepest known area and is no area by its name, such as a road, says nothing more. A parent that the row itself
    has `stated` is never left; one that the file or its title gives is where the row most likely lies.
    """
    asked = (level, text, parent, stated)
    if asked not in gazetteer.read:
        gazetteer.read[asked] = _located(gazetteer, level, as_written(text), parent, stated)
    return gazetteer.read[asked]


def _located(gazetteer: Gazetteer, level: str | None, written: str, parent: str | None, stated: bool) -> str:
    return (
        gazetteer.known(level, written, parent)
        or _around(gazetteer, level, written, parent, stated)
        or _steps(gazetteer, written, parent, stated)
        or _path(gazetteer, level, written, parent, stated)
        or _in_a_city(gazetteer, level, written, parent)
        or gazetteer.make(level or guess(written), written, parent)
    )


def _around(gazetteer: Gazetteer, level: str | None, written: str, parent: str | None, stated: bool) -> str | None:
    """The parent where the text names it or an area that it lies in; else the district, city or province of that name elsewhere."""
    if parent in gazetteer.places and any(plain(gazetteer.places[code].name) == plain(written) for code in gazetteer.path(parent).values()):
        return parent
    if stated or (parent is None and level is None):
        return None
    levels = ABOVE_DISTRICTS[: LEVELS.index(level) + 1] if level else ABOVE_DISTRICTS
    return next((found for one in reversed(levels) if (found := gazetteer.find(one, written, None, exactly=level is not None))), None)


def _steps(gazetteer: Gazetteer, written: str, parent: str | None, stated: bool) -> str | None:
    parts = [part for part in SEPARATORS.split(written) if part]
    if len(parts) < 2:
        return None
    first = gazetteer.known(None, parts[0], parent) or _around(gazetteer, None, parts[0], parent, stated)
    if not first and not all(names_an_area(part) for part in parts):
        return None
    code = parent
    for part in parts:
        code = locate(gazetteer, None, part, code, stated=stated)
        stated = True
    return code


def _path(gazetteer: Gazetteer, level: str | None, written: str, parent: str | None, stated: bool) -> str | None:
    start = _beginning(gazetteer, written, parent, stated)
    if start is None:
        return None
    rest = written[len(as_written(start.name)) :]
    below = parent if parent and start.area_code in gazetteer.path(parent).values() else start.area_code
    deeper = LEVELS.index(guess(rest)) > LEVELS.index(gazetteer.places[below].level)
    if gazetteer.known(None, rest, below) or _beginning(gazetteer, rest, below, True) or (deeper and names_an_area(rest)):
        return locate(gazetteer, None, rest, below, stated=True)
    if slip := next((codes[0] for one in LEVELS[2:] if (codes := gazetteer.similar.near(one, below, rest))), None):
        return gazetteer.make(gazetteer.places[slip].level, rest, below)
    # 幸福社区东区 is another area than 幸福社区; 站南街道长江路5号 lies in 站南街道.
    return below if ADDRESS.search(rest) or level is None else None


def _beginning(gazetteer: Gazetteer, written: str, parent: str | None, stated: bool) -> Place | None:
    """The area with the longest name that the text begins with: one around or below `parent`, or one whose name needs no parent."""
    above = set(gazetteer.path(parent).values())
    for length in range(min(len(written) - 1, LONGEST_BEGINNING), 1, -1):
        known = [place for place in gazetteer.called(written[:length]) if parted(place.level, place.name)[1]]
        near = [place for place in known if place.area_code in above or (parent and parent in gazetteer.path(place.parent_code).values())]
        if not near and not stated:
            near = [place for place in known if place.level in ABOVE_DISTRICTS]
        if near:
            return near[0] if len(near) == 1 else None
    return None


def _in_a_city(gazetteer: Gazetteer, level: str | None, written: str, parent: str | None) -> str | None:
    """深圳市坪山区 is 坪山区 in 深圳市, also where nobody knows either."""
    found = OF_A_CITY.fullmatch(written) if level == "district" and parent is None else None
    if not found:
        return None
    for above, name in zip(ABOVE_DISTRICTS, found.groups(), strict=True):
        parent = locate(gazetteer, above, name, parent, stated=parent is not None) if name else parent
    return parent
