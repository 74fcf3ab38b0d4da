"""A first look at the percents of a ledger: whether 85 or 0.85 is meant is said by all cells of a column together, or by none."""

from __future__ import annotations

import csv
from enum import StrEnum
from pathlib import Path

from data.intake.mapping.units import UNITS, Quantity
from data.intake.reading.decode import Encoding, chunks
from data.intake.reading.header import Layout


class Written(StrEnum):
    """How a column of percents writes its plain numbers, where these are not simply percents."""

    SHARES = "shares"  # 0.85 for 85 %
    MIXED = "mixed"  # 0.85 beside 85: what lies up to 1 may be either


def percents(path: Path, encoding: Encoding, layout: Layout, *, workbook: bool) -> dict[str, Written]:
    """The columns of percents whose values are shares of one, or some of them.

    A workbook keeps 85 % as 0.85 and 100 % as 1, so that there even a column of nothing but 0 and 1 means shares, unless
    its header states percents; in a text file only a decimal below one shows it. A cell with a percent sign of its own is sure.
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
    found = {name: _written(plain, workbook, name in layout.mapping.units) for name, plain in numbers.items()}
    return {name: written for name, written in found.items() if written}


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


def _written(numbers: list[float], workbook: bool, stated: bool) -> Written | None:
    """`stated`: the header itself says that they are percents, so that 0.5 beside 85 is half a percent."""
    below = any(0 < number < 1 for number in numbers)
    if all(0 <= number <= 1 for number in numbers):
        return Written.SHARES if below or (workbook and not stated and any(numbers)) else None
    return Written.MIXED if below and not stated else None
