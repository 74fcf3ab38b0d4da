"""Two changes side by side: from before to after where something happened, and where it did not."""

from __future__ import annotations

from analytics.figures.layout import LABEL, SMALL, TEXT, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import BACKGROUND, FOCUS, INK, MUTED
from analytics.shapes.changes import TwoChanges
from analytics.words.width import text_width
from analytics.words.wording import number

TOP, BOTTOM = 26, 10


@remembered
def two_changes(picture: TwoChanges, size: Size) -> Spec:
    """○ before, ● after, a line between them; what changed stands on top."""
    rows, heads = (picture.compared, picture.changed), picture.heads
    highest = max(0.1, *(value for row in rows for value in (row.before, row.after)))
    left = int(max(TEXT * text_width(row.name) for row in rows) + 16)
    data: list[Spec] = []
    notes = [note(0, 1, f"○ {heads[0]}　● {heads[1]}　{picture.unit}", down="bottom", yshift=6, size=SMALL, color=MUTED)]
    for y, (row, color) in enumerate(zip(rows, (MUTED, FOCUS), strict=True)):
        name, before, after = row.name, row.before, row.after
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [before, after],
                "y": [y, y],
                "line": {"color": color, "width": 3},
                "hoverinfo": "skip",
            }
        )
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [before, after],
                "y": [y, y],
                "cliponaxis": False,
                "marker": {"opacity": 1, "size": [12, 13], "color": [BACKGROUND, color], "line": {"color": color, "width": 2}},
                "hovertemplate": "<b>" + name + "</b>　%{x:.1f}<extra></extra>",
            }
        )
        notes.append(note(0, y, name, yref="y", xshift=-left, color=INK))
        for value, other in ((before, after), (after, before)):
            side = "left" if value >= other else "right"
            notes.append(
                note(
                    value, y, number(value, 1), xref="x", yref="y", across=side, xshift=10 if side == "left" else -10, size=LABEL, color=INK
                )
            )
    return {
        "data": data,
        "layout": frame(
            size.height,
            left=left,
            right=40,
            top=TOP,
            bottom=BOTTOM,
            xaxis=axis(range=[0, highest * 1.12], showgrid=True, showticklabels=False),
            yaxis=axis(range=[-0.6, 1.6], showticklabels=False),
            annotations=notes,
        ),
    }
