"""Small multiples of months: what took place as columns, what was planned as a tick over each."""

from __future__ import annotations

from analytics.figures.layout import SMALL, TEXT, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import AREA, INK, LINE, MUTED
from analytics.shapes.time import Kind, Planned
from analytics.words.marks import bold
from analytics.words.width import text_width
from analytics.words.wording import number, percents

ROW = 46
TOP, BOTTOM = 22, 22
FULL = 0.74  # of a row, for its highest month
COUNTS, SHARES = 92, 138  # right edges of the two columns, px from the plot


@remembered
def planned(picture: Planned, size: Size) -> Spec:
    """Each kind on its own scale, the first on top; the columns on the right speak of the window."""
    months, kinds, height = picture.months, picture.kinds, size.height
    left = int(min(150, max(60, TEXT * max(text_width(kind.name) for kind in kinds) + 14)))
    rows = len(kinds)
    bars: Spec = {"x": [], "y": [], "base": [], "customdata": []}
    ticks: Spec = {"x": [], "y": []}
    notes: list[Spec] = []
    for place, kind in enumerate(kinds):
        base, most = rows - 1 - place, max(*kind.held, *kind.planned, 1)
        for month, (done, aim) in enumerate(zip(kind.held, kind.planned, strict=True)):
            bars["x"].append(month)
            bars["y"].append(FULL * done / most)
            bars["base"].append(base)
            bars["customdata"].append([kind.name, months[month], number(done), number(aim)])
            if aim:
                ticks["x"] += [month - 0.4, month + 0.4, None]
                ticks["y"] += [base + FULL * aim / most] * 2 + [None]
        notes += _row(kind, base, left)
    heads = ((COUNTS, picture.count_head), (SHARES, picture.share_head))
    notes += [note(1, 1, text, across="right", xshift=edge, down="bottom", yshift=4, size=SMALL, color=MUTED) for edge, text in heads]
    legend = f"■ {picture.held}　{bold('–')} {picture.plan}" + (f"　{picture.remark}" if picture.remark else "")
    return {
        "data": [
            {
                "type": "bar",
                **bars,
                "width": 0.7,
                "marker": {"color": LINE},
                "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}<br>"
                + f"{picture.held} %{{customdata[2]}}　{picture.plan} %{{customdata[3]}}<extra></extra>",
            },
            {"type": "scatter", "mode": "lines", **ticks, "line": {"color": INK, "width": 1.5}, "hoverinfo": "skip"},
        ],
        "layout": frame(
            max(height, ROW * rows + TOP + BOTTOM),
            left=left,
            right=SHARES,
            top=TOP,
            bottom=BOTTOM,
            xaxis=axis(range=[-0.6, len(months) - 0.4], tickvals=[*range(0, len(months), 3)], ticktext=[*months[::3]], tickangle=0),
            yaxis=axis(range=[-0.06, rows - 0.1], showticklabels=False),
            annotations=[note(0, 1, legend, down="bottom", yshift=4, size=SMALL, color=MUTED), *notes],
            shapes=[_floor(base, len(months)) for base in range(rows)],
        ),
    }


def _row(kind: Kind, base: int, left: int) -> list[Spec]:
    middle = base + FULL / 2
    amount = f"{number(kind.window_held)} / {number(kind.window_planned)}" if kind.window_planned else number(kind.window_held)
    return [
        note(0, middle, kind.name, yref="y", xshift=-left),
        note(1, middle, amount, yref="y", across="right", xshift=COUNTS, color=MUTED),
        note(1, middle, percents(kind.coverage), yref="y", across="right", xshift=SHARES),
    ]


def _floor(base: int, months: int) -> Spec:
    return {"type": "line", "x0": -0.5, "x1": months - 0.5, "y0": base, "y1": base, "line": {"color": AREA, "width": 1}, "layer": "below"}
