"""Any measure by two dimensions: counts on the sequential scale, shares in the three classes of evidence."""

from __future__ import annotations

from analytics.figures.evidence import FILLS
from analytics.figures.layout import LABEL, SMALL, TEXT, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import INK, MUTED, SEQUENTIAL
from analytics.shapes.cells import Cells
from analytics.shapes.evidence import CLASSES, GLYPHS, word
from analytics.words.marks import bold, styled
from analytics.words.width import text_width

ROW, TOP, BOTTOM = 34, 34, 30
READABLE = SEQUENTIAL[:5]  # ink is readable on these in both themes


@remembered
def grid(cells: Cells, size: Size) -> Spec:
    """As high as its rows, whatever the size."""
    left = int(min(220, max(80, TEXT * max(text_width(name) for name in cells.rows) + 14)))
    judged = any(cls for line in cells.classes for cls in line)
    fill = _by_class(cells) if judged else _by_size(cells)
    legend = "　".join(styled("■", f"color:{FILLS[c]};font-size:16px") + f" {word(c)}" for c in CLASSES) if judged else ""
    rows = [note(0, row, name, across="right", xshift=-8, size=TEXT, yref="y") for row, name in enumerate(cells.rows)]
    columns = [
        note(place, 1, _short(name), across="center", down="bottom", yshift=4, size=SMALL, color=MUTED, xref="x")
        for place, name in enumerate(cells.columns)
    ]
    return {
        "data": [
            {
                "type": "heatmap",
                **fill,
                "x": list(range(len(cells.columns))),
                "y": list(range(len(cells.rows))),
                "text": [
                    [_marked(text, cls) for text, cls in zip(*pair, strict=True)] for pair in zip(cells.texts, cells.classes, strict=True)
                ],
                "texttemplate": "%{text}",
                "textfont": {"size": LABEL, "color": INK},
                "customdata": [[[row, column] for column in cells.columns] for row in cells.rows],
                "hovertemplate": "<b>%{customdata[0]} · %{customdata[1]}</b>　%{text}<extra></extra>",
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
            }
        ],
        "layout": frame(
            ROW * len(cells.rows) + TOP + BOTTOM,
            left=left,
            top=TOP,
            bottom=BOTTOM,
            xaxis=axis(visible=False, range=[-0.5, len(cells.columns) - 0.5]),
            yaxis=axis(visible=False, range=[len(cells.rows) - 0.5, -0.5]),
            annotations=[*rows, *columns, note(0, 0, f"{cells.head}　{legend}", down="top", yshift=-8, size=SMALL, color=MUTED)],
        ),
    }


def _by_class(cells: Cells) -> Spec:
    steps = len(CLASSES)
    scale = [[edge, FILLS[c]] for i, c in enumerate(CLASSES) for edge in (i / steps, (i + 1) / steps)]
    z = [[CLASSES.index(cls) if cls in CLASSES else CLASSES.index("thin") for cls in line] for line in cells.classes]
    return {"z": z, "zmin": -0.5, "zmax": steps - 0.5, "colorscale": scale}


def _by_size(cells: Cells) -> Spec:
    known = [value for line in cells.values for value in line if value is not None]
    low, high = min([0.0, *known]), max(known, default=1.0)
    scale = [[place / (len(READABLE) - 1), color] for place, color in enumerate(READABLE)]
    return {"z": [list(line) for line in cells.values], "zmin": low, "zmax": high if high > low else low + 1, "colorscale": scale}


def _marked(text: str, cls: str) -> str:
    return bold(f"{text}{GLYPHS[cls]}") if cls in GLYPHS else text


def _short(name: str) -> str:
    return name if len(name) <= 8 else f"{name[:7]}…"
