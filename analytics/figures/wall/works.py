"""Renovation on the wall: projects by stage as one bar, and how far each kind of work is against its plan."""

from __future__ import annotations

from typing import Protocol

from analytics.figures.layout import Spec, remembered
from analytics.figures.placement import text_width
from analytics.figures.wall.sheet import AMBER, BLUE, CLEAR, GROUND, MUTED, SMALL, TEXT, WIDTH, hidden, sheet, strong, text
from analytics.wording import number, percents

STAGES = (BLUE, "#33597F", "#29333E")  # finished, under way, not begun
BAR = 46  # px
NAMES, VALUES = 300, 215  # px beside the bars
HEAD = 52  # px of a label above the bar of stages
LINE = 50  # px of the words under a bar


class Work(Protocol):
    """Share done and share planned by now (0–1), and how much it is."""

    @property
    def name(self) -> str: ...
    @property
    def done(self) -> float: ...
    @property
    def planned(self) -> float: ...
    @property
    def behind(self) -> bool: ...
    @property
    def size(self) -> str: ...


@remembered
def works(stages: tuple[tuple[str, int], ...], items: tuple[Work, ...], height: int) -> Spec:
    """In px from the top, so that the bars keep their thickness at any height."""
    notes, shapes = _stages(stages)
    first = HEAD + BAR + 24
    pitch = (height - first) / len(items)
    told = pitch > 2.2 * LINE
    bar = min(BAR, pitch * 0.6)
    full = max(max(item.done, item.planned) for item in items) or 1
    room = WIDTH - NAMES - VALUES
    for index, item in enumerate(items):
        y = first + pitch * (index + 0.5) - (LINE / 2 if told else 0)
        done, planned = (NAMES + room * share / full for share in (item.done, item.planned))
        color = AMBER if item.behind else MUTED
        shapes.append(_box(NAMES, done, y - bar / 2, y + bar / 2, BLUE))
        if planned > done:
            shapes += _hatched(done, planned, y - bar / 2, y + bar / 2, color)
        shapes.append(_stroke(planned, y - bar / 2 - 7, planned, y + bar / 2 + 7, TEXT, 4))
        value = f"{strong(percents(item.done), AMBER if item.behind else TEXT)} / {percents(item.planned)}"
        notes.append(text(0, y, item.name, xanchor="left"))
        notes.append(text(WIDTH, y, value, MUTED, xanchor="right"))
        if told:
            notes.append(text(NAMES, y + bar / 2 + LINE / 2 + 8, item.size, MUTED, xanchor="left"))
    across, down = hidden(0, WIDTH), hidden(height, 0)
    return {"data": [], "layout": sheet(height, xaxis=across, yaxis=down, annotations=notes, shapes=shapes)}


def _stages(stages: tuple[tuple[str, int], ...]) -> tuple[list[Spec], list[Spec]]:
    """One bar in parts, each named above; a part too short for its name lends it to the left end."""
    notes: list[Spec] = []
    shapes: list[Spec] = []
    whole = sum(count for _name, count in stages)
    x = free = 0.0
    for (name, count), color in zip(stages, STAGES, strict=True):
        width = WIDTH * count / whole if whole else 0.0
        if count:
            shapes.append(_box(x, x + width, HEAD, HEAD + BAR, color, gap=3))
        start = max(free, x)
        words = f"{name} {number(count)}"
        notes.append(text(start, HEAD - 2, f"{name} <b>{number(count)}</b>", xanchor="left", yanchor="bottom"))
        free = start + SMALL * (text_width(words) + 1)
        x += width
    return notes, shapes


def _box(x0: float, x1: float, y0: float, y1: float, color: str, gap: float = 0.0) -> Spec:
    line = {"color": GROUND, "width": gap}
    return {"type": "rect", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "xref": "x", "yref": "y", "fillcolor": color, "line": line}


def _hatched(x0: float, x1: float, y0: float, y1: float, color: str) -> list[Spec]:
    """Outline and slanting strokes: shapes have no pattern of their own."""
    found = [_box(x0, x1, y0, y1, CLEAR) | {"line": {"color": color, "width": 3}}]
    high, step = y1 - y0, 16.0
    start = x0 - high + step / 2
    while start < x1:
        left, right = max(start, x0), min(start + high, x1)
        if right > left:
            found.append(_stroke(left, y1 - (left - start), right, y1 - (right - start), color, 3))
        start += step
    return found


def _stroke(x0: float, y0: float, x1: float, y1: float, color: str, width: float) -> Spec:
    line = {"color": color, "width": width}
    return {"type": "line", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "xref": "x", "yref": "y", "line": line}
