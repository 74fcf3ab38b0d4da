"""Words on a funnel: what its lines are, and the names of what stands out, where they touch nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from analytics.figures.layout import SMALL, Spec, note
from analytics.figures.tokens import BACKGROUND, FOCUS, INK, MUTED
from analytics.shapes.units import Rated
from analytics.words.marks import bold
from analytics.words.width import text_width
from analytics.words.wording import percent

LEFT, RIGHT, TOP, BOTTOM = 42, 46, 22, 38
WIDTH = 430  # the plot, in px, where the card is narrowest
NEAR = 15  # px between the middles of two lines of text that do not touch


class Unit(Rated, Protocol):
    """Drawn at its cases, counted as so many of the ordinary kind, and at the rate that such cases would have."""

    @property
    def weight(self) -> float: ...
    @property
    def fair(self) -> float: ...


class Place:
    """Turns values into pixels of the plot, to see which texts would touch."""

    def __init__(self, low: float, high: float, right: float, height: int) -> None:
        self.low, self.high, self.right, self.height = low, high, right, height - TOP - BOTTOM

    def x(self, n: float) -> float:
        return n / self.right * WIDTH

    def y(self, rate: float) -> float:
        return (rate - self.low) / (self.high - self.low) * self.height


def ends(shown: Sequence[Unit], reference: float, label: str, place: Place) -> list[Spec]:
    """What the line is, at the end that has fewer points over it."""
    text = f"{label} {percent(reference)}"
    width = SMALL * text_width(text) + 6
    over = [place.x(unit.weight) for unit in shown if -4 < place.y(unit.fair) - place.y(reference) < NEAR + 6]
    right = sum(x > WIDTH - width for x in over) <= sum(x < width for x in over)
    at = (1, "right") if right else (0, "left")
    notes = [note(at[0], reference, text, yref="y", across=at[1], down="bottom", yshift=2, size=SMALL)]
    return [each for each in notes if place.low <= each["y"] <= place.high]


def names(shown: Sequence[Unit], place: Place) -> list[Spec]:
    """Names of the focus and of what stands out, on the side where they touch nothing; left out where neither side is free."""
    wanted = sorted((unit for unit in shown if unit.focus or unit.cls in ("low", "high")), key=lambda unit: (not unit.focus, -unit.n))
    points = [(place.x(unit.weight), place.y(unit.fair)) for unit in shown]
    taken: list[tuple[float, float, float]] = []
    notes = []
    for unit in wanted:
        x, y = place.x(unit.weight), place.y(unit.fair)
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
                        unit.weight,
                        unit.fair,
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
