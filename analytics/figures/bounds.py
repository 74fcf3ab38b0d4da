"""Satisfaction by group: the rate among the rated, on the range that the unrated leave open."""

from __future__ import annotations

from analytics.figures.layout import SMALL, TEXT, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import BACKGROUND, FOCUS, INK, LINE, MUTED
from analytics.shapes.tickets import Bounded, Bounds
from analytics.words.language import _
from analytics.words.width import text_width
from analytics.words.wording import number, percent, percents

ROW, TOP, BOTTOM = 26, 22, 22
VALUES, COUNTS = 50, 128
MOST = 12


@remembered
def bounds(picture: Bounds, size: Size) -> Spec:
    """Groups from the top; a group that nobody rated has its range and no dot."""
    shown = picture.groups[:MOST]
    rows = len(shown)
    left = int(min(150, max(86, TEXT * max(text_width(group.name) for group in shown) + 14)))
    x: list[float | None] = []
    y: list[float | None] = []
    for place, group in enumerate(shown):
        x += [group.low, group.high, None]
        y += [rows - 1 - place, rows - 1 - place, None]
    rated = [(rows - 1 - place, group) for place, group in enumerate(shown) if group.rate is not None]
    heads = (
        (0.0, 0, "left", _("━ with the unrated　● among the rated")),
        (1.0, VALUES, "right", _("Satisfied %")),
        (1.0, COUNTS, "right", _("Rated / resolved")),
    )
    return {
        "data": [
            {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": LINE, "width": 4}, "hoverinfo": "skip"},
            {
                "type": "scatter",
                "mode": "markers",
                "cliponaxis": False,
                "x": [group.rate for _row, group in rated],
                "y": [row for row, _group in rated],
                "marker": {"size": 10, "color": FOCUS, "line": {"color": BACKGROUND, "width": 1}},
                "customdata": [[group.name, percent(group.rate), percents(group.low), percents(group.high)] for _row, group in rated],
                "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}<br>"
                + _("With the unrated")
                + " %{customdata[2]}–%{customdata[3]}%<extra></extra>",
            },
        ],
        "layout": frame(
            max(size.height, ROW * rows + TOP + BOTTOM),
            left=left,
            right=COUNTS + 2,
            top=TOP,
            bottom=BOTTOM,
            xaxis=axis(range=[0, 1], showgrid=True, tickvals=[0, 0.25, 0.5, 0.75, 1], tickformat=".0%"),
            yaxis=axis(visible=False, range=[-0.6, rows - 0.4]),
            annotations=[
                *(
                    note(place, 1, text, across=across, xshift=shift, down="bottom", yshift=4, size=SMALL, color=MUTED)
                    for place, shift, across, text in heads
                ),
                *(part for place, group in enumerate(shown) for part in _row(group, rows - 1 - place, left)),
            ],
        ),
    }


def _row(group: Bounded, y: int, left: int) -> list[Spec]:
    parts = f"{number(group.rated)} / {number(group.resolved)}"
    return [
        note(0, y, group.name, yref="y", xshift=-left, color=INK),
        note(1, y, percents(group.rate), yref="y", across="right", xshift=VALUES, color=INK),
        note(1, y, parts, yref="y", across="right", xshift=COUNTS, size=SMALL, color=MUTED),
    ]
