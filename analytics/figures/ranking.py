"""Ranking of areas by a rate: best on top, each on the band in which it is like its peers, the reference and the target as lines."""

from __future__ import annotations

import math
from collections.abc import Sequence

from analytics.figures.evidence import mark
from analytics.figures.layout import SMALL, TEXT, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import AREA, BACKGROUND, INK, MUTED
from analytics.shapes.evidence import is_distinct, word
from analytics.shapes.rows import Ranking
from analytics.shapes.units import Unit
from analytics.words.language import _
from analytics.words.marks import bold
from analytics.words.width import text_width
from analytics.words.wording import count, interval, number, percent, percents, short

VALUES, COUNTS = 46, 104  # right edges of the two columns, px from the plot
NARROW = 180  # the plot, in px, where the card is narrowest
SYMBOLS = {"low": "triangle-down", "high": "triangle-up"}


@remembered
def ranking(picture: Ranking, size: Size) -> Spec:
    """Rows are as high as the size allows, never under 20 px."""
    reference, target = picture.reference.rate, picture.target
    assert reference is not None
    # Rows are drawn upwards; a thin unit has no rank and stands below the others.
    ranked = sorted((unit for unit in picture.units if unit.rate is not None), key=lambda unit: (unit.cls != "thin", unit.rate, unit.n))
    rows = len(ranked)
    left = int(min(132, max(86, TEXT * max(text_width(unit.name) for unit in ranked) + 14)))
    aims = [target] if target is not None else []
    shown = [end for unit in ranked for end in (unit.rate, *(unit.band or ())) if end is not None]
    low, high = min([reference, *shown, *aims]), max([reference, *shown, *aims])
    span = max(high - low, 0.005)
    edges = [max(0.0, low - 0.03 * span), min(1.0, high + 0.03 * span)]
    lines = [_vertical(reference, rows, INK, "solid")]
    if target is not None:
        lines.append(_vertical(target, rows, MUTED, "dot"))
    heads = [
        note(1, 1, picture.value_head, across="right", xshift=VALUES, down="bottom", yshift=4, size=SMALL, color=MUTED),
        note(1, 1, picture.count_head, across="right", xshift=COUNTS - 2, down="bottom", yshift=4, size=SMALL, color=MUTED),
        *_line_heads(
            reference, picture.reference.label, target, edges, NARROW - max(0, SMALL * text_width(picture.value_head) + 4 - VALUES)
        ),
    ]
    return {
        "data": [_bands(ranked, size.height / max(1, rows)), _dots(ranked, picture.count_head, picture.unit)],
        "layout": frame(
            max(size.height, 20 * rows + 40),
            left=left,
            right=COUNTS,
            top=20,
            bottom=20,
            xaxis=axis(range=edges, showgrid=True, **_ticks(*edges)),
            yaxis=axis(range=[-0.6, rows - 0.4], showticklabels=False),
            annotations=[*_columns(ranked, left), *heads],
            shapes=lines,
        ),
    }


def _ticks(low: float, high: float) -> Spec:
    step = next(step for step in (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5) if (high - low) / step <= 4.5)
    values = [round(step * n, 4) for n in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]
    return {"tickvals": values, "ticktext": [percent(value, 1 if step < 0.01 else 0) for value in values]}


def _bands(ranked: Sequence[Unit], row: float) -> Spec:
    """Where peers with the same cases would lie: a point outside it differs."""
    x: list[float | None] = []
    y: list[float | None] = []
    for place, unit in enumerate(ranked):
        x += [*(unit.band or (None, None)), None]
        y += [place, place, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": AREA, "width": min(10, row / 2)}, "hoverinfo": "skip"}


def _dots(ranked: Sequence[Unit], count_head: str, counted: str) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,  # a mark at 100% is drawn whole
        "x": [unit.rate for unit in ranked],
        "y": list(range(len(ranked))),
        "marker": {
            "opacity": 1,  # an array of sizes would make plotly fall back to 0.7
            "size": [12 if is_distinct(unit) else 9 for unit in ranked],
            "color": [mark(unit.cls) for unit in ranked],
            "symbol": [SYMBOLS.get(unit.cls, "circle-open" if unit.cls == "thin" else "circle") for unit in ranked],
            "line": {"color": [MUTED if unit.cls == "thin" else BACKGROUND for unit in ranked], "width": 1},
        },
        "customdata": [
            [unit.name, percent(unit.rate), interval(*(unit.band or (None, None))), count(unit.n, counted), word(unit.cls)]
            for unit in ranked
        ],
        "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}<br>"
        + _("Like its peers")
        + " %{customdata[2]}%<br>"
        + count_head
        + " %{customdata[3]}<br>%{customdata[4]}<extra></extra>",
    }


def _columns(ranked: Sequence[Unit], left: int) -> list[Spec]:
    notes = []
    for row, unit in enumerate(ranked):
        marked = unit.focus or is_distinct(unit)
        ink = MUTED if unit.cls == "thin" else INK
        name, value = (bold(text) if marked else text for text in (_fitting(unit, left), percents(unit.rate)))
        notes += [
            note(0, row, name, yref="y", xshift=-left, color=ink),
            note(1, row, value, yref="y", across="right", xshift=VALUES, color=ink),
            note(1, row, number(unit.n), yref="y", across="right", xshift=COUNTS - 2, color=MUTED),
        ]
    return notes


def _fitting(unit: Unit, width: int) -> str:
    """The name, or its short form where it does not fit, or as much of that as does."""
    name = unit.name if TEXT * text_width(unit.name) <= width - 8 else unit.short
    while len(name) > 2 and TEXT * text_width(name) > width - 8:
        name = name[:-2] + "…"
    return name


def _line_heads(reference: float, label: str, target: float | None, edges: list[float], room: float) -> list[Spec]:
    """Labels centred over their lines, moved apart as far as they need so that they touch neither each other nor the heads beside."""
    heads = [(reference, f"{label} {percents(reference)}", INK)]
    if target is not None:
        heads.append((target, _("Target {value}").format(value=short(target * 100, 1)), MUTED))
    heads.sort(key=lambda head: head[0])
    lines = [(place - edges[0]) / (edges[1] - edges[0]) * NARROW for place, _text, _color in heads]
    widths = [SMALL * text_width(text) for _place, text, _color in heads]
    starts = _apart([line - width / 2 for line, width in zip(lines, widths, strict=True)], widths, room)
    return [
        note(place, 1, text, xref="x", xshift=start - line, down="bottom", yshift=4, size=SMALL, color=color)
        for (place, text, color), line, start in zip(heads, lines, starts, strict=True)
    ]


def _apart(starts: list[float], widths: list[float], room: float) -> list[float]:
    if len(starts) == 2:
        overlap = max(0.0, starts[0] + widths[0] + SMALL / 2 - starts[1])
        starts = [starts[0] - overlap / 2, starts[1] + overlap / 2]
    beyond = max(0.0, starts[-1] + widths[-1] - room)
    starts[-1] -= beyond
    if len(starts) == 2:
        starts[0] = min(starts[0], starts[1] - widths[0] - SMALL / 2)
    return starts


def _vertical(x: float, rows: int, color: str, dash: str) -> Spec:
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "y0": -0.6,
        "y1": rows - 0.4,
        "xref": "x",
        "yref": "y",
        "line": {"color": color, "width": 1, "dash": dash},
        "layer": "below",
    }
