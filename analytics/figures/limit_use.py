"""Closes by the share of their limit that they used, against a smooth course; the last tenth before the deadline stands out."""

from __future__ import annotations

from analytics.figures.layout import SMALL, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import BELOW, INK, LINE, MUTED
from analytics.shapes.tickets import LimitUse
from analytics.words.language import _
from analytics.words.wording import number, percent

LEFT, RIGHT = 52, 16
STEP = 0.05


@remembered
def limit_use(picture: LimitUse, size: Size) -> Spec:
    """A pile before the deadline that is more than the smooth course explains is coloured."""
    middles = [(place + 0.5) * STEP for place in range(len(picture.counts))]
    colors = [BELOW if suspect and picture.is_beyond else LINE for suspect in picture.suspects]
    names = [f"{percent(place * STEP, 0)}–{percent((place + 1) * STEP, 0)}" for place in range(len(picture.counts))]
    expected = [number(value) for value in picture.expected] or [""] * len(names)
    bars = {
        "type": "bar",
        "x": middles,
        "y": list(picture.counts),
        "width": STEP * 0.82,
        "marker": {"color": colors},
        "customdata": [[name, number(value), smooth] for name, value, smooth in zip(names, picture.counts, expected, strict=True)],
        "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}<br>" + _("Smooth course") + " %{customdata[2]}<extra></extra>",
    }
    smooth = {
        "type": "scatter",
        "mode": "lines",
        "x": middles,
        "y": list(picture.expected),
        "line": {"color": INK, "width": 1.6, "shape": "spline"},
        "hoverinfo": "skip",
    }
    heads = [note(0, 1, _("Closes by share of the limit used; line = smooth course"), down="bottom", yshift=4, size=SMALL, color=MUTED)]
    deadline = {"type": "line", "x0": 1, "x1": 1, "y0": 0, "y1": 1, "yref": "paper", "line": {"color": MUTED, "width": 1, "dash": "dot"}}
    return {
        "data": [bars, *([smooth] if picture.expected else [])],
        "layout": frame(
            size.height,
            left=LEFT,
            right=RIGHT,
            top=22,
            bottom=22,
            xaxis=axis(range=[0, STEP * len(picture.counts)], tickvals=[0, 0.25, 0.5, 0.75, 1, 1.25], tickformat=".0%"),
            yaxis=axis(range=[0, 1.08 * max(1, *picture.counts)], showgrid=True, nticks=4, tickformat=","),
            annotations=[*heads, note(1, 1, _("Deadline"), xref="x", xshift=6, down="top", yshift=-2, size=SMALL, color=MUTED)],
            shapes=[deadline],
        ),
    }
