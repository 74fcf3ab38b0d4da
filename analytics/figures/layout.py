"""What all figures share: layout, axes, notes, and remembering a figure as long as its data stay the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any

import plotly.graph_objects as go

from analytics.figures.tags import tagged
from analytics.figures.tokens import AREA, BACKGROUND, INK, LINE, MUTED
from analytics.words.language import language, speaking

Spec = dict[str, Any]
TEXT, LABEL, SMALL = 13, 12.5, 12
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}


@dataclass(frozen=True)
class Size:
    """Room of a figure in px; without a `width` it is drawn for the narrowest card it fits into."""

    height: int
    width: int | None = None


def remembered(build: Callable[..., Spec]) -> Callable[..., go.Figure]:
    """Make `build` keep its last figures by their (hashable) data and language; callers must not change them.

    The specification is checked by plotly once, here: given as a plain dict it would be checked at every rerun (8 ms).
    """

    @lru_cache(maxsize=256)
    def built(code: str, arguments: tuple[Any, ...], options: tuple[tuple[str, Any], ...]) -> go.Figure:
        with speaking(code):
            return go.Figure(tagged(build(*arguments, **dict(options))))

    @wraps(build)
    def figure(*arguments: Any, **options: Any) -> go.Figure:
        return built(language(), arguments, tuple(sorted(options.items())))

    return figure


def frame(height: int, left: int = 0, right: int = 0, top: int = 0, bottom: int = 0, **more: Any) -> Spec:
    """The layout of a figure; margins are explicit so that neighbours align."""
    return {
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
        "font": {"size": TEXT, "color": INK},
        "showlegend": False,
        "paper_bgcolor": BACKGROUND,
        "plot_bgcolor": BACKGROUND,
        "hoverlabel": {"bgcolor": BACKGROUND, "bordercolor": LINE, "font": {"size": TEXT, "color": INK}, "align": "left"},
        "hovermode": "closest",
        "dragmode": False,
        "separators": ".,",
        **more,
    }


def axis(**more: Any) -> Spec:
    """An axis without line, ticks or zero line; `showgrid=True` for the one direction that is read."""
    return {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickfont": {"size": SMALL, "color": MUTED},
        "gridcolor": AREA,
        "gridwidth": 1,
        "griddash": "solid",
        "fixedrange": True,
        "automargin": False,
        **more,
    }


def note(
    x: float | str, y: float, text: str, *, across: str = "left", down: str = "middle", size: float = TEXT, color: str = INK, **more: Any
) -> Spec:
    """Text at a place, in paper coordinates unless `xref` or `yref` say otherwise."""
    return {
        "x": x,
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "text": text,
        "showarrow": False,
        "xanchor": across,
        "yanchor": down,
        "align": across,
        "font": {"size": size, "color": color},
        **more,
    }
