"""The pipeline of projects: how many stand at each stage, and which share of each cohort goes on to the next."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.figures.layout import LABEL, SMALL, TEXT, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import AREA, FOCUS, INK, LINE, MUTED
from analytics.shapes.funds import Cohort, Conversion, Passage, Stages
from analytics.words.language import _
from analytics.words.marks import BREAK, bold
from analytics.words.width import text_width
from analytics.words.wording import interval, number, percent

ROW = 30
GAP = 0.06
NAMES, MOST_NAMES = 96, 160
COUNTS = 46


@remembered
def stages(picture: Stages, size: Size) -> Spec:
    """Bars from the middle, widest where most projects stand."""
    items = picture.items
    most = max([item.projects for item in items] + [1])
    left = int(min(MOST_NAMES, max(NAMES, TEXT * max(text_width(item.label) for item in items) + 44)))
    rows = len(items)
    notes = []
    for place, item in enumerate(items):
        y = rows - 1 - place
        ink = MUTED if item.quiet else INK
        notes.append(note(0, y, item.label, yref="y", xshift=-left, color=ink))
        notes.append(note(0, y, bold(number(item.projects)), yref="y", across="right", xshift=-8, color=ink))
        notes.append(note(1, y, item.note, yref="y", across="right", xshift=146, size=SMALL, color=MUTED))
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": [item.projects for item in items],
                "base": [-item.projects / 2 for item in items],
                "y": [rows - 1 - place for place in range(rows)],
                "width": 0.7,
                "marker": {"color": [AREA if item.quiet else FOCUS for item in items], "cornerradius": 2},
                "customdata": [[item.label, number(item.projects), item.note] for item in items],
                "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}<br>%{customdata[2]}<extra></extra>",
            }
        ],
        "layout": frame(
            size.height,
            left=left,
            right=148,
            top=8,
            bottom=8,
            xaxis=axis(range=[-most / 2, most / 2], showticklabels=False),
            yaxis=axis(range=[-0.6, rows - 0.4], showticklabels=False),
            annotations=notes,
        ),
    }


@remembered
def conversion(picture: Conversion, size: Size) -> Spec:
    """One panel a step; a bar for the share that has gone on after its days, a line for the interval, pale where few."""
    steps, cohorts = picture.steps, picture.cohorts
    rows = len(cohorts)
    width = (1 - GAP * (len(steps) - 1)) / len(steps)
    data: list[Spec] = []
    notes = [
        note(0, rows - 1 - place, bold(cohort.label) if not place else cohort.label, yref="y", xshift=-NAMES + 16, size=LABEL)
        for place, cohort in enumerate(cohorts)
    ]
    axes: Spec = {}
    for index, step in enumerate(steps):
        left = index * (width + GAP)
        name = "" if not index else str(index + 1)
        axes[f"xaxis{name}"] = axis(domain=[left, left + width], range=[0, 1.8], showticklabels=False)
        head = _("{step}, {days} days").format(step=step.label, days=step.horizon)
        notes.append(note(left, 1, f"{head}{BREAK}{step.median}", down="bottom", yshift=4, size=SMALL, color=MUTED))
        data += _panel(cohorts, index, f"x{name}")
        notes += [
            note(
                left + width,
                rows - 1 - place,
                _words(cohort.cells[index]),
                yref="y",
                across="right",
                size=SMALL,
                color=_ink(cohort.cells[index]),
            )
            for place, cohort in enumerate(cohorts)
        ]
    return {
        "data": data,
        "layout": frame(
            max(size.height, ROW * rows + 56),
            left=NAMES - 16,
            right=4,
            top=46,
            bottom=8,
            barmode="overlay",
            yaxis=axis(range=[-0.6, rows - 0.4], showticklabels=False),
            annotations=notes,
            **axes,
        ),
    }


def _panel(cohorts: Sequence[Cohort], index: int, across: str) -> list[Spec]:
    rows = len(cohorts)
    shown = [(rows - 1 - place, cohort.label, cohort.cells[index]) for place, cohort in enumerate(cohorts)]
    known = [(y, label, cell) for y, label, cell in shown if cell.share is not None]
    x: list[float | None] = []
    y: list[float | None] = []
    for row, _label, cell in known:
        x += [cell.low, cell.high, None]
        y += [row, row, None]
    return [
        {
            "type": "bar",
            "orientation": "h",
            "xaxis": across,
            "x": [cell.share for _row, _label, cell in known],
            "y": [row for row, _label, _cell in known],
            "width": 0.5,
            "marker": {"color": [AREA if cell.is_thin else FOCUS for _row, _label, cell in known], "cornerradius": 2},
            "customdata": [
                [label, percent(cell.share, 0), interval(cell.low, cell.high, 0), number(cell.n), number(cell.went_on)]
                for _row, label, cell in known
            ],
            "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}<br>"
            + _("95% interval")
            + " %{customdata[2]}%<br>"
            + _("%{customdata[4]} of %{customdata[3]} have gone on so far")
            + "<extra></extra>",
        },
        {"type": "scatter", "mode": "lines", "xaxis": across, "x": x, "y": y, "line": {"color": LINE, "width": 2}, "hoverinfo": "skip"},
    ]


def _words(cell: Passage) -> str:
    if not cell.n:
        return ""
    return f"{percent(cell.share, 0)}　{cell.went_on}/{cell.n}" if cell.share is not None else f"{cell.went_on}/{cell.n}"


def _ink(cell: Passage) -> str:
    return MUTED if cell.is_thin or cell.share is None else INK
