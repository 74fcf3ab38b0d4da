"""Words on a funnel: what its lines are, and the names of what stands out, where they touch nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analytics.figures.layout import SMALL, Spec, note
from analytics.figures.tokens import BACKGROUND, FOCUS, INK, LINE, MUTED
from analytics.shapes.units import Rated
from analytics.statistics.funnel import limits
from analytics.words.marks import bold
from analytics.words.width import text_width
from analytics.words.wording import percent

CURVES = ((0.95, "solid", LINE, "95%"), (0.998, "dash", MUTED, "99.8%"))
LEFT, RIGHT, TOP, BOTTOM = 42, 46, 22, 38
WIDTH = 430  # the plot, in px, where the card is narrowest
NEAR = 15  # px between the middles of two lines of text that do not touch


class Place:
    """Turns values into pixels of the plot, to see which texts would touch."""

    def __init__(self, low: float, high: float, right: float, height: int) -> None:
        self.low, self.high, self.right, self.height = low, high, right, height - TOP - BOTTOM

    def x(self, n: float) -> float:
        return n / self.right * WIDTH

    def y(self, rate: float) -> float:
        return (rate - self.low) / (self.high - self.low) * self.height


def ends(shown: Sequence[Rated], reference: float, label: str, phi: float, place: Place) -> list[Spec]:
    """What the lines are: the limits at their right ends, the reference at the end that has fewer points over it."""
    text = f"{label} {percent(reference)}"
    width = SMALL * text_width(text) + 6
    over = [place.x(unit.n) for unit in shown if -4 < place.y(unit.rate or 0) - place.y(reference) < NEAR + 6]
    right = sum(x > WIDTH - width for x in over) <= sum(x < width for x in over)
    at = (1, "right") if right else (0, "left")
    notes = [note(at[0], reference, text, yref="y", across=at[1], down="bottom", yshift=2, size=SMALL)]
    for confidence, _dash, _color, text in CURVES:
        for edge in limits(reference, [place.right], phi, confidence):
            if 0 < edge[0] < 1:  # a limit that nothing can lie beyond has no line
                notes.append(note(1, float(edge[0]), text, yref="y", xshift=4, size=SMALL, color=MUTED))
    beside = sorted(notes[1:], key=lambda each: each["y"])
    for below, above in pairwise(beside):
        if place.y(above["y"]) - place.y(below["y"]) < NEAR - 2:
            above["yshift"], below["yshift"] = 6, -6
    return [each for each in notes if place.low <= each["y"] <= place.high]


def names(shown: Sequence[Rated], place: Place) -> list[Spec]:
    """Names of the focus and of what stands out, on the side where they touch nothing; left out where neither side is free."""
    wanted = sorted((unit for unit in shown if unit.focus or unit.cls in ("low", "high")), key=lambda unit: (not unit.focus, -unit.n))
    points = [(place.x(unit.n), place.y(unit.rate or 0)) for unit in shown]
    taken: list[tuple[float, float, float]] = []
    notes = []
    for unit in wanted:
        x, y = place.x(unit.n), place.y(unit.rate or 0)
        width = SMALL * text_width(f"{unit.short} {percent(unit.rate)}") + 12
        for side, start in (("left", x + 11), ("right", x - 11 - width)):
            free = start >= 0 and start + width <= WIDTH + RIGHT
            free &= all(start + width < left or start > end or abs(y - other) > NEAR for left, end, other in taken)
            free &= unit.focus or sum(start < px < start + width and abs(py - y) < NEAR / 2 for px, py in points) == 0
            if free:
                taken.append((start, start + width, y))
                color = FOCUS if unit.focus else INK
                text = f"{bold(unit.short)} {percent(unit.rate)}"
                shift = 11 if side == "left" else -11
                notes.append(
                    note(
                        unit.n,
                        unit.rate or 0,
                        text,
                        xref="x",
                        yref="y",
                        across=side,
                        xshift=shift,
                        size=SMALL,
                        color=color,
                        bgcolor=BACKGROUND,
                    )
                )
                break
    return notes


def heads(rate_head: str, count_head: str) -> list[Spec]:
    return [
        note(0, 1, rate_head, down="bottom", yshift=4, xshift=-LEFT, size=SMALL, color=MUTED),
        note(1, 0, count_head, across="right", down="top", yshift=-20, xshift=RIGHT, size=SMALL, color=MUTED),
    ]
