"""Where names go on a map: greedy placement at the pole of each area, largest first, without overlaps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from analytics.shapes.evidence import Class, is_distinct
from analytics.words.width import text_width

LINE_HEIGHT = 1.25
MANY = 15  # up to this many areas every name is tried, whether or not it fits inside its area
NUDGES = ((0.0, 0.0), (0.7, 0.0), (-0.7, 0.0), (0.0, 0.6), (0.0, -0.6), (1.3, 0.0), (-1.3, 0.0))


class Unit(Protocol):
    """What is known of an area that wants a name on the map; without a rate only the name is written."""

    @property
    def code(self) -> str: ...
    @property
    def short(self) -> str: ...
    @property
    def rate(self) -> float | None: ...
    @property
    def cls(self) -> Class: ...
    @property
    def focus(self) -> bool: ...


@dataclass(frozen=True)
class Spot:
    """Centre and radius (degrees) of the largest circle inside an area, and the area's bounds."""

    longitude: float
    latitude: float
    radius: float
    bounds: tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    lines: int  # 2: name and value, 1: name only
    longitude: float
    latitude: float


def mercator(latitude: float) -> float:
    """Latitude on the Mercator projection, in degrees of longitude at the equator."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def inverse_mercator(y: float) -> float:
    """The latitude that `mercator` maps to y."""
    return math.degrees(2 * math.atan(math.exp(math.radians(y))) - math.pi / 2)


def extent(spots: Sequence[Spot]) -> tuple[float, float, float, float]:
    """West, south, east, north of all areas together."""
    west, south, east, north = zip(*(spot.bounds for spot in spots), strict=True)
    return min(west), min(south), max(east), max(north)


def place(units: Sequence[Unit], spots: dict[str, Spot], width: float, height: float, size: float) -> dict[str, Label]:
    """Labels that fit a picture of width × height pixels, by area code; the own area and distinct ones come first, those without enough cases last."""
    west, south, east, north = extent([spots[unit.code] for unit in units])
    scale = min(width / (east - west), height / (mercator(north) - mercator(south)))
    taken: list[tuple[float, float, float, float]] = []
    labels: dict[str, Label] = {}
    for unit in sorted(units, key=lambda unit: (not (is_distinct(unit) or unit.focus), unit.cls == "thin", -spots[unit.code].radius)):
        found = _find(unit, spots[unit.code], scale, size, taken, len(units) <= MANY)
        if found:
            box, labels[unit.code] = found
            taken.append(box)
    return labels


def _find(
    unit: Unit, spot: Spot, scale: float, size: float, taken: list[tuple[float, float, float, float]], few: bool
) -> tuple[tuple[float, float, float, float], Label] | None:
    radius = spot.radius * scale
    for lines in (2, 1) if unit.rate is not None else (1,):
        width = size * max(text_width(unit.short), 3.4 if lines == 2 else 0) + 4
        height = lines * size * LINE_HEIGHT
        fits = radius * 2.9 > min(width, 56) or (is_distinct(unit) and radius * 3.6 > width)
        if not (few or fits or unit.focus):
            continue
        for right, down in NUDGES:
            x = spot.longitude * scale + right * radius
            y = -mercator(spot.latitude) * scale + down * radius
            box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            if all(box[2] < b[0] or box[0] > b[2] or box[3] < b[1] or box[1] > b[3] for b in taken):
                return box, Label(lines, x / scale, inverse_mercator(-y / scale))
    return None
