"""Waterfall of a score: from full points down to the score, each measure taking what it loses."""

from __future__ import annotations

from typing import Protocol

from analytics.figures.layout import LABEL, SMALL, Spec, axis, frame, note, remembered
from analytics.figures.tokens import AREA, FOCUS, LINE, MUTED
from analytics.words.language import _
from analytics.words.marks import bold
from analytics.words.width import text_width
from analytics.words.wording import number

ROW = 40
RIGHT = 168
FULL = 100.0
FELT = 0.05  # what is lost rounds to nothing below


class Part(Protocol):
    """One measure: what it could earn at `most`, what it `lost`; `value` is told, `points` of 100 at that value."""

    @property
    def name(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def points(self) -> float: ...
    @property
    def most(self) -> float: ...
    @property
    def lost(self) -> float: ...


@remembered
def waterfall(parts: tuple[Part, ...], score: float, grade: str) -> Spec:
    """First the full 100, then every measure in the order of the preset, last the score."""
    rows = len(parts) + 2
    left = int(min(150, max(80, LABEL * max(text_width(part.name) for part in parts) + 12)))
    steps, level = [], FULL
    for part in parts:
        steps.append((level - part.lost, level))
        level -= part.lost
    low = _start(min(start for start, _end in [*steps, (score, score)]))
    bars = [(low, FULL), *steps, (low, score)]
    heights = list(range(rows - 1, -1, -1))
    total, told = _("Score"), _("Grade {grade}").format(grade=grade)
    notes: list[Spec] = [
        note(0, heights[0], _("Full points"), yref="y", xshift=-left, size=LABEL),
        note(0, heights[-1], bold(total), yref="y", xshift=-left, size=LABEL),
        note(1, heights[-1], f"{bold(number(score, 1))}　{told}", yref="y", across="right", xshift=RIGHT),
        note(1, heights[0], number(FULL), yref="y", across="right", xshift=RIGHT, color=MUTED),
    ]
    for part, height, (start, _end) in zip(parts, heights[1:], steps, strict=False):
        notes += [
            note(0, height, part.name, yref="y", xshift=-left, size=LABEL),
            note(
                start,
                height,
                f"−{number(part.lost, 1)}" if part.lost >= FELT else "0",
                xref="x",
                yref="y",
                across="right",
                xshift=-5,
                size=SMALL,
            ),
            note(
                1,
                height,
                _("{value} · {earned} of {most}").format(value=part.value, earned=number(part.most - part.lost, 1), most=number(part.most)),
                yref="y",
                across="right",
                xshift=RIGHT,
                size=SMALL,
                color=MUTED,
            ),
        ]
    return {
        "data": [_bars(bars, heights, [AREA, *([LINE] * len(parts)), FOCUS])],
        "layout": frame(
            rows * ROW + 24,
            left=left,
            right=RIGHT,
            top=4,
            bottom=20,
            xaxis=axis(range=[low, FULL], showgrid=True, dtick=20 if low < 60 else 10),
            yaxis=axis(visible=False, range=[-0.6, rows - 0.4]),
            annotations=notes,
            shapes=_steps(steps, heights),
        ),
    }


def _start(lowest: float) -> float:
    """Bars begin at nothing: a shorter axis would exaggerate what is lost, unless the numbers need the room."""
    return 0.0 if lowest < 50 else max(0.0, 10 * (lowest // 10 - 2))


def _bars(bars: list[tuple[float, float]], heights: list[int], colors: list[str]) -> Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "base": [start for start, _end in bars],
        "x": [end - start for start, end in bars],
        "y": heights,
        "width": 0.5,
        "marker": {"color": colors, "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _steps(steps: list[tuple[float, float]], heights: list[int]) -> list[Spec]:
    """Thin lines that carry the level from one bar to the next."""
    levels = [FULL, *(start for start, _end in steps)]
    line = {"color": MUTED, "width": 1}
    return [
        {"type": "line", "x0": level, "x1": level, "y0": height - 0.75, "y1": height - 0.25, "line": line}
        for level, height in zip(levels, heights, strict=False)
    ]
