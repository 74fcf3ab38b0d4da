"""Lines over time: one or a few series, each named at its right end."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.asking.buckets import MARK
from analytics.figures.layout import SMALL, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import BACKGROUND, CATEGORICAL, FOCUS, INK, MUTED
from analytics.shapes.time import Line, Lines
from analytics.words.width import text_width

WIDE = 900
TOP, BOTTOM = 24, 26
APART = 15  # px between two names at the right end
ROOM = 0.06
DOT, FEW = 6, 40  # px; so many times and fewer have a dot each
HOLLOW = 8  # px of the ring that stands for a time that is not complete


@remembered
def series(picture: Lines, size: Size) -> Spec:
    """Each line named at its end; times that are not complete are marked and stand as rings."""
    lines, zero, width = picture.lines, picture.zero, size.width or WIDE
    cut = picture.cut or (False,) * len(picture.times)
    times = tuple(time + MARK if part else time for time, part in zip(picture.times, cut, strict=True))
    known = [value for line in lines for value in line.values if value is not None]
    low, high = (0.0 if zero else min(known, default=0.0)), max(known, default=1.0)
    room = (high - low or 1.0) * ROOM
    bounds = [low - (0 if zero else room), high + room]
    names = [f"{line.name} {_last(line.texts)}" if len(lines) > 1 else _last(line.texts) for line in lines]
    right = int(min(260, 18 + SMALL * max((text_width(name) for name in names), default=4)))
    inner = size.height - TOP - BOTTOM
    ends = _apart([(_end(line.values) or low) for line in lines], bounds, inner)
    colors = [FOCUS] if len(lines) == 1 else list(CATEGORICAL[: len(lines)])
    notes = [note(0, 1, picture.head, down="bottom", yshift=6, size=SMALL, color=MUTED)]
    notes += [
        note(1, end, name, xshift=8, size=SMALL, color=color if len(lines) > 1 else INK, yref="paper")
        for name, end, color in zip(names, ends, colors, strict=True)
    ]
    every = max(1, -(-len(times) // max(2, (width - right) // 84)))
    return {
        "data": [_line(times, line, color, cut) for line, color in zip(lines, colors, strict=True)],
        "layout": frame(
            size.height,
            left=56,
            right=right,
            top=TOP,
            bottom=BOTTOM,
            xaxis=axis(type="category", tickvals=list(times[::every]), ticktext=list(times[::every]), range=[-0.5, len(times) - 0.5]),
            yaxis=axis(range=bounds, showgrid=True, nticks=5),
            annotations=notes,
            hovermode="x unified",
        ),
    }


def _line(times: Sequence[str], line: Line, color: str, cut: Sequence[bool]) -> Spec:
    dotted = len(times) <= FEW
    sizes = [HOLLOW if part else DOT if dotted or lonely else 0 for lonely, part in zip(_alone(line.values), cut, strict=True)]
    rings = [2 if part else int(dotted) for part in cut]
    return {
        "type": "scatter",
        "mode": "lines+markers" if any(sizes) else "lines",
        "name": line.name,
        "x": list(times),
        "y": list(line.values),
        "line": {"color": color, "width": 2},
        "marker": {
            "size": sizes,
            "color": [BACKGROUND if part else color for part in cut],
            "opacity": 1,
            "line": {"color": [color if part else BACKGROUND for part in cut], "width": rings},
        },
        "customdata": list(line.texts),
        "hovertemplate": "%{customdata}",
        "connectgaps": False,
        "cliponaxis": False,  # a dot at zero is a whole dot
    }


def _alone(values: Sequence[float | None]) -> list[bool]:
    """Values without a neighbour, to which no line leads: without a dot they would not be seen."""
    around = [None, *values, None]
    return [around[place] is None and value is not None and around[place + 2] is None for place, value in enumerate(values)]


def _end(values: Sequence[float | None]) -> float | None:
    return next((value for value in reversed(values) if value is not None), None)


def _last(texts: Sequence[str]) -> str:
    return texts[-1] if texts else ""


def _apart(ends: Sequence[float], bounds: Sequence[float], inner: int) -> list[float]:
    """Heights of the names in paper coordinates, pushed apart from the top down where lines end close together."""
    span = bounds[1] - bounds[0] or 1.0
    step = APART / inner
    placed: dict[int, float] = {}
    above = 1.0 + step
    for index in sorted(range(len(ends)), key=lambda i: -ends[i]):
        above = min((ends[index] - bounds[0]) / span, above - step)
        placed[index] = above
    short = -min([0.0, *placed.values()])
    return [placed[index] + short for index in range(len(ends))]
