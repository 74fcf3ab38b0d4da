"""Map of projects: a mark at each place, its shape and colour by the state of the worst project there, on the areas' outlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal, Protocol

from analytics.figures import layout
from analytics.figures.layout import SMALL, Spec, frame, note, remembered
from analytics.figures.placement import Spot, extent, place
from analytics.figures.tokens import AREA, BACKGROUND, BELOW, FOCUS, INK, LINE, MUTED
from analytics.figures.viewport import view
from analytics.shapes.evidence import Class
from analytics.words.language import _
from analytics.words.marks import styled
from data.contracts.model import N_

State = Literal["delayed", "running", "finished", "waiting"]
CONFIG = layout.CONFIG | {"topojsonURL": "/app/static/topo/"}  # else plotly asks a host on the internet
HALO = f"0 0 2px {BACKGROUND}, 0 0 2px {BACKGROUND}, 0 0 3px {BACKGROUND}"
LEGEND = 26
EDGE = 0.03
SMALLEST, LARGEST = 8, 20
# Glyphs say the state first, colour second.
SYMBOLS: dict[State, str] = {"delayed": "triangle-down", "running": "circle", "finished": "circle-open", "waiting": "square-open"}
COLORS = {"delayed": BELOW, "running": FOCUS, "finished": MUTED, "waiting": MUTED}
GLYPHS = {"delayed": "▼", "running": "●", "finished": "○", "waiting": "□"}
WORDS = {"delayed": N_("Delayed"), "running": N_("Under way"), "finished": N_("Finished"), "waiting": N_("Not begun")}


class Place(Protocol):
    """Projects at one point; `text` is what the pointer reads, `project_id` what a click opens."""

    @property
    def longitude(self) -> float: ...
    @property
    def latitude(self) -> float: ...
    @property
    def state(self) -> State: ...
    @property
    def count(self) -> int: ...
    @property
    def project_id(self) -> str: ...
    @property
    def text(self) -> str: ...


@remembered
def project_map(
    found: tuple[Place, ...],
    names: tuple[tuple[str, str], ...],
    places: tuple[tuple[str, Spot], ...],
    url: str,
    height: int,
    *,
    width: int = 420,
    remark: str = "",
) -> Spec:
    """`names`: code and short name of the areas whose outlines are at `url`; `places` has a Spot for each."""
    spots = dict(places)
    present = [state for state in SYMBOLS if any(spot.state == state for spot in found)]
    legend = "　".join(styled(GLYPHS[state], f"color:{COLORS[state]}") + f" {_(WORDS[state])}" for state in present)
    notes = [note(0, 1, legend, down="bottom", yshift=6, size=SMALL, color=MUTED)]
    if remark:
        notes.append(note(1, 0, remark, across="right", down="bottom", size=SMALL, color=MUTED))
    return {
        "data": [
            _areas(names, url),
            _names(names, spots, width, height - LEGEND),
            *(_marks([spot for spot in found if spot.state == state], state) for state in present[::-1]),
        ],
        "layout": frame(
            height,
            top=LEGEND,
            geo=view(extent([spots[code] for code, _name in names]), width, height - LEGEND, EDGE),
            annotations=notes,
            clickmode="event+select",
        ),
    }


def _areas(names: Sequence[tuple[str, str]], url: str) -> Spec:
    return {
        "type": "choropleth",
        "geojson": url,
        "locations": [code for code, _name in names],
        "z": [0] * len(names),
        "colorscale": [[0, AREA], [1, AREA]],
        "showscale": False,
        "marker": {"line": {"color": BACKGROUND, "width": 0.6 if len(names) > 50 else 1.2}},
        "hoverinfo": "skip",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


@dataclass(frozen=True)
class _Named:
    """An area as the placement of names wants it: it has a name and nothing to compare."""

    code: str
    name: str
    short: str
    n: int = 0
    k: int = 0
    rate: float | None = None
    low: float | None = None
    high: float | None = None
    cls: Class = "same"
    focus: bool = False


def _names(names: Sequence[tuple[str, str]], spots: dict[str, Spot], width: int, height: int) -> Spec:
    """Names where they do not touch each other."""
    labels = place([_Named(code, name, name) for code, name in names], spots, width, height, SMALL)
    shown = [(labels[code], name) for code, name in names if code in labels]
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [label.longitude for label, _name in shown],
        "lat": [label.latitude for label, _name in shown],
        "text": [name for _label, name in shown],
        "textfont": {"size": SMALL, "color": MUTED, "shadow": HALO},
        "hoverinfo": "skip",
    }


def _marks(found: Sequence[Place], state: State) -> Spec:
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
