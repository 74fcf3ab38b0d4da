"""Investment on the wall: funds received since January, the plan of the months ahead, and the year's target above both."""

from __future__ import annotations

import numpy as np

from analytics.figures.layout import Spec, remembered
from analytics.figures.wall.clear import AIR, Box, beside, sampled
from analytics.figures.wall.sheet import (
    AMBER,
    BLUE,
    FAINT_BLUE,
    GROUND,
    LARGE,
    MUTED,
    RULE,
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
from analytics.words.brief import apart
from analytics.words.language import _

QUARTERS = {3: 3.0, 6: 6.0, 9: 9.0, 12: 11.8}  # months and where their names stand; plotly leaves out what is cut at the edge
MONTHS = 12
AXIS, TOP, SIDES = 52, 8, 24
HEAD_ROOM = 1.02
NAME = 50  # px of the height of a name with its number
FILL = 16  # px between two points of the filled part, which words avoid as well


@remembered
def investment(received: tuple[float, ...], planned: tuple[float, ...], target: float, height: int, *, behind: bool) -> Spec:
    """Running sums in yuan at the ends of the months from January on; `planned` of all twelve, or empty without a target."""
    chart = _Chart(max(target, *received, *planned) or 1.0, height)
    now, value = len(received), received[-1]
    got, way = [0.0, *received], [0.0, *planned] if planned else []
    ink = AMBER if behind else BLUE
    data = [_scatter(range(len(got)), got, "lines", line={"color": BLUE, "width": 7}) | {"fill": "tozeroy", "fillcolor": FAINT_BLUE}]
    if way:
        data.append(_scatter(range(len(way)), way, "lines", line={"color": MUTED, "width": 4, "dash": "10px,8px"}))
        data.append(_scatter([now], [way[now]], "markers", marker={"size": 20, "color": GROUND, "line": {"color": MUTED, "width": 4}}))
    data.append(_scatter([now], [value], "markers", marker={"size": 24, "color": ink}))
    if target:
        data.append(_scatter([MONTHS], [target], "markers", marker={"size": 22, "color": GROUND, "line": {"color": TEXT, "width": 4}}))
    ticks = [(place, month_name(month)) for month, place in QUARTERS.items()]
    return {
        "data": data,
        "layout": sheet(
            height,
            left=SIDES,
            right=SIDES,
            top=TOP,
            bottom=AXIS,
            xaxis=named(*ticks, low=0, high=MONTHS, ticklabelposition="outside"),
            yaxis=hidden(0, chart.top),
            shapes=[_level(target)] if target else [],
            annotations=chart.names(got, way, target, ink),
        ),
    }


class _Chart:
    """The picture in px from its top left, where the names look for room."""

    def __init__(self, highest: float, height: int) -> None:
        self.width, self.height = WIDTH - 2 * SIDES, height - TOP - AXIS
        # The target's name stands above its line.
        self.top = highest * HEAD_ROOM * self.height / (self.height - NAME - 2 * AIR)

    def pixel(self, month: float, yuan: float) -> tuple[float, float]:
        return month / MONTHS * self.width, (1 - yuan / self.top) * self.height

    def names(self, got: list[float], way: list[float], target: float, ink: str) -> list[Spec]:
        """Target, received and planned, each as near to its point as nothing else stands."""
        now = len(got) - 1
        lines = [sampled([self.pixel(month, yuan) for month, yuan in enumerate(line)]) for line in (got, way) if line]
        if target:
            lines.append(sampled([self.pixel(0, target), self.pixel(MONTHS, target)]))
        drawn = np.concatenate(lines)
        filled = np.concatenate([drawn, self._filled(got)])
        wanted = [(self.pixel(0, target), _("year's target"), target, TEXT)] if target else []
        wanted.append((self.pixel(now, got[now]), _("received so far"), got[now], ink))
        if way:
            wanted.append((self.pixel(now, way[now]), _("due by now"), way[now], MUTED))
        taken: list[Box] = []
        notes = []
        for point, words, yuan, color in wanted:
            digits, unit = apart(yuan)
            unit = "" if color == MUTED and unit == apart(got[now])[1] else unit  # it stands beside what was received
            size = (width_of(f"{words}  {unit}", SMALL) + width_of(digits, LARGE, bold=True), NAME)
            room = (taken, self.width, self.height)
            box = beside(point, size, filled, *room) or beside(point, size, drawn, *room)
            if box:
                taken.append(box)
                x, y = box.x / self.width, 1 - box.y / self.height
                at = {"xref": "paper", "yref": "paper", "xanchor": "center", "yanchor": "middle"}
                notes.append(text(x, y, f"{words} {strong(digits, color)} {unit}".strip(), color, **at))
        return notes

    def _filled(self, got: list[float]) -> np.ndarray:
        months = np.arange(0, len(got) - 1 + 1e-9, FILL / self.width * MONTHS)
        columns = [(month, float(np.interp(month, range(len(got)), got))) for month in (*months, len(got) - 1)]
        return np.concatenate([sampled([self.pixel(month, 0), self.pixel(month, yuan)])[::2] for month, yuan in columns])


def _level(target: float) -> Spec:
    line = {"color": RULE, "width": 3}
    return {"type": "line", "x0": 0, "x1": MONTHS, "y0": target, "y1": target, "xref": "x", "yref": "y", "line": line, "layer": "below"}


def _scatter(x: range | list[int], y: list[float], mode: str, **more: object) -> Spec:
    return {"type": "scatter", "mode": mode, "x": list(x), "y": y, "cliponaxis": False, "hoverinfo": "skip", **more}
