"""Map of a count, a load or a kind by area: a few classes of one scale, a legend line, the chosen area outlined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.figures.area_map import HALO, LEGEND, NARROW, outline
from analytics.figures.layout import SMALL, Size, Spec, frame, note, remembered
from analytics.figures.placement import Spot, extent, place
from analytics.figures.tokens import AREA, BACKGROUND, BELOW, HIGH, INK, LOW, MUTED, PEER_HIGH, PEER_LOW, SEQUENTIAL
from analytics.figures.viewport import view
from analytics.shapes.areas import NO_CLASS, AreaMap, Scale, Shade
from analytics.words.marks import BREAK, bold, styled

# Ink is readable on all of them in both themes.
SCALES: dict[Scale, tuple[str, ...]] = {
    "load": SEQUENTIAL[:5],
    "counts": (AREA, *SEQUENTIAL[1:5]),
    "funds": SEQUENTIAL[1:5],
    "paces": (LOW, AREA, HIGH),
    "waits": (AREA, SEQUENTIAL[1], LOW, BELOW),  # up to half the limit, up to the limit, beyond it, never
    "clusters": (LOW, HIGH, PEER_LOW, PEER_HIGH, AREA),  # in the order of the kinds; outliers in the paler tints
}
MANY = 50
OUTLINE = 2.2


@dataclass(frozen=True)
class Borders:
    """Larger areas for orientation: code, name and Spot of each, and the address of their boundaries."""

    areas: tuple[tuple[str, str, Spot], ...]
    url: str


@dataclass(frozen=True)
class Ground:
    """Where the areas of a map lie: a Spot for each, the address of their boundaries, the larger areas on top, what is to be said of it."""

    places: tuple[tuple[str, Spot], ...]
    url: str
    borders: Borders | None = None
    remarks: tuple[str, ...] = ()


@remembered
def shaded_map(picture: AreaMap, ground: Ground, size: Size) -> Spec:
    """Those areas of the picture that have a place, filled by class."""
    spots, borders = dict(ground.places), ground.borders
    shades = tuple(shade for shade in picture.shades if shade.code in spots)
    height, width = size.height, size.width or NARROW
    legend = _legend(shades, SCALES[picture.scale], picture.words, picture.empty)
    notes = [note(0, 1, legend, down="bottom", yshift=6, size=SMALL, color=MUTED)]
    if remarks := (*picture.remarks, *ground.remarks):
        notes.append(note(1, 0, " · ".join(remarks), across="right", down="bottom", size=SMALL, color=MUTED))
    return {
        "data": [
            _fills(shades, ground.url, SCALES[picture.scale]),
            *(outline([code for code, _name, _spot in borders.areas], borders.url, MUTED, 1.0) if borders else []),
            *outline([shade.code for shade in shades if shade.focus], ground.url, INK, OUTLINE),
            # Where the larger areas have their names, those of the many small ones would only be in the way.
            _border_names(borders) if borders else _names(shades, spots, width, height - LEGEND),
        ],
        "layout": frame(
            height,
            top=LEGEND,
            geo=view(extent([spots[shade.code] for shade in shades]), width, height - LEGEND),
            annotations=notes,
            clickmode="event+select",
        ),
    }


def _legend(shades: Sequence[Shade], colors: Sequence[str], words: Sequence[str], empty: str) -> str:
    there = {shade.band for shade in shades}
    parts = [
        styled("■", f"color:{color};font-size:16px") + f" {word}"
        for band, (color, word) in enumerate(zip(colors, words, strict=False))
        if band in there
    ]
    if empty and NO_CLASS in there:
        parts.append(styled("□", "font-size:15px") + f" {empty}")
    return "　".join(parts)


def _fills(shades: Sequence[Shade], url: str, colors: Sequence[str]) -> Spec:
    palette = [BACKGROUND, *colors]
    steps = len(palette)
    return {
        "type": "choropleth",
        "geojson": url,
        "locations": [shade.code for shade in shades],
        "z": [shade.band + 1 for shade in shades],
        "zmin": -0.5,
        "zmax": steps - 0.5,
        "colorscale": [[edge, color] for i, color in enumerate(palette) for edge in (i / steps, (i + 1) / steps)],
        "showscale": False,
        "marker": {
            "line": {
                "color": [AREA if shade.band == NO_CLASS else BACKGROUND for shade in shades],
                "width": 0.6 if len(shades) > MANY else 1.2,
            }
        },
        "customdata": [[shade.name, shade.value, shade.hover] for shade in shades],
        "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}<br>%{customdata[2]}<extra></extra>",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _names(shades: Sequence[Shade], spots: dict[str, Spot], width: int, height: int) -> Spec:
    size = 11 if len(shades) > MANY else SMALL
    labels = place(shades, spots, width, height, size)
    shown = [shade for shade in shades if shade.code in labels]
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [labels[shade.code].longitude for shade in shown],
        "lat": [labels[shade.code].latitude for shade in shown],
        "text": [_label(shade, labels[shade.code].lines) for shade in shown],
        "textfont": {"size": size, "color": [MUTED if shade.band == NO_CLASS else INK for shade in shown], "shadow": HALO},
        "hoverinfo": "skip",
    }


def _border_names(borders: Borders) -> Spec:
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [spot.longitude for _code, _name, spot in borders.areas],
        "lat": [spot.latitude for _code, _name, spot in borders.areas],
        "text": [name for _code, name, _spot in borders.areas],
        "textfont": {"size": 11, "color": INK, "shadow": HALO},
        "hoverinfo": "skip",
    }


def _label(shade: Shade, lines: int) -> str:
    name = bold(shade.short) if shade.focus else shade.short
    return f"{name}{BREAK}{shade.value}" if lines == 2 else name
