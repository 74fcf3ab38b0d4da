"""Inflow as bars, outflow as a line, and below them the backlog as an area, by unit of time."""

from __future__ import annotations

from analytics.figures.layout import LABEL, SMALL, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import AREA, BACKGROUND, FOCUS, INK, LINE, MUTED
from analytics.shapes.tickets import Flow
from analytics.words.language import _
from analytics.words.marks import BREAK, bold
from analytics.words.wording import count, number
from data.contracts.model import N_

LEFT, RIGHT = 46, 92
UPPER, LOWER = [0.46, 1.0], [0.0, 0.3]
TOP, BOTTOM = 22, 22
MOST_LABELS = 8
HEADS = {
    "day": N_("Received (bars) and closed (line) by day, cases"),
    "week": N_("Received (bars) and closed (line) by week, cases"),
    "month": N_("Received (bars) and closed (line) by month, cases"),
}
STOCKS = {
    "day": N_("Open at the end of the day, cases"),
    "week": N_("Open at the end of the week, cases"),
    "month": N_("Open at the end of the month, cases"),
}
CUT = {"day": N_("* day not complete"), "week": N_("* week not complete"), "month": N_("* month not complete")}


@remembered
def flow(picture: Flow, size: Size) -> Spec:
    """Units in order; a unit that the period cuts is marked with an asterisk, the event is a column behind all."""
    places = list(range(len(picture.labels)))
    head = _(HEADS[picture.unit]) + (f"　{_(CUT[picture.unit])}" if any(picture.partial) else "")
    stock = _(STOCKS[picture.unit]) if picture.backlog else _("What is closed and open is not reported")
    return {
        "data": [_bars(picture, places), _line(picture, places), *_area(picture, places)],
        "layout": frame(
            size.height,
            left=LEFT,
            right=RIGHT,
            top=TOP,
            bottom=BOTTOM,
            bargap=0.3,
            hovermode="x unified",
            xaxis=axis(range=[-0.6, len(places) - 0.4], anchor="y2", **_ticks(picture)),
            yaxis=axis(domain=UPPER, range=[0, 1.14 * max(1, *picture.received, *picture.closed)], showgrid=True, nticks=4, tickformat=","),
            yaxis2=axis(domain=LOWER, range=[0, 1.35 * max(1, *picture.backlog)], showgrid=True, nticks=3, tickformat=","),
            annotations=[
                note(0, 1, head, down="bottom", yshift=4, size=SMALL, color=MUTED),
                note(0, LOWER[1], stock, down="bottom", yshift=5, size=SMALL, color=MUTED),
                *_ends(picture, (size.height - TOP - BOTTOM) * (UPPER[1] - UPPER[0])),
                *_most(picture),
                *_event(picture),
            ],
            shapes=_column(picture),
        ),
    }


def _bars(flow: Flow, places: list[int]) -> Spec:
    hover = _("Received") + " %{y:,}<extra></extra>"
    return {"type": "bar", "x": places, "y": list(flow.received), "marker": {"color": LINE, "opacity": 0.5}, "hovertemplate": hover}


def _line(flow: Flow, places: list[int]) -> Spec:
    return {
        "type": "scatter",
        "mode": "lines+markers" if len(places) <= 40 else "lines",
        "x": places,
        "y": list(flow.closed),
        "line": {"color": FOCUS, "width": 2.4},
        "marker": {"size": 6, "color": FOCUS, "line": {"color": BACKGROUND, "width": 1}},
        "hovertemplate": _("Closed in the period") + " %{y:,}<extra></extra>",
    }


def _area(flow: Flow, places: list[int]) -> list[Spec]:
    if not flow.backlog:
        return []
    hover = _("Backlog") + " %{y:,}<extra></extra>"
    line = {
        "type": "scatter",
        "mode": "lines",
        "fill": "tozeroy",
        "fillcolor": AREA,
        "x": places,
        "y": list(flow.backlog),
        "yaxis": "y2",
        "line": {"color": MUTED, "width": 2},
        "hovertemplate": hover,
    }
    end = {"type": "scatter", "mode": "markers", "x": places[-1:], "y": list(flow.backlog[-1:]), "yaxis": "y2", "hoverinfo": "skip"}
    return [line, {**end, "cliponaxis": False, "marker": {"size": 8, "color": MUTED}}]


def _ticks(flow: Flow) -> Spec:
    """Evenly spread labels that leave room for the last one."""
    step = -(-len(flow.labels) // MOST_LABELS)
    last = len(flow.labels) - 1
    shown = [place for place in range(0, last, step) if last - place >= step * 0.75] + [last]
    hover = [label + ("*" if cut else "") for label, cut in zip(flow.labels, flow.partial, strict=True)]
    return {"tickvals": shown, "ticktext": [hover[place] for place in shown]}


def _ends(flow: Flow, upper: float) -> list[Spec]:
    """The last values, named; two that would touch in the upper picture, `upper` px high, are moved apart."""
    last = len(flow.labels) - 1
    if not flow.backlog:
        return []
    top = 1.14 * max(1, *flow.received, *flow.closed)
    gap = (flow.closed[-1] - flow.received[-1]) / top * upper
    apart = max(0.0, 17 - abs(gap)) / 2 * (1 if gap >= 0 else -1)
    texts = (
        (_("closed"), flow.closed[-1], FOCUS, apart, "y"),
        (_("came in"), flow.received[-1], MUTED, -apart, "y"),
        (_("still open"), flow.backlog[-1], INK, 0.0, "y2"),
    )
    return [
        note(last + 0.4, value, f"{bold(name)} {_compact(value)}", xref="x", yref=yref, xshift=6, yshift=shift, size=LABEL, color=color)
        for name, value, color, shift, yref in texts
    ]


def _compact(value: int) -> str:
    return count(value).strip() if value >= 10_000 else number(value)


def _most(flow: Flow) -> list[Spec]:
    if len(flow.backlog) < 3:
        return []
    place = max(range(len(flow.backlog)), key=flow.backlog.__getitem__)
    if place == len(flow.backlog) - 1:
        return []
    text = _("Highest {count}").format(count=_compact(flow.backlog[place]))
    across = "left" if place < 2 else "right" if place > len(flow.backlog) - 3 else "center"
    return [note(place, flow.backlog[place], text, xref="x", yref="y2", across=across, down="bottom", yshift=3, size=SMALL)]


def _event(flow: Flow) -> list[Spec]:
    if flow.event is None:
        return []
    text = flow.event.when + BREAK + _("inflow above the limit")
    late = flow.event.first > len(flow.labels) / 3
    place, shift, across = (flow.event.first - 0.5, -6, "right") if late else (flow.event.last + 0.5, 6, "left")
    return [note(place, 1, text, xref="x", across=across, down="top", xshift=shift, yshift=-1, size=SMALL)]


def _column(flow: Flow) -> list[Spec]:
    if flow.event is None:
        return []
    span = {"x0": flow.event.first - 0.5, "x1": flow.event.last + 0.5, "y0": 0, "y1": 1, "xref": "x", "yref": "paper"}
    return [{"type": "rect", **span, "fillcolor": AREA, "opacity": 0.6, "line": {"width": 0}, "layer": "below"}]
