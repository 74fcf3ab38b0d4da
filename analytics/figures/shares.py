"""Shares of a full list as bars from nothing to all: exact, so without intervals; few items stand back."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.figures.layout import SMALL, TEXT, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import AREA, BACKGROUND, INK, LINE, MUTED
from analytics.shapes.rows import Share, Shares
from analytics.words.width import text_width
from analytics.words.wording import number, percents

ROW = 22
VALUES, COUNTS = 46, 98  # right edges of the two columns, px from the plot
NARROW = 150  # the plot, in px, where the card is narrowest
WIDEST = 158


@remembered
def shares(picture: Shares, size: Size) -> Spec:
    """The first row on top; rows are as high as the size allows, never under 20 px."""
    rows, whole, count_head = picture.rows, picture.whole, picture.count_head
    drawn = rows[::-1]
    left = int(min(WIDEST, max(70, TEXT * max(text_width(row.name) for row in rows) + 12)))
    head = f"{picture.whole_label} {percents(whole)}"
    return {
        "data": [_track(drawn), _bars(drawn, count_head)],
        "layout": frame(
            max(size.height, ROW * len(rows) + 28),
            left=left,
            right=COUNTS,
            top=22,
            bottom=4,
            barmode="overlay",
            xaxis=axis(range=[0, 1], showticklabels=False),
            yaxis=axis(range=[-0.6, len(rows) - 0.4], showticklabels=False),
            annotations=[
                *_columns(drawn, left),
                note(whole, 1, head, xref="x", xshift=_beside(whole, head), down="bottom", yshift=4, size=SMALL),
                note(1, 1, picture.value_head, across="right", xshift=VALUES, down="bottom", yshift=4, size=SMALL, color=MUTED),
                note(1, 1, count_head, across="right", xshift=COUNTS - 2, down="bottom", yshift=4, size=SMALL, color=MUTED),
            ],
            shapes=[_line(whole, len(rows))],
        ),
    }


def _track(rows: Sequence[Share]) -> Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [1] * len(rows),
        "y": list(range(len(rows))),
        "width": 0.5,
        "marker": {"color": AREA},
        "hoverinfo": "skip",
    }


def _bars(rows: Sequence[Share], count_head: str) -> Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [row.value for row in rows],
        "y": list(range(len(rows))),
        "width": 0.5,
        "marker": {"color": [BACKGROUND if row.thin else LINE for row in rows], "line": {"color": LINE, "width": 1}},
        "customdata": [[row.name, percents(row.value), number(row.n)] for row in rows],
        "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}%<br>" + count_head + " %{customdata[2]}<extra></extra>",
    }


def _columns(rows: Sequence[Share], left: int) -> list[Spec]:
    notes = []
    for place, row in enumerate(rows):
        ink = MUTED if row.thin else INK
        notes += [
            note(0, place, _fitting(row.name, left), yref="y", xshift=-left, color=ink),
            note(1, place, percents(row.value), yref="y", across="right", xshift=VALUES, color=ink),
            note(1, place, number(row.n), yref="y", across="right", xshift=COUNTS - 2, color=MUTED),
        ]
    return notes


def _fitting(name: str, width: int) -> str:
    while len(name) > 2 and TEXT * text_width(name) > width - 8:
        name = name[:-2] + "…"
    return name


def _beside(whole: float, head: str) -> float:
    """Centred over its line, but left of the heads of the columns."""
    width = SMALL * text_width(head)
    return -min(width, max(width / 2, whole * NARROW + width - NARROW + 8))


def _line(x: float, rows: int) -> Spec:
    return {"type": "line", "x0": x, "x1": x, "y0": -0.6, "y1": rows - 0.4, "line": {"color": INK, "width": 1}}
