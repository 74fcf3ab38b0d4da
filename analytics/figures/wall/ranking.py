"""Ranking on the wall: the best, the lowest, one line for those between; dots on their intervals, numbers in a column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from analytics.figures.layout import Spec, remembered
from analytics.figures.wall.plate_layout import fitting
from analytics.figures.wall.sheet import GROUND, INKS, INTERVAL, LARGE, MUTED, SMALL, SYMBOLS, WIDTH, hidden, sheet, text
from analytics.words.language import _
from analytics.words.marks import bold
from analytics.words.width import text_width
from analytics.words.wording import number, percents

ROW, LOOSE = 56, 84  # px that a row needs, and that it gets where there are few
BEST = 0.3  # of the rows that there is room for
COLUMN = 125  # px of the numbers on the right
PAD = 18  # px between the names and the picture, and so on the other side
LONGEST = 11.0  # ems of a name

State = Literal["above", "near", "below", "thin"]


class Place(Protocol):
    """An area with its rate and 95 % interval (0–1)."""

    @property
    def name(self) -> str: ...
    @property
    def rate(self) -> float | None: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def state(self) -> State: ...


@remembered
def ranking(places: tuple[Place, ...], standard: float | None, height: int) -> Spec:
    """`places` have a rate and stand in order, best first; as many rows as `height` has room for."""
    rows = height // ROW
    between = len(places) - rows + 1 if len(places) > rows else 0
    best = max(1, int((rows - 1) * BEST)) if between else len(places)
    shown: list[Place | None] = [*places[:best], *([None, *places[best + between :]] if between else [])]
    bottom = len(shown) - 1
    rated = [(place, bottom - i) for i, place in enumerate(shown) if place]
    left = SMALL * min(LONGEST, max(text_width(place.name) for place, _y in rated)) + PAD
    edges = _edges([place for place, _y in rated], standard)
    notes = [text(0, y, fitting(place.name, LONGEST), xref="paper", xanchor="left", xshift=-left) for place, y in rated]
    for place, y in rated:
        value = bold(percents(place.rate))
        notes.append(text(1, y, value, xref="paper", xanchor="right", xshift=COLUMN) | _large(INKS[place.state]))
    if between:
        notes.append(text(0, bottom - best, _between(places[best : best + between]), MUTED, xref="paper", xanchor="left", xshift=-left))
    line = [standard, standard] if standard is not None else []
    return {
        "data": [
            _line(line, [-0.45, bottom + 0.45] if line else [], {"color": MUTED, "width": 2, "dash": "dash"}),
            _intervals(rated),
            _dots(rated),
        ],
        "layout": sheet(
            height,
            left=int(left),
            right=COLUMN,
            xaxis=hidden(*edges),
            yaxis=hidden(bottom + 0.5 - height / min(height / len(shown), LOOSE), bottom + 0.5),
            annotations=notes,
        ),
    }


def _edges(places: Sequence[Place], standard: float | None) -> tuple[float, float]:
    """Room for every interval and the dots at its ends."""
    ends = [end for place in places for end in (place.low, place.high, place.rate) if end is not None] + ([standard] if standard else [])
    span = max(max(ends) - min(ends), 0.01)
    pad = 0.04 * span * WIDTH / (WIDTH - 2 * COLUMN)
    return min(ends) - pad, max(ends) + pad


def _between(places: Sequence[Place]) -> str:
    """How many are left out; that they are all on a par only where that is true of every one."""
    text = _("{count} more, all on a par") if all(place.state == "near" for place in places) else _("{count} more")
    return text.format(count=number(len(places)))


def _line(x: Sequence[float | None], y: Sequence[float | None], line: Spec) -> Spec:
    return {"type": "scatter", "mode": "lines", "x": list(x), "y": list(y), "line": line, "hoverinfo": "skip"}


def _intervals(rated: Sequence[tuple[Place, int]]) -> Spec:
    x: list[float | None] = []
    y: list[float | None] = []
    for place, row in rated:
        x += [place.low, place.high, None]
        y += [row, row, None]
    return _line(x, y, {"color": INTERVAL, "width": 8})


def _dots(rated: Sequence[tuple[Place, int]]) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "x": [place.rate for place, _y in rated],
        "y": [y for _place, y in rated],
        "marker": {
            "size": 24,
            "symbol": [SYMBOLS[place.state] for place, _y in rated],
            "color": [INKS[place.state] for place, _y in rated],
            "line": {"color": GROUND, "width": 2},
        },
        "hoverinfo": "skip",
    }


def _large(color: str) -> Spec:
    return {"font": {"size": LARGE, "color": color}}
