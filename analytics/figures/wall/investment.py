"""Investment on the wall: funds received since January against the way to the year's target."""

from __future__ import annotations

from datetime import date, timedelta

from analytics.figures.layout import Spec, remembered
from analytics.figures.wall.sheet import AMBER, BLUE, FAINT_BLUE, GROUND, MUTED, TEXT, hidden, named, sheet, strong, text
from analytics.language import _
from analytics.wording import money

QUARTERS = (3, 6, 9, 12)
AXIS, TOP, SIDES = 52, 44, 24
HEAD_ROOM = 1.05
APART = 50  # px between two names, and of half a name from the axis


@remembered
def investment(received: tuple[tuple[int, float], ...], target: float, planned: float, days: int, height: int, *, behind: bool) -> Spec:
    """`received` are (days gone, yuan) at the end of each month; `planned` is the share due by the last of them."""
    now, value = received[-1]
    high = max(target, value) or 1.0
    ink = AMBER if behind else BLUE
    turn = planned * target
    way = {"color": MUTED, "width": 3, "dash": "dash"}
    return {
        "data": [
            _scatter([0, now, days], [0, turn, target], "lines", line=way),
            _scatter(
                [0, *(day for day, _yuan in received)], [0, *(yuan for _day, yuan in received)], "lines", line={"color": BLUE, "width": 7}
            )
            | {"fill": "tozeroy", "fillcolor": FAINT_BLUE},
            _scatter([now], [turn], "markers", marker={"size": 18, "color": GROUND, "line": {"color": MUTED, "width": 4}}),
            _scatter([now], [value], "markers", marker={"size": 22, "color": ink}),
            _scatter([days], [target], "markers", marker={"size": 22, "color": GROUND, "line": {"color": TEXT, "width": 4}}),
        ],
        "layout": sheet(
            height,
            left=SIDES,
            right=SIDES,
            top=TOP,
            bottom=AXIS,
            xaxis=named(*_quarters(days), low=-1, high=days + 1, ticklabelposition="outside"),
            yaxis=hidden(0, high * HEAD_ROOM),
            annotations=_names(now, value, turn, target, days, ink, pixel=high * HEAD_ROOM / (height - TOP - AXIS)),
        ),
    }


def _names(now: int, value: float, turn: float, target: float, days: int, ink: str, *, pixel: float) -> list[Spec]:
    """Names stand where the picture is empty: right of a young year, left of an old one; `pixel` is what one is worth."""
    side, shift = ("left", 24) if now < 0.45 * days else ("right", -24)
    lower, upper = sorted((value, turn))
    lower = max(lower, APART / 2 * pixel)
    upper = max(upper, lower + APART * pixel)
    got, due = (lower, upper) if value < turn else (upper, lower)
    where = {"xanchor": side, "xshift": shift, "yanchor": "middle"}
    beside = where
    if side == "right" and now < 0.8 * days:  # below the way still to go nothing is drawn; left of it the name would lie on the line
        due, beside = max(turn - 0.8 * APART * pixel, APART / 2 * pixel), {"xanchor": "left", "xshift": -shift, "yanchor": "middle"}
    return [
        text(days, target, _said(_("year's target"), target, TEXT), TEXT, xanchor="right", yanchor="middle", xshift=-30, yshift=20),
        text(now, due, _("planned by now"), MUTED, **beside),
        text(now, got, _said(_("received so far"), value, ink), ink, **where),
    ]


def _said(words: str, yuan: float, color: str) -> str:
    value, _space, unit = money(yuan).partition(" ")
    return f"{words} {strong(value, color)} {unit}"


def _quarters(days: int) -> list[tuple[float, str]]:
    """The end of each quarter."""
    first = date(2024 if days == 366 else 2023, 1, 1)
    ends = [date(first.year + month // 12, month % 12 + 1, 1) - timedelta(days=1) for month in QUARTERS]
    return [((end - first).days + 1 - (12 if end.month == 12 else 0), _("month {month}").format(month=end.month)) for end in ends]


def _scatter(x: list[int], y: list[float], mode: str, **more: object) -> Spec:
    return {"type": "scatter", "mode": mode, "x": x, "y": y, "cliponaxis": False, "hoverinfo": "skip", **more}
