"""Raw and adjusted rates of areas side by side, and the positions that chance leaves possible, in shared rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from analytics.figures.layout import LABEL, SMALL, Spec, axis, frame, note, remembered
from analytics.figures.rank_rows import STRIPE, places, rank_ticks, tall, thickness
from analytics.figures.scales import rate_ticks
from analytics.figures.tokens import AREA, BACKGROUND, FOCUS, INK, LINE, MUTED
from analytics.shapes.units import Rated
from analytics.words.language import _
from analytics.words.marks import bold
from analytics.words.width import text_width
from analytics.words.wording import interval, percent

RATES, RANKS = (0.0, 0.6), (0.67, 1.0)
RIGHT = 48


class Unit(Rated, Protocol):
    """Rates 0–1; None where there is no adjustment or no position."""

    @property
    def adjusted(self) -> float | None: ...
    @property
    def told(self) -> float | None: ...
    @property
    def adjusted_position(self) -> int | None: ...
    @property
    def best(self) -> int | None: ...
    @property
    def worst(self) -> int | None: ...


@remembered
def dumbbell(units: tuple[Unit, ...], reference: float, reference_label: str, height: int, *, rate_head: str) -> Spec:
    """Ranked units only, the best on top; rows are as high as `height` allows, between 20 and 44 px."""
    shown = [unit for unit in reversed(units) if unit.adjusted_position is not None]
    rows = len(shown)
    height = tall(rows, height)
    left = int(min(124, max(70, LABEL * max(text_width(unit.short) for unit in shown) + 12)))
    values = [value for unit in shown for value in (unit.rate, unit.adjusted) if value is not None]
    low, high = min([reference, *values]), max([reference, *values])
    air = max(0.04 * (high - low), 0.002)
    edges = [max(0.0, low - air), min(1.0, high + air)]
    across = {"xaxis": "x2", "yaxis": "y"}
    return {
        "data": [_links(shown), *_dots(shown), _bars(shown) | across, _places(shown) | across],
        "layout": frame(
            height,
            left=left,
            right=RIGHT,
            top=26,
            bottom=22,
            xaxis=axis(domain=RATES, range=edges, showgrid=True, **rate_ticks(edges[0], edges[1], 3.5)),
            xaxis2=axis(domain=RANKS, range=[rows + 0.8, 0.2], tickvals=rank_ticks(rows), showgrid=True),
            yaxis=axis(range=[-0.6, rows - 0.4], showticklabels=False),
            annotations=[*_columns(shown, left), *_heads(rate_head, reference_label, left, bool(values) and _is_adjusted(shown))],
            shapes=[_line(reference, rows), *_stripe(shown, thickness(rows, height, STRIPE) / 2)],
        ),
    }


def _is_adjusted(shown: Sequence[Unit]) -> bool:
    return any(unit.adjusted is not None for unit in shown)


def _color(unit: Unit) -> str:
    return FOCUS if unit.focus else MUTED


def _links(shown: Sequence[Unit]) -> Spec:
    x: list[float | None] = []
    y: list[float | None] = []
    for row, unit in enumerate(shown):
        if unit.adjusted is not None:
            x += [unit.rate, unit.adjusted, None]
            y += [row, row, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": LINE, "width": 1.5}, "hoverinfo": "skip"}


def _dots(shown: Sequence[Unit]) -> list[Spec]:
    rows = list(range(len(shown)))
    colors = [_color(unit) for unit in shown]
    told = [
        [unit.name, percent(unit.rate), interval(unit.low, unit.high), percent(unit.adjusted), places(unit.best, unit.worst), unit.code]
        for unit in shown
    ]
    hover = (
        "<b>%{customdata[0]}</b>　%{customdata[1]}<br>"
        + _("95% interval")
        + " %{customdata[2]}%<br>"
        + _("Adjusted")
        + " %{customdata[3]}<br>"
        + _("Possible positions")
        + " %{customdata[4]}<extra></extra>"
    )
    shared = {"type": "scatter", "mode": "markers", "cliponaxis": False, "y": rows, "customdata": told, "hovertemplate": hover}
    hollow = {"size": 8, "color": BACKGROUND, "opacity": 1, "line": {"color": colors, "width": 1.6}}
    full = {"size": 9, "color": colors, "opacity": 1, "line": {"color": BACKGROUND, "width": 1}}
    return [
        shared | {"x": [unit.rate for unit in shown], "marker": hollow},
        shared | {"x": [unit.adjusted for unit in shown], "marker": full},
    ]


def _bars(shown: Sequence[Unit]) -> Spec:
    x: list[float | None] = []
    y: list[float | None] = []
    for row, unit in enumerate(shown):
        x += [(unit.best or 0) - 0.3, (unit.worst or 0) + 0.3, None]
        y += [row, row, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": LINE, "width": 3}, "hoverinfo": "skip"}


def _places(shown: Sequence[Unit]) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [unit.adjusted_position for unit in shown],
        "y": list(range(len(shown))),
        "marker": {"size": 8, "color": [_color(unit) for unit in shown], "opacity": 1, "line": {"color": BACKGROUND, "width": 1}},
        "customdata": [[unit.name, unit.adjusted_position, places(unit.best, unit.worst), 0, 0, unit.code] for unit in shown],
        "hovertemplate": "<b>%{customdata[0]}</b>　"
        + _("Position")
        + " %{customdata[1]}<br>"
        + _("Possible positions")
        + " %{customdata[2]}<extra></extra>",
    }


def _columns(shown: Sequence[Unit], left: int) -> list[Spec]:
    notes = []
    for row, unit in enumerate(shown):
        name = unit.short
        while len(name) > 2 and LABEL * text_width(name) > left - 6:
            name = name[:-2] + "…"
        notes += [
            note(0, row, bold(name) if unit.focus else name, yref="y", xshift=-left, size=LABEL, color=FOCUS if unit.focus else INK),
            note(
                1,
                row,
                places(unit.best, unit.worst),
                yref="y",
                across="right",
                xshift=RIGHT,
                size=SMALL,
                color=FOCUS if unit.focus else MUTED,
            ),
        ]
    return notes


def _heads(rate_head: str, reference_label: str, left: int, adjusted: bool) -> list[Spec]:
    key = _("○ raw  ● adjusted") if adjusted else _("○ raw")
    texts = ((0.0, f"{rate_head}　{key}　│ {reference_label}", -left), (RANKS[0], _("Position  ● estimate  ▬ possible"), 0))
    return [note(x, 1, text, down="bottom", xshift=shift, yshift=6, size=SMALL, color=MUTED) for x, text, shift in texts]


def _line(reference: float, rows: int) -> Spec:
    line = {"color": INK, "width": 1}
    return {"type": "line", "x0": reference, "x1": reference, "y0": -0.6, "y1": rows - 0.4, "line": line, "layer": "below"}


def _stripe(shown: Sequence[Unit], half: float) -> list[Spec]:
    """A faint band behind the row of the focus."""
    return [
        {
            "type": "rect",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": row - half,
            "y1": row + half,
            "fillcolor": AREA,
            "opacity": 0.5,
            "line": {"width": 0},
            "layer": "below",
        }
        for row, unit in enumerate(shown)
        if unit.focus
    ]
