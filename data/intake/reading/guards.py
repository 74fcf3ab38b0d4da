"""Guards of spreadsheets taken off in bulk: ="0012" and '0012 are 0012, on the bytes of many lines at once, exactly as text.unguarded does on a cell."""

from __future__ import annotations

import re

import numpy as np

from data.intake.reading.grid import QUOTE, Grid
from data.intake.reading.text import APOSTROPHES

SPACE, TAB = 32, 9
# What a guard may hold so that nothing is left to take off and the cell needs no quotes: no quote, no second guard, no wide blank at its ends.
_BEGINS, _HOLDS = r"[!#-&(-<>-~\xe4-\xe9]", r'[^"{0}\n]*'
_APOSTROPHE = re.compile(b"|".join(letter.encode() for letter in APOSTROPHES))


class Guards:
    """Takes the guards off the lines of a table with this delimiter."""

    def __init__(self, delimiter: str) -> None:
        self._delimiter = delimiter
        cell = re.escape(delimiter)
        inside = f"((?!{cell}){_BEGINS}{_HOLDS.format(cell)})"
        behind = rf"(?=[{cell}\n])"
        # A fixed beginning is found fast; what stands before it is asked afterwards.
        self._bare = re.compile(rf'="(?<![^{cell}\n]="){inside}"{behind}'.encode("latin-1"))
        self._quoted = re.compile(rf'"=""(?<![^{cell}\n]"=""){inside}"""{behind}'.encode("latin-1"))

    def off(self, text: bytes, width: int) -> tuple[bytes, np.ndarray]:
        """The text, and which of its lines have to be looked at cell by cell; only lines of `width` cells are changed."""
        if b'="' in text:
            text = self._quoted.sub(rb"\1", self._bare.sub(rb"\1", text))
        if not any(letter.encode() in text for letter in APOSTROPHES):
            return text, np.empty(0, np.int64)
        return self._without_apostrophes(Grid(text, self._delimiter), width)

    def _without_apostrophes(self, grid: Grid, width: int) -> tuple[bytes, np.ndarray]:
        found = [mark.span() for mark in _APOSTROPHE.finditer(grid.text)]
        begin, end = (np.array(side, np.int64) for side in zip(*found, strict=True))
        letters, line = grid.letters, np.searchsorted(grid.ends, begin)
        edges = np.sort(np.concatenate(([-1], grid.delimiters, grid.ends)))
        # In front of it stands the edge of a cell, or the quote that opens one.
        opened = begin - (letters[begin - 1] == QUOTE)
        nearest = np.searchsorted(edges, opened)
        leading = edges[nearest - 1] == opened - 1
        alone = np.concatenate((begin[1:], [len(grid.text)])) > edges[np.minimum(np.searchsorted(edges, begin), len(edges) - 1)]
        whole = (grid.counts[line] == width - 1) & ~grid.strange[line]
        # A blank before it may be the cell's beginning: such lines are rare and are read one by one.
        before = letters[begin - 1]
        unsure = (leading & ~whole) | (~leading & ((before == SPACE) | (before == TAB) | (before >= 128)))
        keep = np.ones(len(grid.text), bool)
        for step in range(3):
            at = begin + step
            keep[at[leading & alone & whole & (at < end)]] = False
        return letters[keep].tobytes(), np.unique(line[unsure])
