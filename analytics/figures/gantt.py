"""Timeline of projects: the first plan as a thin line, the plan in force as a bar, the work as a bar on it, today as a line."""

from __future__ import annotations

from datetime import date, timedelta

from analytics.figures.layout import SMALL, TEXT, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import AREA, BACKGROUND, BELOW, FOCUS, INK, LINE, MUTED
from analytics.shapes.works import Scheduled, Timeline
from analytics.words.language import _
from analytics.words.width import text_width
from analytics.words.wording import NOTHING, percent

ROW = 27
TOP, BOTTOM = 40, 8
NAME = 150
WORDS = 204
MOST_AHEAD = 365  # days: what is foreseen later is drawn at the edge


@remembered
def gantt(picture: Timeline, size: Size) -> Spec:
    """The first project on top; as high as its rows, whatever the size."""
    projects, today = picture.projects, picture.today
    rows = len(projects)
    places = range(rows - 1, -1, -1)
    first, last = _range(projects, today)
    notes = [_head(today)]
    for item, y in zip(projects, places, strict=True):
        notes.append(note(0, y, _short(item.name, NAME), yref="y", xshift=-NAME, color=INK if item.state != "finished" else MUTED))
        color = BELOW if item.state == "delayed" else MUTED
        notes.append(note(1, y, _short(_words(item), WORDS), yref="y", xshift=8, size=SMALL, color=color))
    pairs = list(zip(projects, places, strict=True))
    return {
        "data": [
            _bars([(i.planned_start, i.planned_finish, y) for i, y in pairs], AREA, 0.56),
            _bars([(i.started, i.finished or today, y) for i, y in pairs if i.state in ("running", "waiting")], FOCUS, 0.24),
            _bars([(i.started, i.finished, y) for i, y in pairs if i.state == "finished"], LINE, 0.24),
            _bars([(i.started, i.finished or today, y) for i, y in pairs if i.state == "delayed"], BELOW, 0.24),
            _moved([(i, y) for i, y in pairs if i.moved]),
            _foreseen([(i, y) for i, y in pairs if i.forecast], last),
            _targets(pairs, today),
        ],
        "layout": frame(
            ROW * rows + TOP + BOTTOM,
            left=NAME,
            right=WORDS + 8,
            top=TOP,
            bottom=BOTTOM,
            xaxis=axis(type="date", range=[f"{first}", f"{last}"], tickformat="%Y-%m", nticks=4, showgrid=True, side="top"),
            yaxis=axis(range=[-0.6, rows - 0.4], showticklabels=False),
            barmode="overlay",
            annotations=notes,
            shapes=[
                {"type": "line", "x0": f"{today}", "x1": f"{today}", "y0": 0, "y1": 1, "yref": "paper", "line": {"color": INK, "width": 1}}
            ],
            clickmode="event+select",
        ),
    }


def _range(projects: tuple[Scheduled, ...], today: date) -> tuple[date, date]:
    days = [
        day
        for item in projects
        for day in (
            item.planned_start,
            item.planned_finish,
            item.first_start,
            item.first_finish,
            item.started,
            item.finished,
            item.forecast,
        )
        if day
    ]
    edge = today + timedelta(days=MOST_AHEAD)
    return min([today, *days]) - timedelta(days=6), min(edge, max([today, *days])) + timedelta(days=12)


def _head(today: date) -> Spec:
    text = _("as of {day}").format(day=f"{today:%m-%d}")
    return note(f"{today}", 1, text, xref="x", across="center", down="bottom", yshift=20, size=SMALL, color=INK)


def _bars(spans: list[tuple[date | None, date | None, int]], color: str, width: float) -> Spec:
    known = [(start, end, y) for start, end, y in spans if start and end and end >= start]
    return {
        "type": "bar",
        "orientation": "h",
        "base": [f"{start}" for start, _end, _y in known],
        "x": [((end - start).days + 1) * 86_400_000 for start, end, _y in known],
        "y": [y for _start, _end, y in known],
        "width": width,
        "marker": {"color": color, "cornerradius": 2},
        "hoverinfo": "skip",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _moved(pairs: list[tuple[Scheduled, int]]) -> Spec:
    """The finish that was planned first, as a tick with a line to the one in force."""
    x: list[str | None] = []
    y: list[float | None] = []
    for item, place in pairs:
        if item.first_finish and item.planned_finish:
            x += [f"{item.first_finish}", f"{item.first_finish}", None, f"{item.first_finish}", f"{item.planned_finish}", None]
            y += [place - 0.34, place + 0.34, None, place + 0.34, place + 0.34, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": MUTED, "width": 1.4}, "hoverinfo": "skip"}


def _foreseen(pairs: list[tuple[Scheduled, int]], edge: date) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [f"{min(item.forecast, edge)}" for item, _y in pairs if item.forecast],
        "y": [y for _item, y in pairs],
        # Beyond the edge stands an arrow: a diamond there would name a day that is not the forecast.
        "marker": {
            "symbol": ["triangle-right-open" if item.forecast > edge else "diamond-open" for item, _y in pairs if item.forecast],
            "size": 9,
            "color": INK,
            "line": {"width": 1.4},
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _targets(pairs: list[tuple[Scheduled, int]], today: date) -> Spec:
    """What the pointer meets and a click opens: a wide invisible mark on every row."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [f"{_middle(item, today)}" for item, _y in pairs],
        "y": [y for _item, y in pairs],
        "marker": {"size": 20, "color": BACKGROUND, "opacity": 0},
        "customdata": [
            [
                item.id,
                item.name,
                _done(item),
                item.verdict.told,
                f"{item.kind_label} · {item.area}",
                _span(item.planned_start, item.planned_finish),
                _span(item.first_start, item.first_finish) if item.moved else NOTHING,
                f"{item.forecast}" if item.forecast else NOTHING,
            ]
            for item, _y in pairs
        ],
        "hovertemplate": "<b>%{customdata[1]}</b>　%{customdata[2]}<br>%{customdata[3]}<br>%{customdata[4]}<br>"
        + _("Plan")
        + " %{customdata[5]}<br>"
        + _("First plan")
        + " %{customdata[6]}<br>"
        + _("Forecast of the finish")
        + " %{customdata[7]}<extra></extra>",
        "selected": {"marker": {"opacity": 0}},
        "unselected": {"marker": {"opacity": 0}},
    }


def _middle(item: Scheduled, today: date) -> date:
    start = item.started or item.planned_start or today
    end = item.finished or item.planned_finish or today
    return start + (end - start) / 2 if end > start else start


def _words(item: Scheduled) -> str:
    return f"{_done(item)}　{item.verdict.told}" if item.progress is not None and item.state != "finished" else item.verdict.told


def _done(item: Scheduled) -> str:
    return NOTHING if item.progress is None else percent(item.progress, 0)


def _span(first: date | None, last: date | None) -> str:
    return f"{first or NOTHING} – {last or NOTHING}"


def _short(text: str, width: int) -> str:
    while len(text) > 2 and (TEXT - 0.5) * text_width(text) > width - 8:
        text = text[:-2] + "…"
    return text
