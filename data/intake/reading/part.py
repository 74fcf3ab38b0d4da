"""The rows of one chunk as clean CSV, with the lines they stand on and what was met among them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from data.intake.reading.ends import filled
from data.intake.reading.errors import ERRORS, without_errors
from data.intake.reading.grid import Grid
from data.intake.reading.header import Layout

# What is counted of a table beside its rows, for no column or for one.
UNREAD, ERROR, PADDED, RECODED = "unread", "error", "padded", "recoded"
NO_COLUMN = -1


@dataclass
class Part:
    """Rows of one chunk as clean CSV; `runs` maps a row number within the part to its physical line."""

    text: list[bytes] = field(default_factory=list)
    rows: int = 0
    runs: list[tuple[int, int]] = field(default_factory=list)
    # First line of a row that spans several, and how many lines it takes.
    spans: dict[int, int] = field(default_factory=dict)
    blank: int = 0
    header: int = 0
    rejected: dict[int, str] = field(default_factory=dict)
    # How often what was met, by kind and column.
    told: Counter[tuple[str, int]] = field(default_factory=Counter)

    def bulk(self, text: bytes, line: int, rows: int) -> None:
        if rows:
            self.runs.append((self.rows, line))
            self.text.append(text)
            self.rows += rows


@dataclass(frozen=True)
class Lines:
    """The lines of a chunk: which are whole records, and how many empty cells were put at their end (or taken from it)."""

    grid: Grid
    first: int
    undecodable: frozenset[int]
    whole: np.ndarray
    padded: np.ndarray

    @cached_property
    def passing(self) -> Grid:
        """The same lines with the cells at their ends put right."""
        return filled(self.grid, self.padded)


def counted(part: Part, layout: Layout) -> Part:
    """The part with its error cells emptied, and with what is told of its rows counted."""
    text = b"".join(part.text)
    unread = layout.mapping.unread
    errors = b"#" in text and ERRORS.search(text)
    if not part.rows or not (unread or errors):
        return part
    grid = Grid(text, layout.delimiter)
    if errors:
        text, found = without_errors(grid, layout.width)
        part.told.update({(ERROR, column): count for column, count in found.items()})
        part.text, grid = [text], Grid(text, layout.delimiter)
    for column in unread:
        part.told[UNREAD, column] += grid.filled(layout.width, column)
    return part
