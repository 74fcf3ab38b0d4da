"""Inflow, outflow and backlog on the wall: two lines over an area, named at their ends."""

from __future__ import annotations

from datetime import date

from analytics.figures.layout import Spec, remembered
from analytics.figures.wall.sheet import (
    BLUE,
    FAINT_MUTED,
    LARGE,
    MUTED,
    SMALL,
    TEXT,
    WIDTH,
    hidden,
    month_name,
    named,
    sheet,
    strong,
    text,
    width_of,
)
from analytics.words.language import _
from analytics.words.wording import count

BESIDE = 14  # px between the end of a line and its name
APART = 54  # px between two of them
AXIS = 52
TOP = 20
LINES, AREA = (0.40, 1.0), (0.0, 0.36)  # parts of the height


@remembered
def flow(ends: tuple[date, ...], received: tuple[float, ...], closed: tuple[float, ...], backlog: tuple[float, ...], height: int) -> Spec:
    """One value for each week that ends on a day of `ends`, oldest first."""
    x = list(range(len(ends)))
    last = len(ends) - 1
    top = max(*received, *closed, 1) * 1.06
    low = min(*received, *closed) * 0.8
    high = max(*backlog, 1) * 1.35
    plot = height - TOP - AXIS
    pixel = (top - low) / ((LINES[1] - LINES[0]) * plot)
    named_as = ((_("cases in"), received[-1], TEXT), (_("cases out"), closed[-1], BLUE), (_("open"), backlog[-1], MUTED))
    ends_at = (
        int(BESIDE + max(width_of(f"{word} ", SMALL) + width_of(count(value), LARGE, bold=True) for word, value, _ink in named_as)) + 6
    )
    received_at, closed_at = _apart(received[-1], closed[-1], APART * pixel, top - (APART / 2 - TOP) * pixel)
    return {
        "data": [
            _line(x, backlog, {"color": MUTED, "width": 4}, yaxis="y2", fill="tozeroy", fillcolor=FAINT_MUTED),
            _line(x, received, {"color": TEXT, "width": 5}),
            _line(x, closed, {"color": BLUE, "width": 5, "dash": "10px,6px"}),
            _end(last, received[-1], TEXT, "circle"),
            _end(last, closed[-1], BLUE, "diamond"),
            _end(last, backlog[-1], MUTED, "square", yaxis="y2"),
        ],
        "layout": sheet(
            height,
            right=ends_at,
            top=TOP,
            bottom=AXIS,
            annotations=[
                _name(received_at, *named_as[0]),
                _name(closed_at, *named_as[1]),
                _name(backlog[-1], *named_as[2], yref="y2"),
            ],
            xaxis=named(*_months(ends, WIDTH - ends_at), low=-0.1, high=last + 0.4, anchor="y2", ticklabelposition="outside right"),
            yaxis=hidden(low, top, domain=list(LINES)),
            yaxis2=hidden(0, high, domain=list(AREA)),
        ),
    }


def _apart(first: float, second: float, need: float, ceiling: float) -> tuple[float, float]:
    """Where two names stand so that they neither touch nor leave the picture, the larger above."""
    half = max(abs(first - second), need) / 2
    middle = min((first + second) / 2, ceiling - half)
    return (middle + half, middle - half) if first >= second else (middle - half, middle + half)


def _months(ends: tuple[date, ...], width: float) -> list[tuple[float, str]]:
    """The first of each month between the weeks, as many as there is room for in px."""
    starts = [(i - (end.day - 1) / 7, month_name(end.month)) for i, end in enumerate(ends) if end.day <= 7 and i - (end.day - 1) / 7 >= 0]
    room = width / (4 * SMALL)
    step = max(1, round(len(starts) / room + 0.49))
    return [start for start in starts[::step] if start[0] < len(ends) - 1.5]


def _line(x: list[int], y: tuple[float, ...], line: Spec, **more: object) -> Spec:
    return {"type": "scatter", "mode": "lines", "x": x, "y": list(y), "line": line, "hoverinfo": "skip", **more}


def _end(x: int, y: float, color: str, symbol: str, **more: object) -> Spec:
    marker = {"size": 18, "color": color, "symbol": symbol}
    return {"type": "scatter", "mode": "markers", "x": [x], "y": [y], "marker": marker, "cliponaxis": False, "hoverinfo": "skip", **more}


def _name(y: float, word: str, value: float, color: str, **more: object) -> Spec:
    assert LARGE < APART
    return text(1, y, f"{word} {strong(count(value))}", color, xref="paper", xanchor="left", xshift=BESIDE, **more)
