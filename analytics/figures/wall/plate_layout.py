"""Where map and names lie on the plate: in px from the top left, one or two columns of names beside the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from analytics.figures.placement import Spot, extent, inverse_mercator, mercator
from analytics.figures.wall.sheet import SMALL, WIDTH
from analytics.words.width import text_width

ROW = 53  # px that a name with its number needs
LOOSE = 1.35  # rows, to which it spreads where there are few
MARK, VALUE, LEADER = 24, 146, 164  # from the end of the names: the mark, the right edge of the number, the start of the leader
KNEE = 24
LONGEST = {1: 9.0, 2: 7.0}  # ems of a name, by columns
SHRUNK = 0.85  # of the larger map, down to which a second column may press the other
EDGE = 6
FIRST = {"below": 0, "above": 1, "near": 2, "thin": 3}

State = Literal["above", "near", "below", "thin"]


class Place(Protocol):
    """An area with its rate (0–1) and where that lies to the standard."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def rate(self) -> float | None: ...
    @property
    def state(self) -> State: ...


@dataclass(frozen=True)
class Frame:
    """Where the map lies in the picture: `scale` px a degree of longitude."""

    west: float
    north: float
    scale: float

    def degree(self, x: float, y: float) -> tuple[float, float]:
        return self.west + x / self.scale, inverse_mercator(self.north - y / self.scale)


@dataclass(frozen=True)
class Row:
    """A name with its number, all in px: where the name begins, the mark stands, the number ends, the leader starts and bends."""

    place: Place
    text: str
    spot: Spot
    y: float
    name: float
    mark: float
    value: float
    start: float
    knee: float


@dataclass(frozen=True)
class _Choice:
    """So many columns, the places that they name, and px for a name and for the map."""

    columns: int
    places: list[Place]
    room: float
    free: float

    def scale(self, wide: float, tall: float, height: int) -> float:
        return min((height - 2 * EDGE) / tall, self.free / wide)


def laid_out(drawn: Sequence[Place], spots: dict[str, Spot], height: int) -> tuple[Frame, list[Row]]:
    """Columns on both sides where the map hardly loses by it; else one, which names those that are furthest off where not all fit."""
    west, south, east, north = extent([spots[place.code] for place in drawn])
    top, bottom = mercator(north), mercator(south)
    one, two = (_choice(drawn, columns, height) for columns in (1, 2))
    sizes = [choice.scale(east - west, top - bottom, height) for choice in (one, two)]
    chosen, scale = (two, sizes[1]) if sizes[1] >= SHRUNK * sizes[0] else (one, sizes[0])
    middle = WIDTH / 2 if chosen.columns == 2 else chosen.free / 2
    frame = Frame((west + east) / 2 - middle / scale, (top + bottom) / 2 + height / 2 / scale, scale)
    return frame, _rows(chosen, spots, height)


def _choice(drawn: Sequence[Place], columns: int, height: int) -> _Choice:
    places = sorted(drawn, key=_importance)[: height // ROW * columns]
    room = SMALL * min(LONGEST[columns], max(text_width(place.name) for place in places))
    return _Choice(columns, places, room, WIDTH - columns * (room + LEADER))


def _importance(place: Place) -> tuple[int, float]:
    rate = place.rate or 0.0
    return FIRST[place.state], -rate if place.state == "above" else rate


def _rows(chosen: _Choice, spots: dict[str, Spot], height: int) -> list[Row]:
    """Each column from north to south, so that leaders hardly cross."""
    ordered = sorted(chosen.places, key=lambda place: spots[place.code].longitude)
    split = len(ordered) // 2 if chosen.columns == 2 else 0
    room = chosen.room
    rows = []
    for side, group in ((-1, ordered[:split]), (1, ordered[split:])):
        name, start = (0.0, room + LEADER) if side < 0 else (WIDTH - room - VALUE, WIDTH - room - LEADER)
        pitch = min(height / max(1, len(group)), LOOSE * ROW)
        y = (height - pitch * len(group)) / 2 + pitch / 2
        for place in sorted(group, key=lambda place: -spots[place.code].latitude):
            text = fitting(place.name, LONGEST[chosen.columns])
            rows.append(Row(place, text, spots[place.code], y, name, name + room + MARK, name + room + VALUE, start, start - side * KNEE))
            y += pitch
    return rows


def fitting(name: str, ems: float) -> str:
    """The name, its end left out where it is longer than so many ems."""
    while text_width(name) > ems:
        name = name[:-2] + "…"
    return name
