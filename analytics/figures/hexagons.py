"""Density map: hexagons coloured by how many tickets lie in them, over the outlines of the areas."""

from __future__ import annotations

from typing import Any

import h3
import numpy as np

from analytics.figures.area_map import CLEAR, LEGEND
from analytics.figures.layout import SMALL, Size, Spec, frame, note, remembered
from analytics.figures.tokens import BACKGROUND, LINE, MUTED, SEQUENTIAL
from analytics.figures.viewport import view
from analytics.shapes.tickets import Hexagons, Spot
from analytics.words.language import _
from analytics.words.marks import bold, styled
from analytics.words.wording import number

STEPS = (SEQUENTIAL[1], SEQUENTIAL[3], SEQUENTIAL[4], SEQUENTIAL[6], SEQUENTIAL[8])
SHARES = (0.5, 0.75, 0.9, 0.97)  # of the hexagons lie below each edge: few are busy, and those are what is looked for
EDGE = 0.03
NARROW = 560  # the picture, in px, where the card is narrowest
DIGITS = 5
KM_PER_DEGREE = 111.2
Cells = tuple[tuple[str, int], ...]
Bounds = tuple[float, float, float, float]


def geojson(cells: Cells) -> dict[str, Any]:
    """The shapes of the hexagons, with the h3 index as feature id; rings run as d3 wants them."""
    features = []
    for cell, _n in cells:
        ring = [[round(longitude, DIGITS), round(latitude, DIGITS)] for latitude, longitude in h3.cell_to_boundary(cell)]
        ring = ring[::-1]  # h3 runs against the clock, d3 wants the outer ring with it
        features.append(
            {"type": "Feature", "id": cell, "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}}
        )
    return {"type": "FeatureCollection", "features": features}


def edges(cells: Cells) -> tuple[int, ...]:
    """Ascending counts from which the next darker step begins; fewer where the counts are few."""
    counts = np.array([n for _cell, n in cells])
    found = (int(np.ceil(np.quantile(counts, share))) for share in SHARES)
    return tuple(sorted({edge for edge in found if edge > counts.min()}))


@remembered
def hexagon_map(picture: Hexagons, url: str, size: Size, outlines: tuple[str, ...] = (), outlines_url: str = "") -> Spec:
    """`url` has the shapes of the cells, `outlines_url` those of the areas in `outlines`; spots are numbered from 1."""
    cells = picture.cells
    limits = edges(cells)
    colors = STEPS[-(len(limits) + 1) :]
    return {
        "data": [*_outlines(outlines, outlines_url), _cells(cells, url, limits, colors), *_spots(picture.spots)],
        "layout": frame(
            size.height,
            top=LEGEND,
            geo=view(_bounds(cells), size.width or NARROW, size.height - LEGEND, EDGE),
            annotations=[note(0, 1, _legend(limits, colors), down="bottom", yshift=6, size=SMALL, color=MUTED)],
        ),
    }


def _bounds(cells: Cells) -> Bounds:
    places = np.array([h3.cell_to_latlng(cell) for cell, _n in cells])
    room = h3.average_hexagon_edge_length(h3.get_resolution(cells[0][0]), unit="km") / KM_PER_DEGREE * 1.4
    (south, west), (north, east) = places.min(axis=0) - room, places.max(axis=0) + room
    return float(west), float(south), float(east), float(north)


def _cells(cells: Cells, url: str, limits: tuple[int, ...], colors: tuple[str, ...]) -> Spec:
    steps = len(colors)
    return {
        "type": "choropleth",
        "geojson": url,
        "locations": [cell for cell, _n in cells],
        "z": [sum(n >= limit for limit in limits) for _cell, n in cells],
        "zmin": -0.5,
        "zmax": steps - 0.5,
        "colorscale": [[edge, color] for i, color in enumerate(colors) for edge in (i / steps, (i + 1) / steps)],
        "showscale": False,
        "marker": {"line": {"color": BACKGROUND, "width": 0.5}, "opacity": 0.9},
        "customdata": [number(n) for _cell, n in cells],
        "hovertemplate": "<b>%{customdata}</b> " + _("tickets") + "<extra></extra>",
    }


def _outlines(codes: tuple[str, ...], url: str) -> list[Spec]:
    if not codes or not url:
        return []
    shape = {"type": "choropleth", "geojson": url, "locations": list(codes), "z": [0] * len(codes), "colorscale": [[0, CLEAR], [1, CLEAR]]}
    return [{**shape, "showscale": False, "marker": {"line": {"color": LINE, "width": 1}}, "hoverinfo": "skip"}]


def _spots(spots: tuple[Spot, ...]) -> list[Spec]:
    if not spots:
        return []
    return [
        {
            "type": "scattergeo",
            "mode": "text",
            "lon": [spot.longitude for spot in spots],
            "lat": [spot.latitude for spot in spots],
            "text": [bold(place) for place in range(1, len(spots) + 1)],
            "textfont": {"size": SMALL, "shadow": f"0 0 2px {BACKGROUND}, 0 0 3px {BACKGROUND}, 0 0 3px {BACKGROUND}"},
            "customdata": [[spot.place, spot.subject, number(spot.tickets)] for spot in spots],
            "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}　%{customdata[2]}<extra></extra>",
        }
    ]


def _legend(limits: tuple[int, ...], colors: tuple[str, ...]) -> str:
    words = [_("under {count}").format(count=number(limits[0]))] if limits else [_("tickets")]
    words += [_("from {count}").format(count=number(limit)) for limit in limits]
    return "　".join(styled("■", f"color:{color};font-size:16px") + f" {word}" for color, word in zip(colors, words, strict=True))
