"""A distribution as columns: how many lie in each class, the marked class in focus."""

from __future__ import annotations

from analytics.figures.layout import SMALL, Size, Spec, axis, frame, note, remembered
from analytics.figures.tokens import FOCUS, INK, LINE, MUTED
from analytics.shapes.rows import Distribution
from analytics.words.marks import bold
from analytics.words.width import text_width
from analytics.words.wording import number

ROOM = 1.16  # above the highest column, for its number
NARROW = 270  # the plot, in px, where the card is narrowest


@remembered
def columns(picture: Distribution, size: Size) -> Spec:
    """Every class with its number above it."""
    bins = picture.bins
    most = max(one.count for one in bins) or 1
    # Every class has its name where they fit, else every second one.
    every = 1 if (SMALL * max(text_width(one.label) for one in bins) + 4) * len(bins) <= NARROW else 2
    named = list(range(len(bins) - 1, -1, -every))
    texts = [
        note(
            place,
            one.count,
            bold(number(one.count)) if one.marked else number(one.count),
            xref="x",
            yref="y",
            across="center",
            down="bottom",
            yshift=2,
            size=SMALL,
            color=INK if one.marked else MUTED,
        )
        for place, one in enumerate(bins)
        if one.count
    ]
    return {
        "data": [
            {
                "type": "bar",
                "x": list(range(len(bins))),
                "y": [one.count for one in bins],
                "width": 0.78,
                "marker": {"color": [FOCUS if one.marked else LINE for one in bins], "cornerradius": 2},
                "customdata": [[one.label, number(one.count)] for one in bins],
                "hovertemplate": "<b>%{customdata[0]}</b>　%{customdata[1]} " + picture.unit + "<extra></extra>",
            }
        ],
        "layout": frame(
            size.height,
            left=2,
            right=2,
            top=22,
            bottom=44,
            xaxis=axis(range=[-0.6, len(bins) - 0.4], tickvals=named, ticktext=[bins[place].label for place in named], tickangle=0),
            yaxis=axis(range=[0, most * ROOM], showticklabels=False),
            annotations=[
                note(0, 1, picture.head, down="bottom", yshift=5, size=SMALL, color=MUTED),
                note(0.5, 0, picture.foot, across="center", down="top", yshift=-24, size=SMALL, color=MUTED),
                *texts,
            ],
        ),
    }
