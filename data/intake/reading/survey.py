"""A first look at the percents of a ledger: whether 85 or 0.85 is meant is said by all cells of a column together."""

from __future__ import annotations

import csv
from pathlib import Path

from data.intake.mapping.units import UNITS, Quantity
from data.intake.reading.decode import Encoding, chunks
from data.intake.reading.header import Layout


def fractions(path: Path, encoding: Encoding, layout: Layout, *, workbook: bool) -> set[str]:
    """The columns of percents whose values are shares of one.

    A workbook keeps 85 % as 0.85 and 100 % as 1, so that there even a column of nothing but 0 and 1 means shares, unless
    its header states percents; in a text file only a decimal below one shows it.
    """
    preset = layout.mapping.preset
    asked = {
        name: layout.mapping.indexes[name]
        for name, unit in preset.units.items()
        if UNITS[unit].quantity is Quantity.PERCENT and name in layout.mapping.indexes
    }
    numbers: dict[str, list[float]] = {name: [] for name in asked}
    for fields in _rows(path, encoding, layout) if asked else ():
        for name, index in asked.items():
            if index < len(fields) and (number := _plain(fields[index])) is not None:
                numbers[name].append(number)
    return {name for name, found in numbers.items() if _are_shares(found, workbook and name not in layout.mapping.units)}


def _rows(path: Path, encoding: Encoding, layout: Layout) -> list[list[str]]:
    text = "".join(chunk.text.decode("utf-8") for chunk in chunks(path, encoding))
    lines = text.split("\n")[layout.header_lines :]
    return [row for line in lines for row in csv.reader([line.replace("\x00", "").replace("\r", " ")], delimiter=layout.delimiter)]


def _plain(cell: str) -> float | None:
    """A number without a percent sign of its own."""
    try:
        return float(cell.strip())
    except ValueError:
        return None


def _are_shares(numbers: list[float], ones_too: bool) -> bool:
    if not numbers or not all(0 <= number <= 1 for number in numbers):
        return False
    return any(0 < number < 1 for number in numbers) or (ones_too and any(numbers))
