"""Units by two measures: one dot each, the middle of either measure as a line, the chosen unit named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from analytics.figures.layout import LABEL, SMALL, Spec, axis, frame, note, remembered
from analytics.figures.tokens import AREA, BACKGROUND, FOCUS, INK, MUTED
from analytics.words.marks import bold
from analytics.words.wording import number, percent

LEFT, BOTTOM, TOP = 46, 42, 24
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000)
MOST_TICKS = 6


@dataclass(frozen=True)
class Dot:
    """A unit at `x` and at a rate `y` (0–1); `hover` is what is said under its name."""

    name: str
    x: float
    y: float
    hover: str
    focus: bool = False


@remembered
def scatter(dots: tuple[Dot, ...], height: int, *, x_head: str, y_head: str, middle: str) -> Spec:
    """`middle` is what the lines at the two medians are called."""
    others, chosen = [dot for dot in dots if not dot.focus], [dot for dot in dots if dot.focus]
    mid_x, mid_y = median(dot.x for dot in dots), median(dot.y for dot in dots)
    right = max(dot.x for dot in dots) * 1.06 or 1.0
    low, high = min(dot.y for dot in dots), max(dot.y for dot in dots)
    room = max(0.01, 0.06 * (high - low))
    edges = [max(-0.01, low - room), min(1.01, high + room)]
    return {
        "data": [_dots(others, MUTED, 8, 0.55), _dots(chosen, FOCUS, 12, 1)],
        "layout": frame(
            height,
            left=LEFT,
            right=16,
            top=TOP,
            bottom=BOTTOM,
            xaxis=axis(range=[0, right], **ticks(0, right)),
            yaxis=axis(range=edges, showgrid=True, **ticks(*edges, percents=True)),
            shapes=[_straight(x0=mid_x, x1=mid_x, y0=0, y1=1, yref="paper"), _straight(x0=0, x1=1, y0=mid_y, y1=mid_y, xref="paper")],
            annotations=[
                note(0, 1, y_head, xshift=-LEFT, down="bottom", yshift=6, size=SMALL, color=MUTED),
                note(1, 0, x_head, across="right", down="top", yshift=-22, size=SMALL, color=MUTED),
                note(
                    mid_x,
                    0,
                    f"{middle} {number(mid_x, 1 if mid_x >= 1 else 2)}",
                    xref="x",
                    across="right" if mid_x > right / 2 else "left",
                    xshift=-4 if mid_x > right / 2 else 4,
                    down="bottom",
                    yshift=2,
                    size=SMALL,
                ),
                note(1, mid_y, f"{middle} {percent(mid_y)}", yref="y", across="right", down="bottom", yshift=1, size=SMALL, color=INK),
                *(
                    note(dot.x, dot.y, bold(dot.name), xref="x", yref="y", xshift=10, size=LABEL, color=FOCUS, bgcolor=BACKGROUND)
                    for dot in chosen
                ),
            ],
        ),
    }


def _dots(dots: Sequence[Dot], color: str, size: int, opacity: float) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "x": [dot.x for dot in dots],
        "y": [dot.y for dot in dots],
        "marker": {"color": color, "size": size, "opacity": opacity, "line": {"color": BACKGROUND, "width": 1}},
        "customdata": [[dot.name, dot.hover] for dot in dots],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    }


def _straight(**where: float | str) -> Spec:
    return {"type": "line", **where, "line": {"color": AREA, "width": 1.5}, "layer": "below"}


def ticks(low: float, high: float, *, percents: bool = False) -> Spec:
    """At most six round numbers between two values."""
    step = next((step for step in STEPS if (high - low) / step <= MOST_TICKS), STEPS[-1])
    first = int(-(-low // step))
    values = [round(step * n, 6) for n in range(first, int(high // step) + 1)]
    texts = [percent(value, 0 if step >= 0.01 else 1) if percents else number(value, 0 if step >= 1 else 1) for value in values]
    return {"tickvals": values, "ticktext": texts}
