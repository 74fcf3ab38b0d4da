"""Boundaries before they are published: faces in grey, overlaps filled and gaps dotted in the colour of what is worse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import shapely

from analytics.figures.layout import SMALL, Spec, axis, frame, remembered
from analytics.figures.tokens import AREA, BACKGROUND, BELOW, INK, LINE, LOW, MUTED

DRAWN = 800  # steps across the picture; finer detail cannot be seen
Named = tuple[str, bytes]  # what a face is called, and its shape as WKB


@remembered
def faces_map(
    faces: tuple[Named, ...], without: tuple[Named, ...], overlaps: tuple[Named, ...], gaps: tuple[Named, ...], height: int
) -> Spec:
    """`without` are the known outlines of areas that get no new face; names of faults stand beside them."""
    shapes = shapely.from_wkb([shape for _, shape in (*faces, *without)])
    west, south, east, north = shapely.total_bounds(shapes)
    step = max(east - west, north - south) / DRAWN
    stretch = 1 / max(float(np.cos(np.radians((south + north) / 2))), 0.1)
    pad = 0.04 * max(east - west, north - south)
    return {
        "data": [
            *_filled(faces, step, AREA, BACKGROUND, "solid"),
            *_filled(without, step, BACKGROUND, LINE, "dot"),
            *_filled(overlaps, 0, LOW, BELOW, "solid"),
            *_filled(gaps, 0, BACKGROUND, BELOW, "dot"),
            _names(faces, INK),
            _names(without, MUTED),
            _names((*overlaps, *gaps), BELOW),
        ],
        "layout": frame(
            height,
            xaxis=axis(range=[west - pad, east + pad], showticklabels=False),
            yaxis=axis(range=[south - pad, north + pad], showticklabels=False, scaleanchor="x", scaleratio=stretch),
        ),
    }


def _filled(named: Sequence[Named], step: float, fill: str, line: str, dash: str) -> Iterator[Spec]:
    if not named:
        return
    shapes = (
        shapely.simplify(shapely.from_wkb([shape for _, shape in named]), step) if step else shapely.from_wkb([shape for _, shape in named])
    )
    x: list[Any] = []
    y: list[Any] = []
    for part in shapely.get_parts(shapes):
        if part.geom_type != "Polygon" or part.is_empty:
            continue
        for ring in (part.exterior, *part.interiors):
            coordinates = shapely.get_coordinates(ring)
            x += [*coordinates[:, 0].tolist(), None]
            y += [*coordinates[:, 1].tolist(), None]
    yield {
        "type": "scatter", "x": x, "y": y, "mode": "lines", "fill": "toself", "fillcolor": fill,
        "line": {"color": line, "width": 1.4, "dash": dash}, "hoverinfo": "skip",
    }  # fmt: skip


def _names(named: Sequence[Named], color: str) -> Spec:
    spots = [shapely.from_wkb(shape).representative_point() for _, shape in named]
    return {
        "type": "scatter", "mode": "text", "x": [spot.x for spot in spots], "y": [spot.y for spot in spots],
        "text": [name for name, _ in named], "textfont": {"size": SMALL, "color": color}, "hoverinfo": "skip",
    }  # fmt: skip
