"""Map of a rate by area: three classes of evidence, names and values on the areas, the own area outlined."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.figures import layout
from analytics.figures.evidence import FILLS, PEER_FILLS
from analytics.figures.layout import SMALL, Spec, frame, note, remembered
from analytics.figures.placement import Spot, extent, place
from analytics.figures.tokens import AREA, BACKGROUND, INK, MUTED
from analytics.figures.viewport import view
from analytics.shapes.evidence import CLASSES, GLYPHS, is_distinct, word
from analytics.shapes.units import Unit
from analytics.words.language import _
from analytics.words.marks import BREAK, bold, styled
from analytics.words.wording import count, interval, percent, percents

LEGEND = 26
NARROW = 330  # the picture, in px, where the card is narrowest
CONFIG = layout.CONFIG | {"topojsonURL": "/app/static/topo/"}  # else plotly asks a host on the internet
HALO = f"0 0 2px {BACKGROUND}, 0 0 2px {BACKGROUND}, 0 0 3px {BACKGROUND}"
CLEAR = "rgba(0,0,0,0)"


@remembered
def area_map(
    units: tuple[Unit, ...],
    places: tuple[tuple[str, Spot], ...],
    url: str,
    height: int,
    *,
    count_head: str = "",
    width: int = NARROW,
    peers: bool = False,
    remark: str = "",
) -> Spec:
    """Units (rates 0–1) on the boundaries at `url`; `places` has a Spot for each unit, `width` is the picture's, in px.

    With `peers` the fills are paler, so that neighbours do not outshout the own area. `remark` stands in the lower right corner.
    """
    spots = dict(places)
    fills = PEER_FILLS if peers else FILLS
    legend = "　".join(styled("■", f"color:{fills[c]};font-size:16px") + f" {word(c)}" for c in CLASSES if any(u.cls == c for u in units))
    notes = [note(0, 1, legend, down="bottom", yshift=6, size=SMALL, color=MUTED)]
    if remark:
        notes.append(note(1, 0, remark, across="right", down="bottom", size=SMALL, color=MUTED))
    return {
        "data": [
            _areas(units, url, fills, 0.6 if len(units) > 50 else 1.2, count_head),
            *outline([unit.code for unit in units if unit.focus], url),
            _names(units, spots, width, height - LEGEND, peers),
        ],
        "layout": frame(
            height,
            top=LEGEND,
            geo=view(extent([spots[unit.code] for unit in units]), width, height - LEGEND),
            annotations=notes,
            clickmode="event+select",
        ),
    }


def _areas(units: Sequence[Unit], url: str, fills: dict[str, str], line: float, count_head: str) -> Spec:
    steps = len(CLASSES)
    scale = [[edge, fills[c]] for i, c in enumerate(CLASSES) for edge in (i / steps, (i + 1) / steps)]
    return {
        "type": "choropleth",
        "geojson": url,
        "locations": [unit.code for unit in units],
        "z": [CLASSES.index(unit.cls) for unit in units],
        "zmin": -0.5,
        "zmax": steps - 0.5,
        "colorscale": scale,
        "showscale": False,
        "marker": {"line": {"color": [AREA if unit.cls == "thin" else BACKGROUND for unit in units], "width": line}},
        "customdata": [[u.name, percent(u.rate), interval(u.low, u.high), count(u.n, "cases"), word(u.cls)] for u in units],
        "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}<br>"
        + _("95% interval")
        + " %{customdata[2]}%<br>"
        + count_head
        + " %{customdata[3]}<br>%{customdata[4]}<extra></extra>",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def outline(codes: Sequence[str], url: str, color: str = INK, width: float = 1.8) -> list[Spec]:
    """The borders of some areas drawn again on top; nothing without any."""
    if not codes:
        return []
    return [
        {
            "type": "choropleth",
            "geojson": url,
            "locations": list(codes),
            "z": [0] * len(codes),
            "colorscale": [[0, CLEAR], [1, CLEAR]],
            "showscale": False,
            "marker": {"line": {"color": color, "width": width}},
            "hoverinfo": "skip",
        }
    ]


def _names(units: Sequence[Unit], spots: dict[str, Spot], width: int, height: int, peers: bool) -> Spec:
    size = 11 if len(units) > 50 else SMALL
    labels = place(units, spots, width, height, size)
    shown = [unit for unit in units if unit.code in labels]
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [labels[unit.code].longitude for unit in shown],
        "lat": [labels[unit.code].latitude for unit in shown],
        "text": [_label(unit, labels[unit.code].lines, peers) for unit in shown],
        "textfont": {"size": size, "color": [MUTED if unit.cls == "thin" else INK for unit in shown], "shadow": HALO},
        "hoverinfo": "skip",
    }


def _label(unit: Unit, lines: int, peers: bool) -> str:
    name = bold(unit.short) if unit.focus or (is_distinct(unit) and not peers) else unit.short
    value = f"{BREAK}{percents(unit.rate)}" if lines == 2 and unit.cls != "thin" else ""
    return name + value + GLYPHS.get(unit.cls, "")
