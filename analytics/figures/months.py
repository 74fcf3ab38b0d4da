"""Months with and without funds: one row a project or area, one cell a month, pale to strong by amount."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analytics.figures.layout import LABEL, SMALL, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import AREA, BACKGROUND, INK, LOW, MUTED, SEQUENTIAL
from analytics.shapes.funds import Strip, Strips
from analytics.words.language import _, plural
from analytics.words.marks import BREAK, bold, styled
from analytics.words.money import money
from analytics.words.width import text_width

ROW = 26
ROOMY = 36  # and no higher than this
TOP = 48
LEFT = 150
RIGHT = 76
SHADES = SEQUENTIAL[1:6]
NOT_YET, NOTHING = 0, 1


@remembered
def months(picture: Strips, size: Size) -> Spec:
    """Rows from the top; a month without funds is orange where the row has gone too many months without, else grey."""
    labels, rows, height, marked = picture.months, picture.rows, size.height, picture.marked
    known = sorted(value for row in rows for value in row.values if value)
    breaks = [known[int(len(known) * part / len(SHADES))] for part in range(1, len(SHADES))] if known else []
    palette = [BACKGROUND, AREA, LOW, *SHADES]
    steps = len(palette)
    return {
        "data": [
            {
                "type": "heatmap",
                "x": list(range(len(labels))),
                "y": list(range(len(rows))),
                "z": [_bands(row, breaks, marked) for row in rows],
                "zmin": -0.5,
                "zmax": steps - 0.5,
                "colorscale": [[edge, color] for i, color in enumerate(palette) for edge in (i / steps, (i + 1) / steps)],
                "showscale": False,
                "xgap": 2,
                "ygap": 3,
                "hovertext": [[_hover(row, month, value) for month, value in zip(labels, row.values, strict=True)] for row in rows],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        ],
        "layout": frame(
            max(height, ROW * len(rows) + TOP + 8),
            left=LEFT,
            right=RIGHT,
            top=TOP,
            bottom=8,
            xaxis=axis(
                side="top", range=[-0.5, len(labels) - 0.5], tickvals=list(range(len(labels))), ticktext=_heads(labels), tickangle=0
            ),
            yaxis=axis(visible=False, range=[max(len(rows), (height - TOP - 8) // ROOMY) - 0.5, -0.5]),
            annotations=[
                note(0, 1, _legend(), xshift=-LEFT, down="bottom", yshift=24, size=SMALL, color=MUTED),
                *(note(0, place, _fitting(row.name), yref="y", xshift=-LEFT, size=LABEL) for place, row in enumerate(rows)),
                *(
                    note(1, place, _dry(row), yref="y", across="right", xshift=RIGHT, size=SMALL, color=INK if row.dry >= marked else MUTED)
                    for place, row in enumerate(rows)
                ),
            ],
        ),
    }


def _bands(row: Strip, breaks: Sequence[float], marked: int) -> list[int]:
    dry = len(row.values) - (row.dry if row.dry >= marked else 0)
    found = []
    for place, value in enumerate(row.values):
        if value is None:
            found.append(NOT_YET)
        elif not value:
            found.append(NOTHING + 1 if place >= dry else NOTHING)
        else:
            found.append(NOTHING + 2 + sum(value >= edge for edge in breaks))
    return found


def _hover(row: Strip, month: date, value: float | None) -> str:
    amount = _("not landed yet") if value is None else money(value) if value else _("no funds")
    return f"{bold(row.name)}{BREAK}{month:%Y-%m}　{amount}"


def _dry(row: Strip) -> str:
    return plural("{count} month dry", "{count} months dry", row.dry).format(count=row.dry) if row.dry else ""


def _heads(months: Sequence[date]) -> list[str]:
    """The month's number; the year under the first and under every January."""
    return [f"{month.month}" if place and month.month != 1 else f"{month:%y-%m}" for place, month in enumerate(months)]


def _legend() -> str:
    parts = [(SHADES[0], _("little")), (SHADES[-1], _("much")), (AREA, _("none")), (LOW, _("none for long"))]
    return "　".join(styled("■", f"color:{color};font-size:15px") + f" {word}" for color, word in parts)


def _fitting(name: str) -> str:
    while len(name) > 3 and LABEL * text_width(name) > LEFT - 10:
        name = name[:-2] + "…"
    return name
