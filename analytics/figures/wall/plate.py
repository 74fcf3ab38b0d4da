"""The map of the wall: a plate as in an atlas, with names and numbers in columns beside it and a leader to each area."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.figures.layout import CONFIG as QUIET
from analytics.figures.layout import Spec, remembered
from analytics.figures.placement import Spot, inverse_mercator, mercator
from analytics.figures.wall.plate_layout import Frame, Place, Row, laid_out
from analytics.figures.wall.sheet import FILLS, GROUND, INKS, LARGE, MUTED, TEXT, WIDTH, sheet, text
from analytics.words.marks import bold
from analytics.words.wording import percents

CONFIG = QUIET | {"staticPlot": True, "topojsonURL": "/app/static/topo/"}  # else plotly asks a host on the internet
GLYPH = 24  # px; a mark, no text
GLYPHS = {"below": "▼", "above": "▲"}
STATES = ("thin", "near", "below", "above")


@remembered
def plate(places: tuple[Place, ...], spots: tuple[tuple[str, Spot], ...], url: str, height: int) -> Spec:
    """Places on the boundaries at `url`."""
    found = dict(spots)
    drawn = [place for place in places if place.code in found]
    frame, rows = laid_out(drawn, found, height)
    (left, top), (right, bottom) = frame.degree(0, 0), frame.degree(WIDTH, height)
    return {
        "data": [_areas(drawn, url), *_leaders(rows, frame)],
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
            annotations=_words(rows, height),
        ),
    }


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


def _leaders(rows: Sequence[Row], frame: Frame) -> list[Spec]:
    """A thin line from each row to a dot in its area."""
    line: list[tuple[float | None, float | None]] = []
    for row in rows:
        line += [frame.degree(row.start, row.y), frame.degree(row.knee, row.y), (row.spot.longitude, row.spot.latitude), (None, None)]
    dots = [(row.spot.longitude, row.spot.latitude) for row in rows]
    return [
        _at(line, mode="lines", line={"color": MUTED, "width": 1.6}),
        _at(dots, mode="markers", marker={"size": 9, "color": TEXT, "line": {"color": GROUND, "width": 2}}),
    ]


def _words(rows: Sequence[Row], height: int) -> list[Spec]:
    """Name, mark and number of each row, exactly on the grid: plotly places what is on the globe a few px off where areas are small."""
    notes = []
    for row in rows:
        ink = INKS[row.place.state]
        at = {"xref": "paper", "yref": "paper", "yanchor": "middle"}
        y = 1 - row.y / height
        notes.append(text(row.name / WIDTH, y, row.text, xanchor="left", **at))
        value = bold(percents(row.place.rate))
        notes.append(text(row.value / WIDTH, y, value, xanchor="right", **at) | {"font": {"size": LARGE, "color": ink}})
        if row.place.state in GLYPHS:
            notes.append(
                text(row.mark / WIDTH, y, GLYPHS[row.place.state], xanchor="center", **at) | {"font": {"size": GLYPH, "color": ink}}
            )
    return notes


def _at(points: Sequence[tuple[float | None, float | None]], **more: object) -> Spec:
    return {"type": "scattergeo", "lon": [lon for lon, _lat in points], "lat": [lat for _lon, lat in points], "hoverinfo": "skip", **more}
