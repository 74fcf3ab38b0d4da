"""Loads before and after a change: one row a unit, an open dot that moves to a filled one, and a limit."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.figures.layout import SMALL, TEXT, Size, Spec, axis, frame, note, remembered
from analytics.figures.scatter import ticks
from analytics.figures.tokens import BACKGROUND, FOCUS, LINE, MUTED
from analytics.shapes.changes import Shift, Shifts
from analytics.words.language import _
from analytics.words.marks import styled
from analytics.words.width import text_width
from analytics.words.wording import number

ROW = 24
VALUES = 132


@remembered
def before_after(picture: Shifts, size: Size) -> Spec:
    """One row each, the first on top; as high as its rows, whatever the size."""
    steps, limit = picture.items, picture.limit
    shown = steps[::-1]
    rows = len(shown)
    left = int(min(132, max(86, TEXT * max(text_width(step.name) for step in shown) + 14)))
    values = [value for step in shown for value in (step.before, step.after) if value is not None]
    right = max([*values, limit or 0]) * 1.06 or 1.0
    return {
        "data": [_lines(shown), _dots(shown, "before"), _dots(shown, "after")],
        "layout": frame(
            ROW * rows + 58,
            left=left,
            right=VALUES,
            top=30,
            bottom=28,
            xaxis=axis(range=[-0.02 * right, right], showgrid=True, **ticks(0, right)),
            yaxis=axis(range=[-0.6, rows - 0.4], showticklabels=False),
            shapes=[] if limit is None else [_limit(limit)],
            annotations=[
                note(
                    0,
                    1,
                    "○ " + _("before") + f"　{styled('●', f'color:{FOCUS}')} " + _("after"),
                    xshift=-left,
                    down="bottom",
                    yshift=6,
                    size=SMALL,
                    color=MUTED,
                ),
                *(
                    []
                    if limit is None
                    else [
                        note(
                            limit,
                            1,
                            _("limit {limit}").format(limit=number(limit, 1)),
                            xref="x",
                            across="center",
                            down="bottom",
                            yshift=6,
                            size=SMALL,
                            color=MUTED,
                        )
                    ]
                ),
                note(1, 1, _("grid workers"), across="right", xshift=VALUES - 2, down="bottom", yshift=6, size=SMALL, color=MUTED),
                *_columns(shown, left),
            ],
        ),
    }


def _limit(value: float) -> Spec:
    return {
        "type": "line",
        "x0": value,
        "x1": value,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": MUTED, "width": 1, "dash": "dot"},
    }


def _lines(shown: Sequence[Shift]) -> Spec:
    x: list[float | None] = []
    y: list[float | None] = []
    for row, step in enumerate(shown):
        if step.before is not None and step.after is not None:
            x += [step.before, step.after, None]
            y += [row, row, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": LINE, "width": 2}, "hoverinfo": "skip"}


def _dots(shown: Sequence[Shift], when: str) -> Spec:
    there = [(row, step) for row, step in enumerate(shown) if getattr(step, when) is not None]
    after = when == "after"
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "x": [getattr(step, when) for _row, step in there],
        "y": [row for row, _step in there],
        "marker": {
            "size": 10,
            "color": FOCUS if after else BACKGROUND,
            "line": {"color": FOCUS if after else MUTED, "width": 1.5},
        },
        "customdata": [[step.name, step.words] for _row, step in there],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    }


def _columns(shown: Sequence[Shift], left: int) -> list[Spec]:
    notes = []
    for row, step in enumerate(shown):
        notes += [
            note(0, row, step.name, yref="y", xshift=-left),
            note(1, row, step.words, yref="y", across="right", xshift=VALUES - 2),
        ]
    return notes
