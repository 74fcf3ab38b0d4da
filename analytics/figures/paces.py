"""Strip of paces: how much is done against how much of the time is gone, one bar per kind of work."""

from __future__ import annotations

from analytics.figures.layout import SMALL, TEXT, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import AREA, BELOW, FOCUS, INK, MUTED
from analytics.shapes.parts import DOT
from analytics.shapes.units import Pace, Paces
from analytics.words.language import _
from analytics.words.marks import bold
from analytics.words.width import text_width
from analytics.words.wording import percent

STRIP = 84  # px
GAP = 0.03
NARROW = 276  # one of four in px, where the window is narrowest
BIG = 18
BAR = (0.16, 0.29)
TICK = 0.07


@remembered
def paces(picture: Paces, size: Size) -> Spec:
    """Name, judgement, number, and a bar with the tick of the planned share, side by side."""
    items = picture.items
    width = (1 - GAP * (len(items) - 1)) / len(items)
    notes: list[Spec] = []
    shapes: list[Spec] = []
    for index, item in enumerate(items):
        left = index * (width + GAP)
        notes += _words(item, left, width)
        shapes += _bar(item, left, width)
    hidden = axis(visible=False, range=[0, 1])
    return {"data": [], "layout": frame(size.height, bottom=8, xaxis=hidden, yaxis=hidden, annotations=notes, shapes=shapes)}


def _words(item: Pace, left: float, width: float) -> list[Spec]:
    right = left + width
    tick = left + width * min(item.planned, 1)
    edge = "left" if item.planned < 0.12 else "right" if item.planned > 0.88 else "center"
    return [
        note(
            left,
            1,
            _fitting((item.label.name, item.label.aside), TEXT, NARROW - TEXT * text_width(item.verdict.told)),
            down="top",
            color=MUTED,
            xshift=-1,
        ),
        note(right, 1, item.verdict.told, across="right", down="top", color=BELOW if item.is_behind else INK, xshift=1),
        note(left, 0.55, bold(item.shown.told), size=BIG, xshift=-1),
        note(
            right,
            0.55,
            _fitting(item.sizes, SMALL, NARROW - BIG * text_width(item.shown.told)),
            across="right",
            size=SMALL,
            color=MUTED,
            xshift=1,
            yshift=-2,
        ),
        note(tick, 0.09, _("Planned {percent}").format(percent=percent(item.planned)), across=edge, down="top", size=SMALL, color=MUTED),
    ]


def _fitting(parts: tuple[str, ...], size: float, room: float) -> str:
    """As many of the parts as there is room for, in px; at least the first."""
    while len(parts) > 1 and size * text_width(DOT.join(parts)) > room:
        parts = parts[:-1]
    return DOT.join(parts)


def _bar(item: Pace, left: float, width: float) -> list[Spec]:
    low, high = BAR
    tick = left + width * min(item.planned, 1)
    done = left + width * min(max(item.value, 0), 1)
    across = {"xref": "paper", "yref": "paper"}
    return [
        {"type": "rect", **across, "x0": left, "x1": left + width, "y0": low, "y1": high, "fillcolor": AREA, "line": {"width": 0}},
        {
            "type": "rect",
            **across,
            "x0": left,
            "x1": done,
            "y0": low,
            "y1": high,
            "fillcolor": BELOW if item.is_behind else FOCUS,
            "line": {"width": 0},
        },
        {"type": "line", **across, "x0": tick, "x1": tick, "y0": low - TICK, "y1": high + TICK, "line": {"color": INK, "width": 2}},
    ]
