"""Open cases by age: one bar a band, its cases and share written beside it."""

from __future__ import annotations

from analytics.figures.layout import SMALL, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import BELOW, INK, LINE, MUTED
from analytics.shapes.tickets import Ages
from analytics.words.wording import number, percent

LEFT, RIGHT = 92, 108


@remembered
def age_bands(picture: Ages, size: Size) -> Spec:
    """Youngest on top; the last band, if it holds any case, is marked as a risk."""
    rows = len(picture.bands)
    whole = max(1, sum(picture.counts))
    old = rows - 1
    colors = [BELOW if place == old and picture.counts[place] else LINE for place in range(rows)]
    notes = []
    for place, (band, cases) in enumerate(zip(picture.bands, picture.counts, strict=True)):
        y = old - place
        notes += [
            note(0, y, band, yref="y", xshift=-LEFT, color=INK),
            note(1, y, number(cases), yref="y", across="right", xshift=54, color=INK),
            note(1, y, percent(cases / whole, 0), yref="y", across="right", xshift=RIGHT - 2, size=SMALL, color=MUTED),
        ]
    bars = {"type": "bar", "orientation": "h", "x": list(picture.counts), "y": [old - place for place in range(rows)], "width": 0.56}
    return {
        "data": [{**bars, "marker": {"color": colors}, "hoverinfo": "skip"}],
        "layout": frame(
            size.height,
            left=LEFT,
            right=RIGHT,
            top=6,
            bottom=6,
            xaxis=axis(visible=False, range=[0, max(1, *picture.counts)]),
            yaxis=axis(visible=False, range=[-0.6, rows - 0.4]),
            annotations=notes,
        ),
    }
