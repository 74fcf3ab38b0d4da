"""Map of projects: a mark at each place, its shape and colour by the state of the worst project there, on the areas' outlines."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from analytics.figures.area_map import HALO, LEGEND
from analytics.figures.layout import SMALL, Size, Spec, frame, note, remembered
from analytics.figures.placement import Spot, extent, place
from analytics.figures.shaded_map import Ground
from analytics.figures.tokens import AREA, BACKGROUND, BELOW, FOCUS, INK, LINE, MUTED
from analytics.figures.viewport import view
from analytics.shapes.works import STAGES, Named, ProjectMap, Site, Stage
from analytics.words.language import _
from analytics.words.marks import styled

WIDTH = 420  # px, where the card is narrowest
EDGE = 0.03
SMALLEST, LARGEST = 8, 20
# Glyphs say the state first, colour second.
SYMBOLS: dict[Stage, str] = {"delayed": "triangle-down", "running": "circle", "finished": "circle-open", "waiting": "square-open"}
COLORS = {"delayed": BELOW, "running": FOCUS, "finished": MUTED, "waiting": MUTED}
GLYPHS = {"delayed": "▼", "running": "●", "finished": "○", "waiting": "□"}


@remembered
def project_map(picture: ProjectMap, ground: Ground, size: Size) -> Spec:
    """The projects on those areas of the picture that have a place."""
    spots, found = dict(ground.places), picture.sites
    areas = tuple(area for area in picture.areas if area.code in spots)
    height, width = size.height, size.width or WIDTH
    present = [state for state in SYMBOLS if any(spot.state == state for spot in found)]
    legend = "　".join(styled(GLYPHS[state], f"color:{COLORS[state]}") + f" {_(STAGES[state])}" for state in present)
    notes = [note(0, 1, legend, down="bottom", yshift=6, size=SMALL, color=MUTED)]
    if ground.remarks:
        notes.append(note(1, 0, " · ".join(ground.remarks), across="right", down="bottom", size=SMALL, color=MUTED))
    return {
        "data": [
            _areas(areas, ground.url),
            _names(areas, spots, width, height - LEGEND),
            *(_marks([spot for spot in found if spot.state == state], state) for state in present[::-1]),
        ],
        "layout": frame(
            height,
            top=LEGEND,
            geo=view(extent([spots[area.code] for area in areas]), width, height - LEGEND, EDGE),
            annotations=notes,
            clickmode="event+select",
        ),
    }


def _areas(areas: Sequence[Named], url: str) -> Spec:
    return {
        "type": "choropleth",
        "geojson": url,
        "locations": [area.code for area in areas],
        "z": [0] * len(areas),
        "colorscale": [[0, AREA], [1, AREA]],
        "showscale": False,
        "marker": {"line": {"color": BACKGROUND, "width": 0.6 if len(areas) > 50 else 1.2}},
        "hoverinfo": "skip",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _names(areas: Sequence[Named], spots: dict[str, Spot], width: int, height: int) -> Spec:
    """Names where they do not touch each other."""
    labels = place(areas, spots, width, height, SMALL)
    shown = [(labels[area.code], area.short) for area in areas if area.code in labels]
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [label.longitude for label, _name in shown],
        "lat": [label.latitude for label, _name in shown],
        "text": [name for _label, name in shown],
        "textfont": {"size": SMALL, "color": MUTED, "shadow": HALO},
        "hoverinfo": "skip",
    }


def _marks(found: Sequence[Site], state: Stage) -> Spec:
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lon": [spot.longitude for spot in found],
        "lat": [spot.latitude for spot in found],
        "marker": {
            "opacity": 1,  # an array of sizes would make plotly fall back to 0.7
            "symbol": SYMBOLS[state],
            "color": COLORS[state],
            "size": [min(LARGEST, SMALLEST * sqrt(spot.count) + (2 if state == "delayed" else 0)) for spot in found],
            "line": {"color": BACKGROUND if state in ("delayed", "running") else INK if state == "waiting" else LINE, "width": 1},
        },
        "customdata": [[spot.project_id, spot.text] for spot in found],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
