"""Costs by area: the median of the projects as a dot on its interval, the median of all as a line; two panels share the rows."""

from __future__ import annotations

from analytics.figures.layout import SMALL, TEXT, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import FOCUS, INK, LINE, MUTED
from analytics.shapes.changes import CostRow, Costs
from analytics.words.language import _
from analytics.words.marks import bold
from analytics.words.width import text_width
from analytics.words.wording import count, money, number

ROW = 24
TOP, BOTTOM = 40, 22
GAP = 0.06


@remembered
def cost_rows(picture: Costs, size: Size) -> Spec:
    """Rows in the order of the cost per square metre, the lowest at the bottom."""
    per_m2, per_household = picture.per_m2, picture.per_household
    names = [row.name for row in per_m2] + [row.name for row in per_household if row.name not in {each.name for each in per_m2}]
    left = int(min(130, max(60, TEXT * max((text_width(name) for name in names), default=4) + 40)))
    counts = {row.name: row.projects for row in (*per_household, *per_m2)}
    distinct = {row.name for row in (*per_m2, *per_household) if row.focus or row.apart}
    notes = [
        note(0, y, bold(name) if name in distinct else name, yref="y", xshift=-left, color=INK if counts[name] > 5 else MUTED)
        for y, name in enumerate(names)
    ]
    notes += [
        note(0, y, number(counts[name]), yref="y", across="right", xshift=-8, size=SMALL, color=MUTED) for y, name in enumerate(names)
    ]
    data: list[Spec] = []
    shapes: list[Spec] = []
    panels = (
        (per_m2, picture.whole_m2, "x", 0.0, _("per m², yuan"), 1.0),
        (per_household, picture.whole_household, "x2", (1 + GAP) / 2, _("per household, 10,000 yuan"), 1e4),
    )
    for rows, whole, name, start, head, unit in panels:
        data += _panel(rows, names, name, unit)
        notes.append(note(start, 1, head, down="bottom", yshift=20, size=SMALL, color=MUTED))
        if whole is not None:
            shapes.append(
                {
                    "type": "line",
                    "x0": whole / unit,
                    "x1": whole / unit,
                    "xref": name,
                    "yref": "paper",
                    "y0": 0,
                    "y1": 1,
                    "line": {"color": INK, "width": 1},
                    "layer": "below",
                }
            )
            text = _("median {value}").format(value=number(whole / unit, 1 if unit > 1 else 0))
            notes.append(note(whole / unit, 1, text, xref=name, across="center", down="bottom", yshift=3, size=SMALL, color=INK))
    across = {"showgrid": True, "nticks": 4, "rangemode": "tozero"}
    return {
        "data": data,
        "layout": frame(
            max(size.height, ROW * len(names) + TOP + BOTTOM),
            left=left,
            right=10,
            top=TOP,
            bottom=BOTTOM,
            xaxis=axis(domain=[0, (1 - GAP) / 2], **across),
            xaxis2=axis(domain=[(1 + GAP) / 2, 1], anchor="y", **across),
            yaxis=axis(range=[-0.6, len(names) - 0.4], showticklabels=False),
            annotations=notes,
            shapes=shapes,
        ),
    }


def _panel(rows: tuple[CostRow, ...], names: list[str], name: str, unit: float) -> list[Spec]:
    x: list[float | None] = []
    y: list[float | None] = []
    for row in rows:
        if row.low is not None and row.high is not None:
            x += [row.low / unit, row.high / unit, None]
            y += [names.index(row.name), names.index(row.name), None]
    return [
        {"type": "scatter", "mode": "lines", "xaxis": name, "x": x, "y": y, "line": {"color": LINE, "width": 3}, "hoverinfo": "skip"},
        {
            "type": "scatter",
            "mode": "markers",
            "xaxis": name,
            "cliponaxis": False,
            "x": [row.median / unit for row in rows],
            "y": [names.index(row.name) for row in rows],
            "marker": {
                "opacity": 1,
                "size": [12 if row.apart else 9 for row in rows],
                "symbol": ["diamond" if row.apart else "circle-open" if row.low is None else "circle" for row in rows],
                "color": [FOCUS if row.focus else INK if row.apart else MUTED for row in rows],
            },
            "customdata": [[row.name, money(row.median), _range(row), count(row.projects, "projects")] for row in rows],
            "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]}<br>"
            + _("95% interval")
            + " %{customdata[2]}<br>%{customdata[3]}<extra></extra>",
        },
    ]


def _range(row: CostRow) -> str:
    return _("too few projects") if row.low is None or row.high is None else f"{money(row.low)} – {money(row.high)}"
