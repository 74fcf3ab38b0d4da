"""Control chart: a rate by week between limits from its own variation; points that break a rule stand out and say which."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.figures.layout import LABEL, SMALL, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import ABOVE, BACKGROUND, BELOW, INK, LINE, MUTED
from analytics.shapes.tickets import Control, Point
from analytics.words.language import _
from analytics.words.marks import BREAK, bold
from analytics.words.wording import number, percent

LEFT, RIGHT = 52, 96
MOST_LABELS = 9
APART = 3  # places between two names that do not touch where the card is narrowest


@remembered
def control(picture: Control, size: Size) -> Spec:
    """Limits step with the size of each week."""
    points = picture.points
    places = list(range(len(points)))
    low, high = _range(points)
    last = points[-1]
    step = -(-len(points) // MOST_LABELS)
    shown = places[::step]
    centre = picture.centre
    return {
        "data": [
            _limit(places, [point.low for point in points]),
            _limit(places, [point.high for point in points]),
            _line(places, points),
            _marks(places, points),
        ],
        "layout": frame(
            size.height,
            left=LEFT,
            right=RIGHT,
            top=20,
            bottom=22,
            xaxis=axis(range=[-0.6, len(points) - 0.4], tickvals=shown, ticktext=[points[place].label for place in shown]),
            yaxis=axis(range=[low, high], showgrid=True, nticks=5, tickformat=".0%" if high - low > 0.06 else ".1%"),
            shapes=[
                {
                    "type": "line",
                    "x0": 0,
                    "x1": 1,
                    "xref": "paper",
                    "y0": centre,
                    "y1": centre,
                    "line": {"color": INK, "width": 1},
                    "layer": "below",
                }
            ],
            annotations=[
                *_right(_("Mean {rate}").format(rate=percent(centre)), centre, INK),
                *(_right(_("Upper {rate}").format(rate=percent(last.high)), last.high, MUTED) if last.high < 1 else []),
                *(_right(_("Lower {rate}").format(rate=percent(last.low)), last.low, MUTED) if last.low > 0 else []),
                *_names(points),
            ],
        ),
    }


def _range(points: tuple[Point, ...]) -> tuple[float, float]:
    low = min(min(point.rate for point in points), min(point.low for point in points))
    high = max(max(point.rate for point in points), max(point.high for point in points))
    room = 0.08 * max(high - low, 0.01)
    return max(0.0, low - room), min(1.0, high) + room


def _limit(places: list[int], values: list[float]) -> Spec:
    line = {"color": LINE, "width": 1.2, "dash": "dash", "shape": "hvh"}
    return {"type": "scatter", "mode": "lines", "x": places, "y": values, "line": line, "hoverinfo": "skip"}


def _line(places: list[int], points: tuple[Point, ...]) -> Spec:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": places,
        "y": [p.rate for p in points],
        "line": {"color": MUTED, "width": 1.6},
        "hoverinfo": "skip",
    }


def _marks(places: list[int], points: tuple[Point, ...]) -> Spec:
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "x": places,
        "y": [point.rate for point in points],
        "marker": {
            "opacity": 1,
            "size": [12 if point.rules else 6 for point in points],
            "symbol": [_symbol(point) for point in points],
            "color": [_color(point) for point in points],
            "line": {"color": BACKGROUND, "width": 1},
        },
        "customdata": [
            [
                point.label,
                percent(point.rate),
                f"{number(point.k)} / {number(point.n)}",
                BREAK.join(["", *(_(rule) for rule in point.rules)]),
            ]
            for point in points
        ],
        "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}<br>%{customdata[2]}%{customdata[3]}<extra></extra>",
    }


def _symbol(point: Point) -> str:
    return "circle" if not point.rules else "triangle-down" if point.z < 0 else "triangle-up"


def _color(point: Point) -> str:
    return MUTED if not point.rules else BELOW if point.z < 0 else ABOVE


def _right(text: str, y: float, color: str) -> list[Spec]:
    return [note(1, y, text, yref="y", xshift=6, size=SMALL, color=color)]


def _names(points: tuple[Point, ...]) -> list[Spec]:
    """The points beyond the limits by their week; other broken rules are told by the pointer and the table."""
    notes = []
    named = named_places([point.z for point in points])
    for place, point in enumerate(points):
        if place in named:
            below = point.z < 0
            text = f"{bold(point.label)} {percent(point.rate)}"
            across = "left" if place < 2 else "right" if place > len(points) - 3 else "center"
            notes.append(
                note(
                    place,
                    point.rate,
                    text,
                    xref="x",
                    yref="y",
                    across=across,
                    down="top" if below else "bottom",
                    yshift=-9 if below else 9,
                    size=LABEL,
                )
            )
    return notes


def named_places(scores: Sequence[float]) -> list[int]:
    """Of the points beyond three standard deviations the farthest first, as many as have names that do not touch."""
    named: list[int] = []
    for place in sorted((place for place, z in enumerate(scores) if abs(z) > 3), key=lambda place: -abs(scores[place])):
        if all(abs(place - other) >= APART or scores[place] * scores[other] < 0 for other in named):
            named.append(place)
    return named
