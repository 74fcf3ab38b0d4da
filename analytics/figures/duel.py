"""The difference of two rates by category, in two panels of shared rows: what the mix adds, what the handling adds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from analytics.figures.layout import LABEL, SMALL, Spec, axis, frame, note, remembered
from analytics.figures.tokens import FOCUS, INK, LINE, MUTED
from analytics.words.language import _
from analytics.words.marks import bold
from analytics.words.width import text_width
from analytics.words.wording import signed

ROW = 30
PANELS = ((0.0, 0.47), (0.53, 1.0))


class Piece(Protocol):
    """What one category adds to the difference (0–1)."""

    @property
    def name(self) -> str: ...
    @property
    def mix(self) -> float: ...
    @property
    def performance(self) -> float: ...


@remembered
def duel(pieces: tuple[Piece, ...], mix: float, performance: float) -> Spec:
    """The sums on top, then every piece; both panels have the same scale."""
    names = [_("Sum"), *(piece.name for piece in pieces)][::-1]
    values = [[mix, *(piece.mix for piece in pieces)][::-1], [performance, *(piece.performance for piece in pieces)][::-1]]
    rows = len(names)
    left = int(min(124, max(80, LABEL * max(text_width(name) for name in names) + 12)))
    low, high = (bound(0.0, *(value for panel in values for value in panel)) for bound in (min, max))
    air = 0.3 * ((high - low) or 0.01)
    span = [low - air, high + air]
    heads = (_("Case mix, points"), _("Handling, points"))
    notes = [note(0, row, bold(name) if row == rows - 1 else name, yref="y", xshift=-left, size=LABEL) for row, name in enumerate(names)]
    for (start, _end), head in zip(PANELS, heads, strict=True):
        notes.append(note(start, 1, head, down="bottom", yshift=4, size=SMALL, color=MUTED))
    for axis_name, panel in zip(("x", "x2"), values, strict=True):
        notes += _numbers(panel, axis_name)
    zero = [
        {"type": "line", "xref": axis_name, "x0": 0, "x1": 0, "y0": -0.5, "y1": rows - 0.5, "line": {"color": MUTED, "width": 1}}
        for axis_name in ("x", "x2")
    ]
    return {
        "data": [_bars(values[0], LINE, "x"), _bars(values[1], FOCUS, "x2")],
        "layout": frame(
            rows * ROW + 30,
            left=left,
            right=4,
            top=24,
            bottom=4,
            xaxis=axis(visible=False, domain=PANELS[0], range=span),
            xaxis2=axis(visible=False, domain=PANELS[1], range=span, anchor="y"),
            yaxis=axis(visible=False, range=[-0.6, rows - 0.4]),
            annotations=notes,
            shapes=[*zero, _under_sum(rows)],
        ),
    }


def _bars(values: Sequence[float], color: str, axis_name: str) -> Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(values),
        "y": list(range(len(values))),
        "xaxis": axis_name,
        "yaxis": "y",
        "width": 0.5,
        "marker": {"color": color, "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _numbers(values: Sequence[float], axis_name: str) -> list[Spec]:
    notes = []
    for row, value in enumerate(values):
        text = signed(value * 100, 2)
        side, shift = ("left", 4) if value >= 0 else ("right", -4)
        shown = bold(text) if row == len(values) - 1 else text
        notes.append(note(value, row, shown, xref=axis_name, yref="y", across=side, xshift=shift, size=SMALL, color=INK))
    return notes


def _under_sum(rows: int) -> Spec:
    line = {"color": LINE, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": rows - 1.5, "y1": rows - 1.5, "line": line}
