"""Areas against their targets: a bar for the share received, a tick for the share planned by now, one row an area."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.figures.layout import SMALL, TEXT, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import AREA, BELOW, FOCUS, INK, MUTED
from analytics.shapes.funds import FundsRow, FundsRows
from analytics.words.language import _
from analytics.words.marks import bold
from analytics.words.money import MoneyUnit, money_unit
from analytics.words.width import text_width
from analytics.words.wording import percent, percents, signed

ROW = 24
ROOMY = 46  # and no higher than this
TOP, BOTTOM = 24, 8
AMOUNTS, RATES, CHANGES = 108, 160, 216  # right edges of the columns, px from the plot


@remembered
def pace_rows(picture: FundsRows, size: Size) -> Spec:
    """The first row on top; rows are as high as the size allows, never under ROW px."""
    parts, height = picture.rows, size.height
    unit = money_unit(*(part.received for part in parts), *(part.target for part in parts))
    left = int(min(110, max(60, TEXT * max(text_width(part.short) for part in parts) + 12)))
    rows = len(parts)
    slots = max(rows, (height - TOP - BOTTOM) // ROOMY)
    top = max([part.rate or 0.0 for part in parts] + [part.planned or 0.0 for part in parts] + [0.05]) * 1.05
    heads = ((AMOUNTS, _("Received / target, {unit}").format(unit=unit.name)), (RATES, _("Done %")), (CHANGES, _("YoY")))
    notes = [note(1, 1, text, across="right", xshift=edge, down="bottom", yshift=4, size=SMALL, color=MUTED) for edge, text in heads]
    notes.append(note(0, 1, _("▏planned by now"), down="bottom", yshift=4, size=SMALL, color=MUTED))
    for place, part in enumerate(parts):
        notes += _row(part, rows - 1 - place, left, unit)
    ticks: Spec = {"x": [], "y": []}
    for place, part in enumerate(parts):
        if part.planned is not None:
            y = rows - 1 - place
            ticks["x"] += [part.planned, part.planned, None]
            ticks["y"] += [y - 0.4, y + 0.4, None]
    return {
        "data": [
            _bars([top] * rows, rows, [AREA] * rows, parts, hidden=True),
            _bars([part.rate or 0.0 for part in parts], rows, [BELOW if part.is_behind else FOCUS for part in parts], parts),
            {"type": "scatter", "mode": "lines", **ticks, "line": {"color": INK, "width": 2}, "hoverinfo": "skip"},
        ],
        "layout": frame(
            max(height, ROW * rows + TOP + BOTTOM),
            left=left,
            right=CHANGES,
            top=TOP,
            bottom=BOTTOM,
            barmode="overlay",
            xaxis=axis(range=[0, top], showticklabels=False),
            yaxis=axis(range=[rows - slots - 0.6, rows - 0.4], showticklabels=False),
            annotations=notes,
        ),
    }


def _bars(values: Sequence[float], rows: int, colors: Sequence[str], parts: Sequence[FundsRow], *, hidden: bool = False) -> Spec:
    bars: Spec = {
        "type": "bar",
        "orientation": "h",
        "x": list(values),
        "y": [rows - 1 - place for place in range(rows)],
        "width": 0.5,
        "marker": {"color": list(colors), "cornerradius": 2},
    }
    if hidden:
        return bars | {"hoverinfo": "skip"}
    bars["customdata"] = [[part.name, percent(part.rate), percent(part.planned)] for part in parts]
    return bars | {
        "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}<br>" + _("planned by now") + " %{customdata[2]}<extra></extra>"
    }


def _row(part: FundsRow, y: int, left: int, unit: MoneyUnit) -> list[Spec]:
    name = bold(part.short) if part.focus else part.short
    amount = unit.figure(part.received) + (f" / {unit.figure(part.target)}" if part.target is not None else "")
    change = "" if part.change is None else f"{signed(part.change * 100, 0)}%"
    return [
        note(0, y, name, yref="y", xshift=-left),
        note(1, y, amount, yref="y", across="right", xshift=AMOUNTS, size=SMALL, color=MUTED),
        note(1, y, _("no target") if part.rate is None else percents(part.rate), yref="y", across="right", xshift=RATES),
        note(1, y, change, yref="y", across="right", xshift=CHANGES, size=SMALL, color=MUTED),
    ]
