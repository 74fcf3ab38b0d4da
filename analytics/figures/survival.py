"""Share resolved by a time: steps from 0 to 100 %, the times between an hour and a month on a scale of square roots."""

from __future__ import annotations

import math

from analytics.figures.layout import LABEL, SMALL, TEXT, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import BACKGROUND, FOCUS, INK, LINE, MUTED
from analytics.shapes.tickets import Tick, Waiting
from analytics.words.language import _
from analytics.words.marks import BREAK, bold, styled
from analytics.words.wording import number, percent

LEFT, RIGHT = 46, 34
DAY = 1440
FIRST_TICK = 360
END = 31.5 * DAY
LABELLED = 5.1 * DAY  # where the earlier curve is named
HARDLY = 0.08  # up to here a value stands above the dot, clear of the ticks of the axis
NEARLY = 0.97  # from here on a value is told with a decimal, below the dot


@remembered
def survival(picture: Waiting, size: Size) -> Spec:
    """The curve with values at its ticks, the cases still open under them, the median in words and the earlier curve."""
    shown = [tick for tick in picture.ticks if tick.share is not None]
    return {
        "data": [*_earlier(picture), _curve(picture.points, FOCUS, 2.6), _dots(shown)],
        "layout": frame(
            size.height,
            left=LEFT,
            right=RIGHT,
            top=22,
            bottom=40,
            xaxis=axis(range=[0, math.sqrt(END)], showgrid=True, **_ticks(picture)),
            yaxis=axis(range=[0, 1.03], showgrid=True, tickvals=[0, 0.25, 0.5, 0.75, 1], tickformat=".0%"),
            annotations=[
                note(0, 1, _("Share resolved (open cases counted until as-of)"), down="bottom", yshift=4, size=SMALL, color=MUTED),
                note(0, 0, _("still open"), down="top", xshift=-LEFT, yshift=-21, size=SMALL, color=MUTED),
                *_values(shown),
                *_median(picture),
                *_name(picture),
            ],
            shapes=_half(picture),
        ),
    }


def _curve(points: tuple[tuple[int, float], ...], color: str, width: float) -> Spec:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [round(math.sqrt(minute), 3) for minute, _share in points],
        "y": [round(share, 5) for _minute, share in points],
        "line": {"color": color, "width": width, "shape": "hv"},
        "hoverinfo": "skip",
    }


def _earlier(waiting: Waiting) -> list[Spec]:
    return [_curve(waiting.earlier, LINE, 2)] if waiting.earlier else []


def _dots(ticks: list[Tick]) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "x": [math.sqrt(tick.minute) for tick in ticks],
        "y": [tick.share for tick in ticks],
        "marker": {"size": 9, "color": FOCUS, "line": {"color": BACKGROUND, "width": 1.5}},
        "customdata": [[_day(tick), percent(tick.share), percent(tick.low), percent(tick.high), number(tick.waiting)] for tick in ticks],
        "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}<br>"
        + _("95% interval")
        + " %{customdata[2]}–%{customdata[3]}<br>"
        + _("still open")
        + " %{customdata[4]}<extra></extra>",
    }


def _day(tick: Tick) -> str:
    return _("{days} d").format(days=tick.minute // DAY)


def _ticks(waiting: Waiting) -> Spec:
    texts = [_day(tick) + BREAK + styled(number(tick.waiting), f"color:{MUTED}") for tick in waiting.ticks]
    return {
        "tickvals": [math.sqrt(FIRST_TICK), *(math.sqrt(tick.minute) for tick in waiting.ticks)],
        "ticktext": [_("6 h"), *texts],
    }


def _values(ticks: list[Tick]) -> list[Spec]:
    notes = []
    for tick in ticks:
        late = (tick.share or 0) > NEARLY or tick is ticks[-1]
        text = bold(percent(tick.share, 1 if (tick.share or 0) > NEARLY else 0))
        across, right, shift = ("center", 0, -9) if late else ("left", 8, -3)
        low = (tick.share or 0) < HARDLY
        notes.append(
            note(
                math.sqrt(tick.minute),
                tick.share or 0,
                text,
                xref="x",
                yref="y",
                across=across,
                down="bottom" if low else "top",
                xshift=right,
                yshift=6 if low else shift,
                size=TEXT,
                color=FOCUS,
            )
        )
    return notes


def _median(waiting: Waiting) -> list[Spec]:
    if waiting.median is None:
        return [note(1, 0.5, waiting.remark, across="right", down="bottom", yref="y", yshift=2, size=LABEL)]
    place = math.sqrt(min(waiting.median * 60, END))
    if waiting.median > 7 * 24:
        return [note(place, 0.5, waiting.remark, xref="x", yref="y", across="right", down="bottom", xshift=-10, yshift=4, size=LABEL)]
    return [note(place, 0.5, waiting.remark, xref="x", yref="y", xshift=16, yshift=-13, size=LABEL, color=INK)]


def _half(waiting: Waiting) -> list[Spec]:
    if waiting.median is None:
        return []
    end = math.sqrt(min(waiting.median * 60, END))
    return [{"type": "line", "x0": 0, "x1": end, "y0": 0.5, "y1": 0.5, "line": {"color": MUTED, "width": 1, "dash": "dot"}}]


def _name(waiting: Waiting) -> list[Spec]:
    """The earlier curve is named above or below itself, on the side where the other curve is not."""
    near = [share for minute, share in waiting.earlier if minute <= LABELLED]
    if not near or waiting.earlier[-1][0] < LABELLED:
        return []
    mine = [share for minute, share in waiting.points if minute <= LABELLED]
    above = not mine or near[-1] >= mine[-1]
    across, down, x, y = ("right", "bottom", -6, 5) if above else ("left", "top", 8, -22)
    return [
        note(
            math.sqrt(LABELLED),
            near[-1],
            waiting.earlier_label,
            xref="x",
            yref="y",
            across=across,
            down=down,
            xshift=x,
            yshift=y,
            size=SMALL,
            color=MUTED,
        )
    ]
