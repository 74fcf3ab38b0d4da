"""Scores of areas with their grades, and the positions that other weights would give them, in shared rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from analytics.figures.layout import LABEL, SMALL, Spec, axis, frame, note, remembered
from analytics.figures.rank_rows import rank_ticks, thickness
from analytics.figures.tokens import BACKGROUND, FOCUS, INK, LINE, MUTED
from analytics.words.language import _
from analytics.words.marks import bold
from analytics.words.width import text_width
from analytics.words.wording import number

SCORES, RANKS = (0.0, 0.5), (0.66, 1.0)
RIGHT = 48
ROW = 20
MARGINS = 48
THICK = 14  # of a bar, in px, where rows are high


class Unit(Protocol):
    """An area with its score (0–100) and positions; `best` and `worst` under other weights."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def short(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def grade(self) -> str: ...
    @property
    def position(self) -> int: ...
    @property
    def best(self) -> int: ...
    @property
    def worst(self) -> int: ...
    @property
    def move(self) -> str: ...
    @property
    def focus(self) -> bool: ...


@remembered
def scores(units: tuple[Unit, ...], height: int) -> Spec:
    """Best on top; rows are as high as `height` allows, never under 20 px."""
    shown = list(reversed(units))
    rows = len(shown)
    left = int(min(124, max(70, LABEL * max(text_width(unit.short) for unit in shown) + 12)))
    x2 = {"xaxis": "x2", "yaxis": "y"}
    return {
        "data": [_bars(shown, thickness(rows, height, THICK)), _ranges(shown) | x2, _dots(shown) | x2],
        "layout": frame(
            max(height, ROW * rows + MARGINS),
            left=left,
            right=RIGHT,
            top=26,
            bottom=22,
            xaxis=axis(domain=SCORES, range=[0, 100], showgrid=True, dtick=25),
            xaxis2=axis(domain=RANKS, range=[rows + 0.8, 0.2], tickvals=rank_ticks(rows), showgrid=True),
            yaxis=axis(range=[-0.6, rows - 0.4], showticklabels=False),
            annotations=[*_columns(shown, left), *_heads(left)],
        ),
    }


def _color(unit: Unit) -> str:
    return FOCUS if unit.focus else MUTED


def _bars(shown: Sequence[Unit], width: float) -> Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [unit.score for unit in shown],
        "y": list(range(len(shown))),
        "width": width,
        "marker": {"color": [FOCUS if unit.focus else LINE for unit in shown], "line": {"width": 0}},
        "customdata": [_told(unit) for unit in shown],
        "hovertemplate": _hover(),
    }


def _told(unit: Unit) -> list[str | int]:
    return [unit.name, number(unit.score, 1), unit.grade, f"{unit.best}–{unit.worst}", unit.move or _("no weight"), unit.code]


def _hover() -> str:
    return (
        "<b>%{customdata[0]}</b>　%{customdata[1]}　%{customdata[2]}<br>"
        + _("Positions under other weights")
        + " %{customdata[3]}<br>"
        + _("Moved most by")
        + " %{customdata[4]}<extra></extra>"
    )


def _ranges(shown: Sequence[Unit]) -> Spec:
    x: list[float | None] = []
    y: list[float | None] = []
    for row, unit in enumerate(shown):
        x += [unit.best - 0.3, unit.worst + 0.3, None]
        y += [row, row, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": LINE, "width": 3}, "hoverinfo": "skip"}


def _dots(shown: Sequence[Unit]) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [unit.position for unit in shown],
        "y": list(range(len(shown))),
        "marker": {"size": 8, "color": [_color(unit) for unit in shown], "opacity": 1, "line": {"color": BACKGROUND, "width": 1}},
        "customdata": [_told(unit) for unit in shown],
        "hovertemplate": _hover(),
    }


def _columns(shown: Sequence[Unit], left: int) -> list[Spec]:
    notes = []
    for row, unit in enumerate(shown):
        ink = FOCUS if unit.focus else INK
        name, value = (bold(text) if unit.focus else text for text in (unit.short, f"{number(unit.score, 1)}　{unit.grade}"))
        span = f"{unit.best}–{unit.worst}" if unit.best < unit.worst else str(unit.best)
        notes += [
            note(0, row, name, yref="y", xshift=-left, size=LABEL, color=ink),
            note(RANKS[0] - 0.04, row, value, yref="y", across="right", size=LABEL, color=ink),
            note(1, row, span, yref="y", across="right", xshift=RIGHT, size=SMALL, color=FOCUS if unit.focus else MUTED),
        ]
    return notes


def _heads(left: int) -> list[Spec]:
    texts = ((0.0, _("Score and grade"), -left), (RANKS[0], _("Position  ● now  ▬ under other weights"), 0))
    return [note(x, 1, text, down="bottom", xshift=shift, yshift=6, size=SMALL, color=MUTED) for x, text, shift in texts]
