"""Renovation on the wall: projects by stage as one bar, and how far each kind of work is against its plan."""

from __future__ import annotations

from typing import Protocol

from analytics.figures.layout import Spec, remembered
from analytics.figures.wall.sheet import AMBER, BLUE, CLEAR, GROUND, MUTED, SMALL, TEXT, TRACK, WIDTH, hidden, sheet, strong, text, width_of
from analytics.words.marks import bold
from analytics.words.wording import number, percents

STAGES = (BLUE, "#33597F", "#29333E")  # finished, under way, not begun
BAR = 46  # px
NAMES, VALUES = 300, 215  # px beside the bars where a work has one line
HEAD = 52  # px of a label above the bar of stages
WORDS, BELOW = 64, 52  # px of a line of words above a bar, and of one below it
TWO_LINES, MOST = 104, 196  # px of a work from which on it has two lines, and which it never exceeds
BETWEEN = 24  # px between two labels


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
    """In px from the top, so that the bars keep their thickness at any height; every bar is the whole work, 0 to 100 %."""
    notes, shapes = _stages(stages)
    first = HEAD + BAR + 24
    pitch = min((height - first) / len(items), MOST)
    for index, item in enumerate(items):
        top = first + pitch * index
        if pitch >= TWO_LINES:
            bar = min(BAR, pitch - WORDS - 22)
            shapes += _progress(item, 0, WIDTH, top + WORDS, top + WORDS + bar)
            below = top + WORDS + bar + BELOW / 2 if pitch > WORDS + bar + 1.4 * BELOW else None
            notes += _words(item, top + WORDS / 2, told=True, below=below)
        else:
            shapes += _progress(item, NAMES, WIDTH - VALUES, top + pitch * 0.2, top + pitch * 0.8)
            notes += _words(item, top + pitch / 2, told=False, below=None)
    across, down = hidden(0, WIDTH), hidden(height, 0)
    return {"data": [], "layout": sheet(height, xaxis=across, yaxis=down, annotations=notes, shapes=shapes)}


def _words(item: Work, y: float, *, told: bool, below: float | None) -> list[Spec]:
    """Name and done / planned; how much it is where there is room for it, below the bar or after the name."""
    value = f"{strong(percents(item.done), AMBER if item.behind else TEXT)} / {percents(item.planned)}"
    notes = [text(0, y, item.name, xanchor="left"), text(WIDTH, y, value, MUTED, xanchor="right")]
    after = width_of(item.name, SMALL) + BETWEEN
    if below:
        notes.append(text(0, below, item.size, MUTED, xanchor="left"))
    elif told and after + width_of(item.size, SMALL) < WIDTH - VALUES:
        notes.append(text(after, y, item.size, MUTED, xanchor="left"))
    return notes


def _progress(item: Work, x0: float, x1: float, y0: float, y1: float) -> list[Spec]:
    """Done on the track of the whole, what is missing hatched, the plan as a stroke across."""
    done, planned = (x0 + (x1 - x0) * min(max(share, 0), 1) for share in (item.done, item.planned))
    shapes = [_box(x0, x1, y0, y1, TRACK), _box(x0, done, y0, y1, BLUE)]
    if planned > done:
        shapes += _hatched(done, planned, y0, y1, AMBER if item.behind else MUTED)
    return [*shapes, _stroke(planned, y0 - 7, planned, y1 + 7, TEXT, 4)]


def _stages(stages: tuple[tuple[str, int], ...]) -> tuple[list[Spec], list[Spec]]:
    """One bar in parts, each named above where it begins, or as near to that as its neighbours leave room."""
    shapes: list[Spec] = []
    whole = sum(count for _name, count in stages)
    starts, x = [], 0.0
    for (_name, count), color in zip(stages, STAGES, strict=True):
        width = WIDTH * count / whole if whole else 0.0
        if count:
            shapes.append(_box(x, x + width, HEAD, HEAD + BAR, color, gap=3))
        starts.append(x)
        x += width
    widths = [width_of(f"{name} ", SMALL) + width_of(number(count), SMALL, bold=True) + BETWEEN for name, count in stages]
    free = 0.0
    for index, width in enumerate(widths):
        starts[index] = max(free, starts[index])
        free = starts[index] + width
    limit = float(WIDTH + BETWEEN)
    for index in reversed(range(len(widths))):
        starts[index] = limit = max(0.0, min(starts[index], limit - widths[index]))
    notes = [
        text(start, HEAD - 2, f"{name} {bold(number(count))}", xanchor="left", yanchor="bottom")
        for start, (name, count) in zip(starts, stages, strict=True)
    ]
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
