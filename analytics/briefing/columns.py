"""How wide the columns of a table are on paper: what each needs, the rest to those whose text can break."""

from __future__ import annotations

from math import ceil

from analytics.briefing.cells import is_number, text
from analytics.briefing.model import Table
from analytics.briefing.paper import CELL, TEXT_WIDTH

PADDING = 12.0  # points on both sides of a cell together
SHEET = TEXT_WIDTH / 25.4 * 72
HAN, LATIN = 1.0, 0.55  # of the type's size
BROKEN = 5  # a head of so many Han and more may take two lines
LEAST = 4  # Han of a text that breaks
SHORT = PADDING + 6 * CELL  # a name of an area, which should not


def widths(table: Table) -> tuple[float, ...]:
    """Shares (0–1) of the text's width, one for each column."""
    columns = [[row[place] for row in table.rows] for place in range(len(table.heads))]
    needs = [
        PADDING + CELL * max([_head(head), *(_width(text(cell)) for cell in cells)])
        for head, cells in zip(table.heads, columns, strict=True)
    ]
    firm = [need <= SHORT or all(is_number(cell) for cell in cells) for need, cells in zip(needs, columns, strict=True)]
    if sum(needs) <= SHEET:
        return tuple(need / sum(needs) for need in needs)
    given = [need if numeric else 0.0 for need, numeric in zip(needs, firm, strict=True)]
    rest, room = [place for place, numeric in enumerate(firm) if not numeric], SHEET - sum(given)
    while rest:
        fitting = [place for place in rest if needs[place] <= room / len(rest)]
        if not fitting:
            break
        for place in fitting:
            given[place] = needs[place]
            room -= needs[place]
        rest = [place for place in rest if place not in fitting]
    least, asked = PADDING + CELL * LEAST, sum(needs[place] for place in rest)
    for place in rest:
        given[place] = max(least, room * needs[place] / asked)
    return tuple(width / sum(given) for width in given)


def _head(words: str) -> float:
    """A head may break: between English words, and a long Chinese one in the middle."""
    if words.isascii():
        return max(_width(word) for word in words.split(" "))
    return _width(words) if len(words) < BROKEN else _width(words[: ceil(len(words) / 2)])


def _width(words: str) -> float:
    return sum(HAN if sign > "\u2e7f" else LATIN for sign in words)
