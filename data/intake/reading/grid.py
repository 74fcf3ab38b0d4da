"""The cells of many lines at once: where each begins and ends, found by arithmetic over the bytes instead of line by line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

LINE_FEED, QUOTE = 10, 34


@dataclass(frozen=True)
class Grid:
    """Lines of UTF-8 text, each ending in a line feed; a line begins outside of quotes."""

    text: bytes
    delimiter: str

    @cached_property
    def letters(self) -> np.ndarray:
        return np.frombuffer(self.text, np.uint8)

    @cached_property
    def ends(self) -> np.ndarray:
        """Where the line feed of each line stands."""
        return np.flatnonzero(self.letters == LINE_FEED)

    @cached_property
    def starts(self) -> np.ndarray:
        """Where each line begins, and at last where the text ends."""
        return np.concatenate(([0], self.ends + 1))

    @cached_property
    def _quotes(self) -> np.ndarray:
        return np.flatnonzero(self.letters == QUOTE) if b'"' in self.text else np.empty(0, np.int64)

    @cached_property
    def delimiters(self) -> np.ndarray:
        """Delimiters outside of quotes."""
        found = np.flatnonzero(self.letters == ord(self.delimiter))
        if not len(self._quotes):
            return found
        before = np.searchsorted(self._quotes, found)
        of_line = np.searchsorted(self._quotes, self.starts)[np.searchsorted(self.ends, found)]
        return found[(before - of_line) % 2 == 0]

    @cached_property
    def counts(self) -> np.ndarray:
        """How many delimiters each line has."""
        return np.diff(np.searchsorted(self.delimiters, self.starts))

    @cached_property
    def strange(self) -> np.ndarray:
        """Lines whose quotes do not stand around whole cells: doubled, lonely or within a cell."""
        quotes = self._quotes
        if not len(quotes):
            return np.zeros(len(self.ends), bool)
        line = np.searchsorted(self.ends, quotes)
        first = np.searchsorted(quotes, self.starts)
        opening = (np.arange(len(quotes)) - first[line]) % 2 == 0
        neighbours = self.letters[np.where(opening, quotes - 1, quotes + 1)]
        at_edge = (neighbours == ord(self.delimiter)) | (neighbours == LINE_FEED)
        found = np.diff(first) % 2 == 1
        found[line[~(at_edge | (opening & (quotes == 0)))]] = True
        return found

    def table(self, width: int) -> np.ndarray:
        """Where each cell of each line ends; every line has `width` cells."""
        return np.sort(np.concatenate((self.delimiters, self.ends))).reshape(-1, width)

    def filled(self, width: int, column: int) -> int:
        """In how many lines a column holds anything."""
        cells = self.table(width)
        begin = cells[:, column - 1] + 1 if column else self.starts[:-1]
        size = cells[:, column] - begin
        quoted_nothing = (size == 2) & (self.letters[np.minimum(begin, len(self.letters) - 1)] == QUOTE)
        return int(((size > 0) & ~quoted_nothing).sum())
