"""Months of a year beside the same months of the year before."""

from __future__ import annotations

from collections.abc import Callable

from analytics.figures.layout import SMALL, Size, Spec, axis, frame, note, remembered
from analytics.figures.target_curve import BOTTOM, LEFT, TOP, money_ticks, month_names
from analytics.figures.tokens import FOCUS, INK, LINE, MUTED
from analytics.shapes.funds import EqualMonths
from analytics.words.marks import styled
from analytics.words.money import money_unit
from analytics.words.wording import signed

ROOM = 1.12


@remembered
def equal_months(months: EqualMonths, size: Size) -> Spec:
    """Two columns a month; over those that both years have stands the change. Months to come show the year before alone."""
    before = months.before or ()
    unit = money_unit(*months.now, *before)
    top = max([*months.now, *before, 1.0]) * ROOM
    low = min([0.0, *months.now, *before])
    heads = [note(0, 1, _legend(months, unit.name), down="bottom", yshift=8, xshift=-LEFT, size=SMALL, color=MUTED)]
    for number, (now, then) in enumerate(zip(months.now, before, strict=False), start=1):
        if then > 0 and months.is_comparable:
            text = f"{signed((now / then - 1) * 100, 0)}%"
            heads.append(
                note(number, max(now, then), text, xref="x", yref="y", across="center", down="bottom", yshift=2, size=11, color=INK)
            )
    if months.remark:
        heads.append(note(1, 1, months.remark, across="right", down="top", yshift=2, size=SMALL))
    return {
        "data": [
            *([_columns(before, -0.2, LINE, str(months.year - 1), unit.text, 0.5)] if before else []),
            _columns(months.now, 0.2 if before else 0.0, FOCUS, str(months.year), unit.text, 1.0),
        ],
        "layout": frame(
            size.height,
            left=LEFT,
            right=4,
            top=TOP,
            bottom=BOTTOM,
            barmode="overlay",
            xaxis=axis(range=[0.4, 12.6], tickvals=list(range(1, 13)), ticktext=month_names()),
            yaxis=axis(range=[low * ROOM, top * 1.1], showgrid=True, **money_ticks(top, unit)),
            annotations=heads,
        ),
    }


def _columns(values: tuple[float, ...], shift: float, color: str, name: str, told: Callable[[float], str], opacity: float) -> Spec:
    return {
        "type": "bar",
        "x": [number + shift for number in range(1, len(values) + 1)],
        "y": list(values),
        "width": 0.36,
        "marker": {"color": color, "cornerradius": 2},
        "opacity": opacity,
        "customdata": [[name, told(value)] for value in values],
        "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}<extra></extra>",
    }


def _legend(months: EqualMonths, unit: str) -> str:
    now = f"{styled('■', f'color:{FOCUS}')} {months.year}"
    if months.before is None:
        return f"{now}　{unit}"
    return f"{now}　{styled('■', f'color:{LINE}')} {months.year - 1}　{unit}"
