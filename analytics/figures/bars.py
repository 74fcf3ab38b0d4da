"""Bars from zero, one row a value: for counts, amounts and loads; names left, values right."""

from __future__ import annotations

from analytics.figures.layout import SMALL, TEXT, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import AREA, FOCUS, INK, MUTED
from analytics.shapes.rows import Bars
from analytics.words.width import text_width

ROW = 26
TOP = 24


@remembered
def bars(picture: Bars, size: Size) -> Spec:
    """The first item on top; as high as its rows, whatever the size."""
    items = picture.items
    left = int(min(220, max(60, TEXT * max(text_width(item.name) for item in items) + 14)))
    right = int(max(48, SMALL * max(text_width(item.text) for item in items) + 18))
    rows = len(items)
    values = [item.value or 0.0 for item in items]
    names = [
        note(0, rows - 1 - row, item.name, across="right", xshift=-8, size=TEXT, color=MUTED if item.quiet else INK, yref="y")
        for row, item in enumerate(items)
    ]
    texts = [note(1, rows - 1 - row, item.text, across="right", xshift=right, size=SMALL, yref="y") for row, item in enumerate(items)]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": values,
                "y": list(range(rows - 1, -1, -1)),
                "width": 0.62,
                "marker": {"color": [AREA if item.quiet else FOCUS for item in items], "cornerradius": 2},
                "customdata": [[item.name, item.text] for item in items],
                "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}<extra></extra>",
            }
        ],
        "layout": frame(
            rows * ROW + TOP + 6,
            left=left,
            right=right,
            top=TOP,
            bottom=6,
            xaxis=axis(range=[min(0.0, *values), max(0.0, *values) * 1.02 or 1.0], showticklabels=False),
            yaxis=axis(range=[-0.6, rows - 0.4], showticklabels=False),
            annotations=[note(0, 1, picture.head, down="bottom", yshift=6, size=SMALL, color=MUTED), *names, *texts],
        ),
    }
