"""Lorenz curve: which share of the work the least loaded share of workers carries, against equality."""

from __future__ import annotations

from analytics.figures.layout import LABEL, SMALL, Spec, axis, frame, note, remembered
from analytics.figures.tokens import AREA, BACKGROUND, FOCUS, INK, LINE, MUTED
from analytics.words.language import _
from analytics.words.marks import BREAK, bold
from analytics.words.wording import percent

TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
LEFT, BOTTOM, TOP = 46, 42, 24
BUSY = 0.8  # the busiest fifth begins here
Curve = tuple[tuple[float, ...], tuple[float, ...]]


@remembered
def lorenz_curve(curve: Curve, busiest: float, height: int, *, before: Curve | None = None) -> Spec:
    """`curve`: cumulative shares of people and of work (0–1); `before` is drawn in grey behind it."""
    x, y = curve
    traces = [_line(before[0], before[1], LINE, 2, _("before"))] if before else []
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "lines",
                "x": [0, 1],
                "y": [0, 1],
                "line": {"color": INK, "width": 1},
                "hoverinfo": "skip",
            },
            *traces,
            _line(x, y, FOCUS, 2.5, _("after") if before else "", fill=not before),
            {
                "type": "scatter",
                "mode": "markers",
                "x": [BUSY],
                "y": [1 - busiest],
                "marker": {"color": FOCUS, "size": 9, "line": {"color": BACKGROUND, "width": 1.5}},
                "hoverinfo": "skip",
            },
        ],
        "layout": frame(
            height,
            left=LEFT,
            right=16,
            top=TOP,
            bottom=BOTTOM,
            xaxis=axis(range=[0, 1], tickvals=list(TICKS), ticktext=[percent(value, 0) for value in TICKS]),
            yaxis=axis(range=[0, 1], showgrid=True, tickvals=list(TICKS), ticktext=[percent(value, 0) for value in TICKS]),
            annotations=[
                note(0, 1, _("Share of the work"), xshift=-LEFT, down="bottom", yshift=6, size=SMALL, color=MUTED),
                note(1, 0, _("Grid workers, least loaded first"), across="right", down="top", yshift=-22, size=SMALL, color=MUTED),
                note(0.44, 0.47, _("shared evenly"), across="right", down="bottom", size=SMALL, color=MUTED, yshift=2),
                note(
                    BUSY,
                    1 - busiest,
                    bold(_("the busiest 20%")) + BREAK + _("carry {share}").format(share=percent(busiest, 0)),
                    xref="x",
                    yref="y",
                    across="right",
                    down="middle",
                    xshift=-12,
                    size=LABEL,
                    color=FOCUS,
                    bgcolor=BACKGROUND,
                ),
            ],
            shapes=[
                {
                    "type": "rect",
                    "x0": BUSY,
                    "x1": 1,
                    "y0": 0,
                    "y1": 1,
                    "fillcolor": AREA,
                    "opacity": 0.45,
                    "line": {"width": 0},
                    "layer": "below",
                }
            ],
        ),
    }


def _line(x: tuple[float, ...], y: tuple[float, ...], color: str, width: float, name: str, *, fill: bool = False) -> Spec:
    shown = [[percent(people, 0), percent(work, 0)] for people, work in zip(x, y, strict=True)]
    least = _("The least loaded {people} carry {work}").format(people="%{customdata[0]}", work="%{customdata[1]}")
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(x),
        "y": list(y),
        "line": {"color": color, "width": width},
        **({"fill": "tozeroy", "fillcolor": AREA} if fill else {}),
        "customdata": shown,
        "hovertemplate": (f"<b>{name}</b><br>" if name else "") + least + "<extra></extra>",
    }
