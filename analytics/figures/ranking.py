"""Ranking of areas by a rate: best on top, each with its 95 % interval, the reference and the target as lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise, product

from analytics.figures.evidence import Unit, is_distinct, mark
from analytics.figures.layout import SMALL, Spec, axis, frame, note, remembered
from analytics.figures.placement import text_width
from analytics.figures.tokens import BACKGROUND, INK, LINE, MUTED
from analytics.language import _
from analytics.wording import count, interval, number, percent, percents

VALUES, COUNTS = 46, 104  # right edges of the two columns, px from the plot
NARROW = 180  # the plot, in px, where the card is narrowest
INTRUDES = 14  # how far the head of the value column reaches into the plot
HANG = 40  # how far a label may reach into the names
LEANS = {"left": 0.0, "center": 0.5, "right": 1.0}
SYMBOLS = {"low": "triangle-down", "high": "triangle-up"}


@remembered
def ranking(
    units: tuple[Unit, ...], reference: float, reference_label: str, target: float | None, height: int, *, value_head: str, count_head: str
) -> Spec:
    """Units with a rate (0–1); rows are as high as `height` allows, never under 20 px."""
    ranked = sorted((unit for unit in units if unit.rate is not None), key=lambda unit: (unit.rate, unit.n))
    rows = len(ranked)
    left = int(min(132, max(86, 13 * max(text_width(unit.name) for unit in ranked) + 14)))
    aims = [target] if target is not None else []
    low = min([reference, *(u.low for u in ranked if u.low is not None), *aims])
    high = max([reference, *(u.high for u in ranked if u.high is not None), *aims])
    span = max(high - low, 0.005)
    edges = [max(0.0, low - 0.03 * span), min(1.0, high + 0.03 * span)]
    lines = [_vertical(reference, rows, INK, "solid")]
    if target is not None:
        lines.append(_vertical(target, rows, MUTED, "dot"))
    heads = [
        note(1, 1, value_head, across="right", xshift=VALUES, down="bottom", yshift=4, size=SMALL, color=MUTED),
        note(1, 1, count_head, across="right", xshift=COUNTS - 2, down="bottom", yshift=4, size=SMALL, color=MUTED),
        *_line_heads(reference, reference_label, target, edges),
    ]
    return {
        "data": [_intervals(ranked), _dots(ranked)],
        "layout": frame(
            max(height, 20 * rows + 40),
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


def _intervals(ranked: Sequence[Unit]) -> Spec:
    x: list[float | None] = []
    y: list[float | None] = []
    for row, unit in enumerate(ranked):
        x += [unit.low, unit.high, None]
        y += [row, row, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": LINE, "width": 3}, "hoverinfo": "skip"}


def _dots(ranked: Sequence[Unit]) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [unit.rate for unit in ranked],
        "y": list(range(len(ranked))),
        "marker": {
            "opacity": 1,  # an array of sizes would make plotly fall back to 0.7
            "size": [12 if is_distinct(unit) else 9 for unit in ranked],
            "color": [mark(unit.cls) for unit in ranked],
            "symbol": [SYMBOLS.get(unit.cls, "circle-open" if unit.cls == "thin" else "circle") for unit in ranked],
            "line": {"color": [MUTED if unit.cls == "thin" else BACKGROUND for unit in ranked], "width": 1},
        },
        "customdata": [[unit.name, percent(unit.rate), interval(unit.low, unit.high), count(unit.n, "cases")] for unit in ranked],
        "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}<br>"
        + _("95% interval")
        + " %{customdata[2]}%<br>"
        + _("of")
        + " %{customdata[3]}<extra></extra>",
    }


def _columns(ranked: Sequence[Unit], left: int) -> list[Spec]:
    notes = []
    for row, unit in enumerate(ranked):
        bold = unit.focus or is_distinct(unit)
        ink = MUTED if unit.cls == "thin" else INK
        name, value = (f"<b>{text}</b>" if bold else text for text in (_clipped(unit.name, left), percents(unit.rate)))
        notes += [
            note(0, row, name, yref="y", xshift=-left, color=ink),
            note(1, row, value, yref="y", across="right", xshift=VALUES, color=ink),
            note(1, row, number(unit.n), yref="y", across="right", xshift=COUNTS - 2, color=MUTED),
        ]
    return notes


def _clipped(name: str, width: int) -> str:
    while len(name) > 2 and 13 * text_width(name) > width - 8:
        name = name[:-2] + "…"
    return name


def _line_heads(reference: float, label: str, target: float | None, edges: list[float]) -> list[Spec]:
    """Labels over the lines, leaning so that they touch neither each other nor the heads of the columns."""
    texts = [f"{label} {percents(reference)}"]
    places = [reference]
    if target is not None:
        texts.append(_("Target {value}").format(value=percents(target).removesuffix(".0")))
        places.append(target)
    at = [(place - edges[0]) / (edges[1] - edges[0]) * NARROW for place in places]
    widths = [SMALL * text_width(text) for text in texts]
    head: Spec = {"down": "bottom", "yshift": 4, "size": SMALL}
    for leans in product(("center", "right", "left"), repeat=len(texts)):
        boxes = sorted((x - width * LEANS[lean], x + width * (1 - LEANS[lean])) for x, width, lean in zip(at, widths, leans, strict=True))
        inside = boxes[0][0] >= -HANG and boxes[-1][1] <= NARROW - INTRUDES
        if inside and all(first[1] + SMALL / 4 < second[0] for first, second in pairwise(boxes)):
            colors = (INK, MUTED)
            return [
                note(x, 1, text, xref="x", across=lean, color=color, **head)
                for x, text, lean, color in zip(places, texts, leans, colors, strict=False)
            ]
    return [note(0, 1, " · ".join(texts), xshift=-HANG, color=MUTED, **head)]


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
