"""Cells of a table as text on paper and as numbers in a workbook."""

from __future__ import annotations

from analytics.briefing.model import Cell, Number
from analytics.briefing.sentences import plain
from analytics.wording import change, number, quantity, unit_name

# Counted one by one: an annex has them to the last, where a sentence says 38.2 万.
EXACT = ("cases", "items", "times", "people", "households", "buildings", "projects")
FORMATS = {"percent": "percent"} | dict.fromkeys(("hours", "days", "per_person", "times_per_person", "per_1000", "per_grid"), "tenth")


def text(cell: Cell) -> str:
    """As a table on paper has it, with its unit."""
    if isinstance(cell, str):
        return plain(cell)
    if cell.signed:
        return plain(change(cell.value, cell.unit))
    if cell.unit in EXACT and cell.value is not None:
        return plain(f"{number(cell.value)} {unit_name(cell.unit)}")
    return plain(quantity(cell.value, cell.unit))


def is_number(cell: Cell) -> bool:
    return isinstance(cell, Number)


def value(cell: Number) -> float | None:
    """As a workbook holds it: durations in days, as they are told."""
    return cell.value / 24 if cell.unit == "hours" and cell.value is not None else cell.value


def form(cell: Number) -> str:
    """Its format, one of those of the workbook."""
    return FORMATS.get(cell.unit, "hundredth" if cell.unit == "ratio" else "count")
