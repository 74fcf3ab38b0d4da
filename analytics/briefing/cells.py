"""Cells of a table as text on paper and as numbers in a workbook."""

from __future__ import annotations

from analytics.briefing.model import Cell, Number
from analytics.briefing.sentences import plain
from analytics.words.language import CHINESE, _, language
from analytics.words.wording import change, number, quantity, unit_name, unit_word
from data.contracts.model import N_

# Counted one by one: an annex has them to the last, where a sentence says 38.2 万.
EXACT = ("cases", "items", "times", "people", "households", "buildings", "projects")
TENTHS = ("hours", "days", "yuan", "per_person", "times_per_person", "per_1000", "per_grid")
# What a workbook counts money in.
MONEY = {True: (1e4, N_("10,000 yuan")), False: (1e6, N_("million yuan"))}


def text(cell: Cell) -> str:
    """As a table on paper has it, with its unit."""
    if isinstance(cell, str):
        return plain(cell)
    if cell.signed:
        return plain(change(cell.value, cell.unit))
    if cell.unit in EXACT and cell.value is not None:
        # The head of an English column says what it counts; "1 projects" would be wrong besides.
        return plain(f"{number(cell.value)} {unit_name(cell.unit)}") if language() == CHINESE else number(cell.value)
    return plain(quantity(cell.value, cell.unit))


def is_number(cell: Cell) -> bool:
    return isinstance(cell, Number)


def value(cell: Number) -> float | None:
    """As a workbook holds it: durations in days, as they are told, money in 万元, a difference of rates in points."""
    if cell.value is None:
        return None
    if cell.unit == "percent" and cell.signed:
        return cell.value * 100
    return cell.value / {"hours": 24.0, "yuan": MONEY[language() == CHINESE][0]}.get(cell.unit, 1.0)


def unit(cell: Number) -> str:
    """What `value` is counted in."""
    return _(MONEY[language() == CHINESE][1]) if cell.unit == "yuan" else unit_word(cell.unit)


def form(cell: Number) -> str:
    """Its format, one of those of the workbook or, where the unit differs from that of its row, one that names it."""
    if cell.unit == "percent" and cell.signed:
        return ";".join(f'{sign}0.0" {unit_word("points")}"' for sign in ("+", "-", ""))
    if cell.unit == "percent":
        return "percent"
    plain = "tenth" if cell.unit in TENTHS else "hundredth" if cell.unit == "ratio" else "count"
    return f"signed_{plain}" if cell.signed else plain
