"""At which level the workload of an area is compared: grids where it works by grids, and never more units than can be read."""

from __future__ import annotations

from analytics.asking.geography import Areas
from data.contracts import LEVELS

MOST = 400
NOUNS = ("grid", "community", "street", "district", "city", "province")
# Within which area workers are moved: the one nearby, and the wider one that may be chosen instead.
NEAR = {"grid": "street", "community": "street", "street": "district", "district": "city", "city": "province"}
WIDE = {"grid": "district", "community": "district", "street": "city", "district": "province", "city": "province"}


def levels(known: Areas, code: str | None) -> tuple[str, ...]:
    """Levels below an area with 1 to 400 units, the one to begin with first.

    That is the finest, but not the grids where most communities have none: their workers and tickets would be left out.
    """
    below = [level for level in reversed(LEVELS) if code is None or LEVELS.index(level) > LEVELS.index(known.get(code).level)]
    counted = {level: known.at_level(level, code) for level in below}
    possible = [level for level in below if 1 <= len(counted[level]) <= MOST]
    if possible[:1] == ["grid"] and len(possible) > 1:
        bare = sum(not known.children(area.code) for area in counted["community"])
        if bare > len(counted["grid"]):
            possible = ["community", *(level for level in possible if level != "community")]
    return tuple(possible)


def group(known: Areas, code: str, level: str) -> str:
    """Code of the area of a level that a unit lies in; empty where there is none."""
    return next((area.code for area in known.path(code) if area.level == level), "")


def place(known: Areas, code: str, within: str | None) -> str:
    """The areas between the whole and the unit: 双塔街道 · 五一社区."""
    path = known.path(code)[:-1]
    start = next((i + 1 for i, area in enumerate(path) if area.code == within), max(0, len(path) - 1))
    return " · ".join(area.short for area in path[start:])
