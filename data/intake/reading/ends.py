"""The ends of many lines at once: empty cells that a line lacks are put there, those that it has too many are taken away."""

from __future__ import annotations

import numpy as np

from data.intake.reading.grid import Grid
from data.intake.reading.ragged import Tails


def padding(grid: Grid, able: np.ndarray, width: int, tails: Tails) -> np.ndarray:
    """How many empty cells each line lacks at its end, or has too many of; zero where a line is not certain."""
    padded = np.zeros(len(able), np.int64)
    extra = grid.counts - (width - 1)
    lines = np.flatnonzero(able & (extra > 0))
    behind = np.searchsorted(grid.delimiters, grid.ends[lines])
    empty = grid.delimiters[behind - extra[lines]] == grid.ends[lines] - extra[lines]
    padded[lines[empty]] = -extra[lines[empty]]
    for count in np.unique(grid.counts[able & (extra < 0)]).tolist():
        pattern = tails.of(count + 1)
        if pattern is None:
            continue
        lines = np.flatnonzero(able & (grid.counts == count))
        sizes = np.diff(grid.starts)
        chosen = np.zeros(len(able), bool)
        chosen[lines] = True
        text = grid.letters[np.repeat(chosen, sizes)].tobytes()
        begins = np.concatenate(([0], np.cumsum(sizes[lines])[:-1]))
        found = np.fromiter((match.start() for match in pattern.finditer(text)), np.int64)
        padded[lines[np.searchsorted(begins, found)]] = width - 1 - count
    return padded


def filled(grid: Grid, padded: np.ndarray) -> Grid:
    """The lines with as many cells as `padded` says put at their ends, or taken from there."""
    if not padded.any():
        return grid
    surplus = np.minimum(padded, 0)
    keep = np.ones(len(grid.letters), bool)
    for line in np.flatnonzero(surplus):
        keep[grid.ends[line] + surplus[line] : grid.ends[line]] = False
    lacking = np.maximum(padded, 0)
    letters = np.insert(grid.letters[keep], np.repeat(grid.ends + np.cumsum(surplus), lacking), ord(grid.delimiter))
    return Grid(letters.tobytes(), grid.delimiter)
