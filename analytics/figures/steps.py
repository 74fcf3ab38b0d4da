"""The steps of a programme: how many came so far, where they stand now, how long each step takes."""

from __future__ import annotations

import math

from analytics.figures.layout import LABEL, SMALL, TEXT, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import AREA, BACKGROUND, BELOW, FOCUS, INK, LINE, MUTED
from analytics.shapes.steps import Holding, StepRow, Steps
from analytics.words.language import _
from analytics.words.marks import bold
from analytics.words.width import text_width
from analytics.words.wording import number, percent, span

ROW = 46
TOP, BOTTOM = 24, 22
REACHED, STANDING, TAKES = (0.0, 0.40), (0.46, 0.62), (0.69, 1.0)
DAY = 24.0
ASIDE, MOST_ASIDE = 11, 12  # px, and ems of what is said in grey below a name
APART = 0.12  # of the scale, between two numbers below it
TICKS = (1, 3, 7, 15, 30, 90, 180, 365)  # days


@remembered
def steps(picture: Steps, size: Size) -> Spec:
    """The first step on top; bars of those who came so far, of those who stand there, and on a root scale of days how long it takes."""
    rows = picture.rows
    count, entered = len(rows), max(rows[0].reached, 1)
    words = [TEXT * text_width(row.name) for row in rows] + [ASIDE * text_width(_fitting(row.aside)) for row in rows]
    left = int(max(64, max(words) + 14))
    most_standing = max([row.standing for row in rows if not row.final] + [1])
    longest = max([hours for row in rows for hours in (row.most, row.limit, row.half) if hours is not None] + [DAY]) / DAY
    notes = [_head(REACHED[0], _("Came so far, {unit}").format(unit=picture.unit)), _head(STANDING[0], _("Stand here now"))]
    notes.append(_head(TAKES[0], _("How long it takes: ● half ｜ nine in ten ◇ limit")))
    bars: list[Spec] = []
    shapes: list[Spec] = []
    for place, row in enumerate(rows):
        y = count - 1 - place
        notes += _words(row, y, left)
        if row.known:
            bars += _counts(row, y, entered, most_standing)
            notes += _numbers(row, y, entered, most_standing)
            if not row.final:
                shapes += _times(row, y)
                notes += _diamond(row, y)
    ticks = _ticks(longest)
    return {
        "data": bars,
        "layout": frame(
            max(size.height, ROW * count + TOP + BOTTOM),
            left=left,
            right=18,
            top=TOP,
            bottom=BOTTOM,
            barmode="overlay",
            xaxis=axis(domain=list(REACHED), range=[0, 1], showticklabels=False),
            xaxis2=axis(domain=list(STANDING), range=[0, most_standing * 1.6], showticklabels=False),
            xaxis3=axis(
                domain=list(TAKES),
                range=[0, math.sqrt(longest) * 1.06],
                showgrid=True,
                tickvals=[math.sqrt(day) for day in ticks],
                ticktext=[number(day) for day in ticks],
                tickangle=0,
            ),
            yaxis=axis(range=[-0.6, count - 0.4], showticklabels=False),
            annotations=[*notes, note(1, 0, _("days"), across="right", down="top", xshift=18, yshift=-6, size=SMALL, color=MUTED)],
            shapes=shapes,
        ),
    }


@remembered
def holding(picture: Holding, size: Size) -> Spec:
    """Open items by holder, those beyond the limit first in the bar; as high as its rows."""
    rows = picture.rows
    left = int(min(170, max(60, TEXT * max(text_width(row.name) for row in rows) + 14)))
    most = max(row.items for row in rows)
    ys = list(range(len(rows) - 1, -1, -1))
    parts = (
        ([row.late for row in rows], [0] * len(rows), BELOW),
        ([row.items - row.late for row in rows], [row.late for row in rows], LINE),
    )
    notes = [note(0, 1, picture.head, down="bottom", yshift=6, size=SMALL, color=MUTED)]
    for y, row in zip(ys, rows, strict=True):
        late = _("late {count}").format(count=number(row.late)) if row.late else ""
        notes += [
            note(0, y, row.name, across="right", xshift=-8, yref="y", color=MUTED if row.quiet else INK),
            note(row.items, y, "　".join(part for part in (number(row.items), late) if part), xref="x", yref="y", xshift=6, size=SMALL),
        ]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": values,
                "base": base,
                "y": ys,
                "width": 0.56,
                "marker": {"color": color},
                "customdata": [[row.name, number(row.items), number(row.late)] for row in rows],
                "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]} · " + _("late") + " %{customdata[2]}<extra></extra>",
            }
            for values, base, color in parts
        ],
        "layout": frame(
            max(26 * len(rows) + 30, min(size.height, 40 * len(rows) + 30)),
            left=left,
            right=4,
            top=24,
            bottom=6,
            barmode="overlay",
            xaxis=axis(range=[0, most * 1.45], showticklabels=False),
            yaxis=axis(range=[-0.6, len(rows) - 0.4], showticklabels=False),
            annotations=notes,
        ),
    }


