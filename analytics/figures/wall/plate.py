"""The map of the wall: a plate as in an atlas, with names and numbers in columns beside it and a leader to each area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from analytics.figures.layout import CONFIG as QUIET
from analytics.figures.layout import Spec, remembered
from analytics.figures.placement import Spot, extent, inverse_mercator, mercator, text_width
from analytics.figures.wall.sheet import FILLS, GROUND, INKS, LARGE, MUTED, SMALL, TEXT, WIDTH, sheet, text
from analytics.wording import percents

CONFIG = QUIET | {"staticPlot": True, "topojsonURL": "/app/static/topo/"}  # else plotly asks a host on the internet
ROW = 53  # px that a name with its number needs
MARK, VALUE, LEADER = 24, 146, 164  # from the end of the names: the mark, the right edge of the number, the start of the leader
KNEE = 24
LONGEST = 7.0  # ems of a name
SLIM = 0.56  # width to height, below which columns stand on both sides
EDGE = 6
GLYPH = 24  # px; a mark, no text
GLYPHS = {"below": "▼", "above": "▲"}
STATES = ("thin", "near", "below", "above")
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
class _Frame:
    """Where the map lies in the picture: `scale` px a degree of longitude around a centre, which is at `middle`, half the height."""

    west: float
    north: float
    scale: float

    def pixel(self, longitude: float, latitude: float) -> tuple[float, float]:
        return (longitude - self.west) * self.scale, (self.north - mercator(latitude)) * self.scale

    def degree(self, x: float, y: float) -> tuple[float, float]:
        return self.west + x / self.scale, inverse_mercator(self.north - y / self.scale)


@remembered
def plate(places: tuple[Place, ...], spots: tuple[tuple[str, Spot], ...], url: str, height: int) -> Spec:
    """Places on the boundaries at `url`; where they are more than the columns hold, those off the standard are named."""
    found = dict(spots)
    drawn = [place for place in places if place.code in found]
    west, south, east, north = extent([found[place.code] for place in drawn])
    rows = height // ROW
    slim = (east - west) / (mercator(north) - mercator(south)) < SLIM or len(drawn) > rows
    listed = sorted(drawn, key=lambda place: FIRST[place.state])[: rows * (1 + slim)]
    room = SMALL * min(LONGEST, max(text_width(place.name) for place in listed)) if listed else 0
    side = room + LEADER
    free = WIDTH - side * (1 + slim)
    scale = min((height - 2 * EDGE) / (mercator(north) - mercator(south)), free / (east - west))
    middle = WIDTH / 2 if slim else free / 2
    frame = _Frame((west + east) / 2 - middle / scale, (mercator(north) + mercator(south)) / 2 + height / 2 / scale, scale)
    columns = _columns(listed, found, frame, height, room, slim=slim)
    (left, top), (right, bottom) = frame.degree(0, 0), frame.degree(WIDTH, height)
    return {
        "data": [_areas(drawn, url), *_leaders(columns, frame)],
        "layout": sheet(
            height,
            geo={
                "visible": False,
                "bgcolor": "rgba(0,0,0,0)",
                "projection": {"type": "mercator"},
                "center": {"lon": (left + right) / 2, "lat": inverse_mercator((mercator(top) + mercator(bottom)) / 2)},
                "lonaxis": {"range": [left, right]},
                "lataxis": {"range": [bottom, top]},
                "domain": {"x": [0, 1], "y": [0, 1]},
            },
            annotations=_words(columns, height),
        ),
    }


@dataclass(frozen=True)
class _Row:
    """A name with its number, all in px: where the name begins, the mark stands, the number ends, the leader starts and bends."""

    place: Place
    spot: Spot
    y: float
    name: float
    mark: float
    value: float
    start: float
    knee: float


def _columns(listed: Sequence[Place], spots: dict[str, Spot], frame: _Frame, height: int, room: float, *, slim: bool) -> list[_Row]:
    """The areas in columns beside the map, each column from north to south so that leaders hardly cross."""
    ordered = sorted(listed, key=lambda place: spots[place.code].longitude)
    split = len(ordered) // 2 if slim else 0
    rows = []
    for side, group in ((-1, ordered[:split]), (1, ordered[split:])):
        name, start = (0.0, room + LEADER) if side < 0 else (WIDTH - room - VALUE, WIDTH - room - LEADER)
        pitch = min(height / max(1, len(group)), 1.35 * ROW)
        y = (height - pitch * len(group)) / 2 + pitch / 2
        for place in sorted(group, key=lambda place: -spots[place.code].latitude):
            rows.append(_Row(place, spots[place.code], y, name, name + room + MARK, name + room + VALUE, start, start - side * KNEE))
            y += pitch
    return rows


def _areas(drawn: Sequence[Place], url: str) -> Spec:
    steps = len(STATES)
    return {
        "type": "choropleth",
        "geojson": url,
        "locations": [place.code for place in drawn],
        "z": [STATES.index(place.state) for place in drawn],
        "zmin": -0.5,
        "zmax": steps - 0.5,
        "colorscale": [[edge, FILLS[state]] for i, state in enumerate(STATES) for edge in (i / steps, (i + 1) / steps)],
        "showscale": False,
        "marker": {"line": {"color": GROUND, "width": 3}},
        "hoverinfo": "skip",
    }


def _leaders(rows: Sequence[_Row], frame: _Frame) -> list[Spec]:
    """A thin line from each row to a dot in its area."""
    line: list[tuple[float | None, float | None]] = []
    for row in rows:
        line += [frame.degree(row.start, row.y), frame.degree(row.knee, row.y), (row.spot.longitude, row.spot.latitude), (None, None)]
    dots = [(row.spot.longitude, row.spot.latitude) for row in rows]
    return [
        _at(line, mode="lines", line={"color": MUTED, "width": 1.6}),
        _at(dots, mode="markers", marker={"size": 9, "color": TEXT, "line": {"color": GROUND, "width": 2}}),
    ]


def _words(rows: Sequence[_Row], height: int) -> list[Spec]:
    """Name, mark and number of each row, exactly on the grid: plotly places what is on the globe a few px off where areas are small."""
    notes = []
    for row in rows:
        ink = INKS[row.place.state]
        at = {"xref": "paper", "yref": "paper", "yanchor": "middle"}
        y = 1 - row.y / height
        notes.append(text(row.name / WIDTH, y, _fitting(row.place.name), xanchor="left", **at))
        value = f"<b>{percents(row.place.rate)}</b>"
        notes.append(text(row.value / WIDTH, y, value, xanchor="right", **at) | {"font": {"size": LARGE, "color": ink}})
        if row.place.state in GLYPHS:
            notes.append(
                text(row.mark / WIDTH, y, GLYPHS[row.place.state], xanchor="center", **at) | {"font": {"size": GLYPH, "color": ink}}
            )
    return notes


def _at(points: Sequence[tuple[float | None, float | None]], **more: object) -> Spec:
    return {"type": "scattergeo", "lon": [lon for lon, _lat in points], "lat": [lat for _lon, lat in points], "hoverinfo": "skip", **more}


def _fitting(name: str) -> str:
    while text_width(name) > LONGEST:
        name = name[:-2] + "…"
    return name
