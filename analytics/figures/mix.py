"""What each category adds to a difference of rates: bars to the left and right of nothing, in percentage points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from analytics.figures.layout import LABEL, SMALL, Spec, axis, frame, note, remembered
from analytics.figures.tokens import BELOW, INK, LINE, MUTED
from analytics.words.language import _
from analytics.words.width import text_width
from analytics.words.wording import percent, signed

ROW = 29
RIGHT = 150


class Effect(Protocol):
    """`effect` in rates (0–1); the shares of the cases on both sides where one category is meant."""

    @property
    def name(self) -> str: ...
    @property
    def effect(self) -> float: ...
    @property
    def share(self) -> float | None: ...
    @property
    def usual(self) -> float | None: ...


@remembered
def mix(effects: tuple[Effect, ...], better: str) -> Spec:
    """Largest first; orange only for what makes the rate worse."""
    shown = list(reversed(effects))
    rows = len(shown)
    left = int(min(118, max(80, LABEL * max(text_width(effect.name) for effect in shown) + 10)))
    low, high = min(0.0, *(effect.effect for effect in shown)), max(0.0, *(effect.effect for effect in shown))
    span = (high - low) or 0.01
    worse = {"higher": -1, "lower": 1}.get(better, 0)
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [effect.effect for effect in shown],
        "y": list(range(rows)),
        "width": 0.5,
        "marker": {"color": [BELOW if effect.effect * worse > 0 else LINE for effect in shown], "line": {"width": 0}},
        "hoverinfo": "skip",
    }
    return {
        "data": [bars],
        "layout": frame(
            rows * ROW + 6,
            left=left,
            right=RIGHT,
            top=2,
            bottom=2,
            xaxis=axis(visible=False, range=[low - 0.26 * span, high + 0.26 * span]),
            yaxis=axis(visible=False, range=[-0.6, rows - 0.4]),
            annotations=_texts(shown, left),
            shapes=[{"type": "line", "x0": 0, "x1": 0, "y0": -0.5, "y1": rows - 0.5, "line": {"color": MUTED, "width": 1}}],
        ),
    }


def _texts(shown: Sequence[Effect], left: int) -> list[Spec]:
    notes = []
    for row, each in enumerate(shown):
        positive = each.effect >= 0
        notes += [
            note(0, row, each.name, yref="y", xshift=-left, size=LABEL),
            note(
                each.effect,
                row,
                signed(each.effect * 100, 2),
                xref="x",
                yref="y",
                across="left" if positive else "right",
                xshift=4 if positive else -4,
                size=SMALL,
                color=INK,
            ),
        ]
        if each.share is not None:
            text = _("{share} of cases, usually {usual}").format(share=percent(each.share), usual=percent(each.usual))
            notes.append(note(1, row, text, yref="y", across="right", xshift=RIGHT, size=SMALL, color=MUTED))
    return notes