def _ticks(longest: float) -> list[int]:
    """Days that have room for their number, the larger ones first."""
    found: list[int] = []
    for day in reversed([day for day in TICKS if day <= longest * 1.05]):
        if not found or math.sqrt(found[-1]) - math.sqrt(day) >= APART * math.sqrt(longest):
            found.append(day)
    return found[::-1]


def _fitting(text: str) -> str:
    while text_width(text) > MOST_ASIDE:
        text = text.removesuffix("…")[:-1] + "…"
    return text


def _head(x: float, text: str) -> Spec:
    return note(x, 1, text, down="bottom", yshift=5, size=SMALL, color=MUTED)


def _words(row: StepRow, y: int, left: int) -> list[Spec]:
    name = note(0, y, row.name, yref="y", xshift=-left, yshift=8 if row.aside else 0, color=INK if row.known else MUTED)
    if not row.known:
        return [name, note(0, y, _("no such column in the data"), yref="y", xshift=6, size=SMALL, color=MUTED)]
    aside = [note(0, y, _fitting(row.aside), yref="y", xshift=-left, yshift=-9, size=ASIDE, color=MUTED)] if row.aside else []
    return [name, *aside]


def _counts(row: StepRow, y: int, entered: int, most: int) -> list[Spec]:
    told = [[row.name, number(row.reached), percent(row.reached / entered), number(row.standing), number(row.late)]]
    hover = (
        "<b>%{customdata[0]}</b><br>%{customdata[1]} · %{customdata[2]}<br>"
        + _("Stand here now")
        + " %{customdata[3]} · "
        + _("late")
        + " %{customdata[4]}<extra></extra>"
    )
    bar = {"type": "bar", "orientation": "h", "y": [y], "customdata": told, "hovertemplate": hover}
    reached = {**bar, "x": [row.reached / entered], "width": 0.5, "marker": {"color": FOCUS if row.final else AREA}}
    if row.final:
        return [reached]
    late = {**bar, "x": [row.late], "width": 0.3, "xaxis": "x2", "marker": {"color": BELOW}}
    stand = {**bar, "x": [row.standing - row.late], "base": [row.late], "width": 0.3, "xaxis": "x2", "marker": {"color": LINE}}
    return [reached, late, stand]


def _numbers(row: StepRow, y: int, entered: int, most: int) -> list[Spec]:
    share = row.reached / entered
    text = f"{bold(number(row.reached))}　{percent(share, 1)}"
    fits = share > 0.45
    inside = BACKGROUND if row.final and fits else INK
    found = [note(min(share, 1.0), y, text, xref="x", yref="y", across="right" if fits else "left", xshift=-8 if fits else 8, color=inside)]
    if not row.final and row.standing:
        found.append(note(row.standing, y, number(row.standing), xref="x2", yref="y", xshift=6, size=SMALL))
        if row.late:  # below the bar: beside it, it would run into the times where the card is narrow
            late = _("late {count}").format(count=number(row.late))
            found.append(note(0, y, late, xref="x2", yref="y", yshift=-14, size=ASIDE, color=BELOW))
    return found


def _times(row: StepRow, y: int) -> list[Spec]:
    if row.half is None:
        return []
    start, end = math.sqrt(row.half / DAY), math.sqrt((row.most if row.most is not None else row.half) / DAY)
    beyond = row.limit is not None and row.most is not None and row.most > row.limit
    where = {"xref": "x3", "yref": "y"}
    shapes = [{"type": "line", **where, "x0": start, "x1": end, "y0": y, "y1": y, "line": {"color": LINE, "width": 3}}]
    if row.most is not None:
        look = {"color": BELOW if beyond else INK, "width": 3 if beyond else 2}
        shapes.append({"type": "line", **where, "x0": end, "x1": end, "y0": y - 0.16, "y1": y + 0.16, "line": look})
    return shapes


def _diamond(row: StepRow, y: int) -> list[Spec]:
    found = []
    if row.half is not None:
        found.append(note(math.sqrt(row.half / DAY), y, "●", xref="x3", yref="y", across="center", size=11, color=MUTED))
        words = span(row.half) if row.most is None or row.most == row.half else f"{span(row.half)}　{span(row.most)}"
        found.append(note(0, y, words, xref="x3", yref="y", yshift=15, size=11, color=MUTED))
    if row.limit is not None:
        found.append(note(math.sqrt(row.limit / DAY), y, "◇", xref="x3", yref="y", across="center", size=LABEL, color=INK))
    return found
