"""Cells in which a spreadsheet shows an error instead of a value: emptied and counted, over many lines at once."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from data.intake.reading.grid import Grid

ERRORS = re.compile(rb"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|GETTING_DATA)")
EDGES = b'\n"'


def without_errors(grid: Grid, width: int) -> tuple[bytes, Counter[int]]:
    """The text without the errors that are whole cells, and how many there were in each column; every line has `width` cells."""
    edges = EDGES + grid.delimiter.encode()
    text = grid.text
    found = [
        mark.span() for mark in ERRORS.finditer(text) if (not mark.start() or text[mark.start() - 1] in edges) and text[mark.end()] in edges
    ]
    if not found:
        return text, Counter()
    begins = np.array([begin for begin, _ in found], np.int64)
    columns = np.searchsorted(grid.table(width).ravel(), begins) % width
    keep = np.ones(len(text), bool)
    for begin, end in found:
        keep[begin:end] = False
    return grid.letters[keep].tobytes(), Counter(columns.tolist())
