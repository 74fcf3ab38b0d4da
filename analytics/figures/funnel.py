"""Funnel: rates over the number of cases, with the limits that chance leaves; only what stands out is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from analytics.figures.funnel_labels import BOTTOM, LEFT, RIGHT, TOP, Place, ends, heads, names
from analytics.figures.layout import Spec, axis, frame, remembered
from analytics.figures.scales import count_step, rate_ticks
from analytics.figures.tokens import ABOVE, AREA, BACKGROUND, BELOW, FOCUS, INK, LINE, MUTED
from analytics.shapes.evidence import word
from analytics.shapes.units import Rated
from analytics.verdicts import Rule
from analytics.words.language import _
from analytics.words.wording import count, interval, percent

STEPS = 90


class Unit(Rated, Protocol):
    """A unit that may have too few cases for a position."""

    @property
    def is_ranked(self) -> bool: ...
    @property
    def weight(self) -> float: ...
    @property
    def fair(self) -> float: ...


@remembered
def funnel(
    units: tuple[Unit, ...],
    reference: float,
    reference_label: str,
    rule: Rule,
    better: str,
    height: int,
    *,
    rate_head: str,
    count_head: str,
) -> Spec:
    """`better` tells which side is orange; a neutral measure has none."""
    shown = [unit for unit in units if unit.rate is not None and unit.n]
    largest, smallest = max(unit.weight for unit in shown), min(unit.weight for unit in shown)
    right = largest * 1.06
    sizes = np.geomspace(max(1.0, min(smallest * 0.8, right / 12)), right, STEPS)
    low, high = _range(shown, rule, right)
    place = Place(low, high, right, height)
    step = count_step(right, 5.5)
    return {
        "data": [*_curves(sizes, rule), *_points(shown, better, count_head)],
        "layout": frame(
            height,
            left=LEFT,
            right=RIGHT,
            top=TOP,
            bottom=BOTTOM,
            xaxis=axis(range=[0, right], tickvals=list(range(0, int(right) + 1, step)), tickformat=","),
            yaxis=axis(range=[low, high], showgrid=True, **rate_ticks(low, high, 5.5)),
            annotations=[*ends(shown, reference, reference_label, place), *names(shown, place), *heads(rate_head, count_head)],
            shapes=[
                {
                    "type": "line",
                    "x0": 0,
                    "x1": right,
                    "y0": reference,
                    "y1": reference,
                    "line": {"color": INK, "width": 1},
                    "layer": "below",
                }
            ],
        ),
    }


def _range(shown: Sequence[Unit], rule: Rule, right: float) -> tuple[float, float]:
    """All points that are ranked, and the limits at the middle size, with a little air; never beyond what a rate can be."""
    middle_low, middle_high = rule.limits([right / 5])
    counted = [unit.fair for unit in shown if unit.is_ranked]
    low, high = min([middle_low[0], *counted]), max([middle_high[0], *counted])
    air = 0.06 * (high - low)
    return max(0.0, low - air), min(1.0, high + air) if high + air < 1 else 1 + 0.02 * (1 - low)


def _curves(sizes: np.ndarray, rule: Rule) -> list[Spec]:
    """The band of what is like its peers: the limits of the very rule that names the points beyond it."""
    low, high = rule.limits(sizes)
    edge = {"type": "scatter", "mode": "lines", "x": sizes.round(1).tolist(), "line": {"color": LINE, "width": 1}, "hoverinfo": "skip"}
    return [
        {**edge, "y": [round(float(rate), 5) for rate in low]},
        {**edge, "y": [round(float(rate), 5) for rate in high], "fill": "tonexty", "fillcolor": AREA},
    ]


def _points(shown: Sequence[Unit], better: str, count_head: str) -> list[Spec]:
    """Own traces for plain points, for those that stand out and for the focus, each above the one before."""
    plain = [unit for unit in shown if unit.cls in ("same", "thin") and not unit.focus]
    distinct = [unit for unit in shown if unit.cls in ("low", "high") and not unit.focus]
    focus = [unit for unit in shown if unit.focus]
    return [
        _trace(plain, {"size": 8, "color": MUTED, "opacity": 0.55}, count_head, better),
        _trace(
            distinct,
            {
                "size": 14,
                "opacity": 1,
                "color": [tone(unit.cls, better) for unit in distinct],
                "symbol": [SYMBOLS[unit.cls] for unit in distinct],
            },
            count_head,
            better,
        ),
        _trace(
            focus,
            {"size": 14, "color": FOCUS, "opacity": 1, "symbol": [SYMBOLS.get(unit.cls, "circle") for unit in focus]},
            count_head,
            better,
        ),
    ]


SYMBOLS = {"low": "triangle-down", "high": "triangle-up"}


def tone(cls: str, better: str) -> str:
    """Orange for the worse side, blue for the better, ink where neither is."""
    if better == "neutral" or cls not in SYMBOLS:
        return INK
    return BELOW if (cls == "low") == (better == "higher") else ABOVE


def _trace(units: Sequence[Unit], marker: Spec, count_head: str, better: str) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "x": [round(unit.weight, 1) for unit in units],
        "y": [unit.fair for unit in units],
        "marker": {**marker, "line": {"color": BACKGROUND, "width": 1}},
        "customdata": [
            [unit.name, percent(unit.rate), interval(unit.low, unit.high), count(unit.n, "cases"), word(unit.cls, better), unit.code]
            for unit in units
        ],
        "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}<br>"
        + _("95% interval")
        + " %{customdata[2]}%<br>"
        + count_head
        + " %{customdata[3]}<br>%{customdata[4]}<extra></extra>",
    }
