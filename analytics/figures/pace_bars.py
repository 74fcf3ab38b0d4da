"""Pace by kind, class or area: a bar for what is done, a tick for what was planned by now, the judgement in words."""

from __future__ import annotations

from analytics.figures.layout import SMALL, TEXT, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import AREA, BELOW, FOCUS, INK, MUTED
from analytics.shapes.works import PaceBars, PaceRow
from analytics.words.language import _
from analytics.words.width import text_width
from analytics.words.wording import NOTHING, number, percent

ROW = 34
TOP, BOTTOM = 24, 6
BAR = 0.2  # half of its height, in rows
VALUES, COUNTS = 52, 236  # right edges of the columns, px from the plot


@remembered
def pace_bars(picture: PaceBars, size: Size) -> Spec:
    """The first item on top; rows keep their height, so the figure may be higher than its size."""
    items, rows = picture.rows, len(picture.rows)
    left = int(min(150, max(60, TEXT * max(text_width(item.name) for item in items) + 14)))
    heads: Spec = {"down": "bottom", "yshift": 4, "size": SMALL, "color": MUTED}
    notes = [
        note(1, 1, _("Done"), across="right", xshift=VALUES, **heads),
        note(1, 1, _("Against the plan"), xshift=VALUES + 12, **heads),
        note(1, 1, _("Projects"), across="right", xshift=COUNTS, **heads),
        note(0, 1, _("bar: done · tick: planned by now"), **heads),
    ]
    shapes: list[Spec] = []
    for row, item in enumerate(items):
        y = rows - 1 - row
        ink = INK if item.verdict.state != "unknown" else MUTED
        notes += [
            note(0, y, _short(item.name, left), yref="y", xshift=-left, color=ink),
            note(1, y, NOTHING if item.value is None else percent(item.value), yref="y", across="right", xshift=VALUES, color=ink),
            note(
                1, y, item.verdict.told, yref="y", xshift=VALUES + 12, size=SMALL, color=BELOW if item.verdict.state == "behind" else MUTED
            ),
            note(1, y, number(item.projects), yref="y", across="right", xshift=COUNTS, color=MUTED),
        ]
        shapes += _bar(item, y)
    return {
        "data": [_hover(items)],
        "layout": frame(
            max(min(size.height, ROW * rows + 60), ROW * rows + TOP + BOTTOM),
            left=left,
            right=COUNTS,
            top=TOP,
            bottom=BOTTOM,
            xaxis=axis(range=[0, 1], showticklabels=False),
            yaxis=axis(range=[-0.6, rows - 0.4], showticklabels=False),
            annotations=notes,
            shapes=shapes,
        ),
    }


def _bar(item: PaceRow, y: float) -> list[Spec]:
    edges = {"xref": "x", "yref": "y", "y0": y - BAR, "y1": y + BAR}
    found: list[Spec] = [{"type": "rect", **edges, "x0": 0, "x1": 1, "fillcolor": AREA, "line": {"width": 0}, "layer": "below"}]
    if item.value is not None:
        color = BELOW if item.verdict.state == "behind" else FOCUS
        done = {"x0": 0, "x1": min(1.0, item.value), "fillcolor": color, "line": {"width": 0}, "layer": "below"}
        found.append({"type": "rect", **edges, **done})
    if item.planned is not None:
        tick = edges | {"y0": y - BAR - 0.12, "y1": y + BAR + 0.12}
        found.append({"type": "line", **tick, "x0": item.planned, "x1": item.planned, "line": {"color": INK, "width": 2}})
    return found


def _hover(items: tuple[PaceRow, ...]) -> Spec:
    rows = len(items)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [0.5 if item.value is None else min(1, max(0.02, item.value)) for item in items],
        "y": list(range(rows - 1, -1, -1)),
        "marker": {"size": 22, "opacity": 0},
        "customdata": [
            [
                item.name,
                NOTHING if item.value is None else percent(item.value),
                NOTHING if item.planned is None else percent(item.planned),
                item.verdict.told,
                item.size,
                number(item.delayed),
            ]
            for item in items
        ],
        "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}<br>"
        + _("Planned by now")
        + " %{customdata[2]}　%{customdata[3]}<br>%{customdata[4]}　"
        + _("delayed")
        + " %{customdata[5]}<extra></extra>",
    }


def _short(name: str, width: int) -> str:
    while len(name) > 2 and TEXT * text_width(name) > width - 8:
        name = name[:-2] + "…"
    return name
