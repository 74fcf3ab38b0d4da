"""A rate by two dimensions: the number in each cell, its fill the class of evidence, totals beside the names."""

from __future__ import annotations

from analytics.figures.evidence import FILLS
from analytics.figures.layout import LABEL, SMALL, TEXT, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import INK, LINE, MUTED
from analytics.shapes.evidence import CLASSES, GLYPHS, word
from analytics.shapes.tickets import Cell, Heat
from analytics.words.language import _
from analytics.words.marks import BREAK, bold, styled
from analytics.words.width import text_width
from analytics.words.wording import count, number, percents

ROW, TOP, BOTTOM = 36, 44, 28
NARROW, LEGEND = 92, 610  # px of a column and of the legend where the card is narrowest
LINE_HEIGHT = 18


@remembered
def heat(picture: Heat, size: Size) -> Spec:
    """Rows from the top; a cell with too few cases shows only how many it has. As high as its rows, whatever the size."""
    cells = {(cell.category, cell.channel): cell for cell in picture.cells}
    grid = [[cells.get((row, column)) for column, _n in picture.columns] for row, _n in picture.rows]
    left = int(min(168, max(104, LABEL * max(text_width(name) for name, _n in picture.rows) + 54)))
    steps = len(CLASSES)
    legend = _legend(picture, left)
    bottom = BOTTOM + (LINE_HEIGHT if BREAK in legend["text"] else 0)
    return {
        "data": [
            {
                "type": "heatmap",
                "z": [[CLASSES.index(cell.cls if cell else "thin") for cell in line] for line in grid],
                "x": list(range(len(picture.columns))),
                "y": list(range(len(picture.rows))),
                "text": [[_text(cell) for cell in line] for line in grid],
                "texttemplate": "%{text}",
                "textfont": {"size": LABEL, "color": INK},
                "zmin": -0.5,
                "zmax": steps - 0.5,
                "colorscale": [[edge, FILLS[c]] for i, c in enumerate(CLASSES) for edge in (i / steps, (i + 1) / steps)],
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
                "hovertext": [
                    [_hover(cell, row, column) for cell, (column, _n) in zip(line, picture.columns, strict=True)]
                    for line, (row, _m) in zip(grid, picture.rows, strict=True)
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        ],
        "layout": frame(
            ROW * len(picture.rows) + TOP + bottom,
            left=left,
            top=TOP,
            bottom=bottom,
            xaxis=axis(visible=False, range=[-0.5, len(picture.columns) - 0.5]),
            yaxis=axis(visible=False, range=[len(picture.rows) - 0.5, -0.5]),
            annotations=[*_columns(picture), *_rows(picture, left), legend],
        ),
    }


def _text(cell: Cell | None) -> str:
    if cell is None or not cell.n:
        return styled("·", f"color:{LINE}")
    if cell.cls == "thin":
        return styled(count(cell.n, "cases"), f"color:{MUTED}")
    value = percents(cell.rate)
    return f"{bold(value)}{GLYPHS[cell.cls]}" if cell.cls in GLYPHS else value


def _hover(cell: Cell | None, row: str, column: str) -> str:
    if cell is None or not cell.n:
        return f"{bold(f'{row} × {column}')}　{count(0, 'cases')}"
    return f"{bold(f'{row} × {column}')}　{percents(cell.rate)}%{BREAK}{number(cell.k)} / {number(cell.n)}{BREAK}{word(cell.cls)}"


def _columns(heat: Heat) -> list[Spec]:
    return [
        note(
            place,
            1,
            _fitting(name) + BREAK + styled(number(n), f"color:{MUTED};font-size:{SMALL}px"),
            xref="x",
            across="center",
            down="bottom",
            yshift=3,
            size=LABEL,
        )
        for place, (name, n) in enumerate(heat.columns)
    ]


def _fitting(name: str) -> str:
    while len(name) > 2 and TEXT * text_width(name) > NARROW:
        name = name[:-2] + "…"
    return name


def _rows(heat: Heat, left: int) -> list[Spec]:
    names = [note(0, place, name, yref="y", xshift=-left, size=LABEL) for place, (name, _n) in enumerate(heat.rows)]
    totals = [
        note(0, place, number(n), yref="y", across="right", xshift=-8, size=SMALL, color=MUTED)
        for place, (_name, n) in enumerate(heat.rows)
    ]
    return names + totals


def _legend(heat: Heat, left: int) -> Spec:
    """In one line where that fits the narrowest card."""
    words = [_("Number: {measure} %").format(measure=heat.label), *([heat.hidden] if heat.hidden else [])]
    classes = [f"■ {word(c)}" for c in CLASSES[:3]]
    fits = SMALL * text_width("　".join([*classes, *words])) <= LEGEND
    squares = "　".join(
        text.replace("■", styled("■", f"color:{FILLS[c]};font-size:16px")) for c, text in zip(CLASSES, classes, strict=False)
    )
    text = f"{squares}{'　' if fits else BREAK}{'　'.join(words)}"
    return note(0, 0, text, xshift=-left, down="top", yshift=-6, size=SMALL, color=MUTED)
