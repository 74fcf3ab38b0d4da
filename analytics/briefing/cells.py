"""Cells of a table as text on paper and as numbers in a workbook."""

from __future__ import annotations

from analytics.briefing.model import Cell, Number
from analytics.briefing.sentences import plain
from analytics.wording import change, quantity

FORMATS = {"percent": "percent", "hours": "tenth", "days": "tenth", "per_person": "tenth", "per_1000": "tenth", "per_grid": "tenth"}


def text(cell: Cell) -> str:
    """As a table on paper has it, with its unit."""
    if isinstance(cell, str):
        return plain(cell)
    return plain(change(cell.value, cell.unit) if cell.signed else quantity(cell.value, cell.unit))


def is_number(cell: Cell) -> bool:
    return isinstance(cell, Number)


def value(cell: Number) -> float | None:
    """As a workbook holds it: durations in days, as they are told."""
    return cell.value / 24 if cell.unit == "hours" and cell.value is not None else cell.value


def form(cell: Number) -> str:
    """Its format, one of those of the workbook."""
    return FORMATS.get(cell.unit, "hundredth" if cell.unit == "ratio" else "count")
