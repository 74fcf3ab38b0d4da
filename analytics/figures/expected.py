"""Units that counted far less than expected: the expected number with its 95 % interval, and what came in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from analytics.figures.layout import SMALL, TEXT, Spec, axis, frame, note, remembered
from analytics.figures.scatter import ticks
from analytics.figures.tokens import BACKGROUND, BELOW, INK, LINE, MUTED
from analytics.words.language import _
from analytics.words.marks import bold, styled
from analytics.words.width import text_width
from analytics.words.wording import DASH, number

ROW = 34
VALUES, RANGE = 40, 118  # right edges of the two columns, px from the plot


class Question(Protocol):
    """A unit with what it received, and what was expected with its 95 % interval."""

    @property
    def name(self) -> str: ...
    @property
    def received(self) -> int: ...
    @property
    def expected(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


@remembered
def expected_counts(questions: tuple[Question, ...]) -> Spec:
    """One row each, the first on top."""
    shown = questions[::-1]
    rows = len(shown)
    left = int(min(132, max(86, TEXT * max(text_width(item.name) for item in shown) + 14)))
    right = max(item.high for item in shown) * 1.05
    return {
        "data": [_intervals(shown), _marks(shown, "expected"), _marks(shown, "received")],
        "layout": frame(
            ROW * rows + 58,
            left=left,
            right=RANGE,
            top=30,
            bottom=28,
            xaxis=axis(range=[-0.02 * right, right], showgrid=True, **ticks(0, right)),
            yaxis=axis(range=[-0.6, rows - 0.4], showticklabels=False),
            annotations=[*_columns(shown, left), *_heads()],
        ),
    }


def _heads() -> list[Spec]:
    legend = (
        f"{styled('▼', f'color:{BELOW}')} "
        + _("came in")
        + "　| "
        + _("expected")
        + f"　{styled('━', f'color:{LINE}')} "
        + _("95% interval")
    )
    return [
        note(0, 1, legend, down="bottom", yshift=6, size=SMALL, color=MUTED),
        note(1, 1, _("came in"), across="right", xshift=VALUES, down="bottom", yshift=6, size=SMALL, color=MUTED),
        note(1, 1, _("expected"), across="right", xshift=RANGE - 2, down="bottom", yshift=6, size=SMALL, color=MUTED),
    ]


def _intervals(shown: Sequence[Question]) -> Spec:
    x: list[float | None] = []
    y: list[float | None] = []
    for row, item in enumerate(shown):
        x += [item.low, item.high, None]
        y += [row, row, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": LINE, "width": 4}, "hoverinfo": "skip"}


def _marks(shown: Sequence[Question], what: str) -> Spec:
    received = what == "received"
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "x": [getattr(item, what) for item in shown],
        "y": list(range(len(shown))),
        "marker": {
            "symbol": "triangle-down" if received else "line-ns",
            "size": 12 if received else 14,
            "color": BELOW if received else INK,
            "line": {"color": BACKGROUND if received else INK, "width": 1 if received else 2},
        },
        "customdata": [[item.name, number(item.received), number(item.expected), number(item.low), number(item.high)] for item in shown],
        "hovertemplate": "<b>%{customdata[0]}</b><br>"
        + _("came in")
        + " %{customdata[1]}<br>"
        + _("expected")
        + " %{customdata[2]}（%{customdata[3]}–%{customdata[4]}）<extra></extra>",
    }


def _columns(shown: Sequence[Question], left: int) -> list[Spec]:
    notes = []
    for row, item in enumerate(shown):
        notes += [
            note(0, row, bold(item.name), yref="y", xshift=-left),
            note(1, row, bold(number(item.received)), yref="y", across="right", xshift=VALUES),
            note(1, row, f"{number(item.low)}{DASH}{number(item.high)}", yref="y", across="right", xshift=RANGE - 2, color=MUTED),
        ]
    return notes
