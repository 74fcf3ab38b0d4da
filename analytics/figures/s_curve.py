"""S-curve: the share done month by month against the plan, the first plan, and the way still to go."""

from __future__ import annotations

from datetime import date

from analytics.figures.layout import LABEL, SMALL, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import BACKGROUND, FOCUS, INK, LINE, MUTED
from analytics.shapes.works import Foreseen, Progress
from analytics.words.language import _
from analytics.words.marks import bold
from analytics.words.width import text_width
from analytics.words.wording import percent

TOP, BOTTOM, LEFT = 20, 24, 40
APART = 17  # px between two names at the right end
MOST_TICKS = 9


@remembered
def s_curve(curve: Progress, size: Size) -> Spec:
    """What is foreseen is drawn on the line of all work done."""
    today, foreseen, height = curve.today, curve.foreseen, size.height
    months = [f"{month:%Y-%m-%d}" for month in curve.months]
    ends = [each for each in (foreseen.finish, foreseen.early, foreseen.late) if each] if foreseen else []
    last = max([curve.months[-1], *ends])
    known = curve.known
    lines = []
    if curve.first:
        lines.append(_line(months, curve.first, _("First plan"), LINE, "dot", 1.6))
    lines += [
        _line(months[:known], curve.planned[:known], _("Plan"), INK, "solid", 1.6),
        _line(months[max(0, known - 1) :], curve.planned[max(0, known - 1) :], _("Plan"), MUTED, "dash", 1.4),
        _line(months, curve.actual, _("Done"), FOCUS, "solid", 3),
    ]
    names = [(_last(curve.planned), _("Plan (by season)") if known < len(months) else _("Plan"), MUTED)]
    if curve.first:
        names.append((_last(curve.first), _("First plan"), MUTED))
    done = [(month, value) for month, value in zip(curve.months, curve.actual, strict=True) if value is not None]
    notes = [
        note(
            f"{today:%Y-%m-%d}",
            1,
            _("as of {day}").format(day=f"{today:%m-%d}"),
            xref="x",
            across="center",
            down="bottom",
            yshift=2,
            size=SMALL,
            color=MUTED,
        )
    ]
    if done:
        month, value = done[-1]
        label = _("Done")
        text = bold(f"{label} {percent(value)}")
        # Near the right end it would meet the names there: it stands under its line instead.
        ending = curve.months.index(month) > 0.6 * len(curve.months)
        place: Spec = {"across": "right", "xshift": -4, "yshift": -16} if ending else {"xshift": 8, "yshift": -9}
        notes.append(note(f"{month:%Y-%m-%d}", value, text, xref="x", yref="y", size=LABEL, color=FOCUS, **place))
    right = int(14 + SMALL * max(text_width(name) for _value, name, _color in names))
    if curve.months[-1] == last:
        notes += [
            note(1, place, name, xshift=6, size=SMALL, color=color)
            for (_value, name, color), place in zip(names, _apart([value for value, *_rest in names], height - TOP - BOTTOM), strict=True)
        ]
    return {
        "data": [*lines, *_forecast(foreseen)],
        "layout": frame(
            height,
            left=LEFT,
            right=right,
            top=TOP,
            bottom=BOTTOM,
            xaxis=axis(
                type="date",
                range=[months[0], f"{last:%Y-%m-%d}"],
                tickformat="%Y-%m",
                nticks=MOST_TICKS,
            ),
            yaxis=axis(range=[0, 1.04], showgrid=True, tickvals=[0, 0.25, 0.5, 0.75, 1], tickformat=".0%"),
            annotations=notes,
            shapes=[_today(today)],
            hovermode="x unified",
        ),
    }


def _line(months: list[str], values: tuple[float | None, ...], name: str, color: str, dash: str, width: float) -> Spec:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": months,
        "y": list(values),
        "name": name,
        "line": {"color": color, "dash": dash, "width": width, "shape": "spline", "smoothing": 0.4},
        "hovertemplate": name + " %{y:.1%}<extra></extra>",
        "cliponaxis": False,
    }


def _forecast(foreseen: Foreseen | None) -> list[Spec]:
    if foreseen is None:
        return []
    finish, early = foreseen.finish, foreseen.early
    end = foreseen.late or finish
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [f"{early:%Y-%m-%d}", f"{end:%Y-%m-%d}"],
            "y": [1, 1],
            "line": {"color": FOCUS, "width": 5},
            "opacity": 0.35,
            "hoverinfo": "skip",
            "cliponaxis": False,
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": [f"{finish:%Y-%m-%d}"],
            "y": [1],
            "marker": {"symbol": "diamond", "size": 11, "color": FOCUS, "line": {"color": BACKGROUND, "width": 1}},
            "hovertemplate": _("Forecast of the finish") + f" {finish:%Y-%m-%d}<extra></extra>",
            "cliponaxis": False,
        },
    ]


def _today(today: date) -> Spec:
    day = f"{today:%Y-%m-%d}"
    return {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "xref": "x", "yref": "paper", "line": {"color": LINE, "width": 1}}


def _last(values: tuple[float | None, ...]) -> float:
    return next((value for value in reversed(values) if value is not None), 0.0)


def _apart(values: list[float], room: float) -> list[float]:
    """Heights of the names as shares of the plot, moved apart where lines end together."""
    places = [value / 1.04 for value in values]
    if len(places) == 2 and abs(places[0] - places[1]) * room < APART:
        upper = max(places)
        return [upper, upper - APART / room]
    return places
