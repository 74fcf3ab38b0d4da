"""Ranks and how far they can be trusted."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

Floats = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.int64]
DRAWS = 2000
SEED = 1996
LEAST = 1e-9  # a standard error under which values are equal


def positions(values: npt.ArrayLike, *, highest_first: bool = True) -> Ranks:
    """1 for the best; equal values share the better position."""
    given = np.asarray(values, dtype=float)
    return rankdata(-given if highest_first else given, method="min").astype(np.int64)


def rank_intervals(
    values: npt.ArrayLike, error: npt.ArrayLike, *, highest_first: bool = True, confidence: float = 0.95, draws: int = DRAWS
) -> tuple[Ranks, Ranks]:
    """Best and worst position of each unit that its standard error leaves possible.

    The values are drawn again and again (normal), each draw is ranked, and the middle `confidence` of a unit's ranks is its interval.
    The seed is fixed: the same values give the same intervals. Goldstein, H. & Spiegelhalter, D. J. (1996), League tables and their
    limitations, JRSS A 159; of shrunk values as in Laird, N. M. & Louis, T. A. (1989), Empirical Bayes ranking methods, J Educ Stat 14.
    """
    middle, width = np.asarray(values, dtype=float), np.asarray(error, dtype=float)
    if middle.size == 0:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    chance = np.random.default_rng(SEED).standard_normal((draws, middle.size))
    # Where nothing tells units apart every position is possible, not only the first by order.
    drawn = middle + np.maximum(width, LEAST) * chance
    order = np.argsort(-drawn if highest_first else drawn, axis=1)
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(1, middle.size + 1)[None, :], axis=1)
    tail = (1 - confidence) / 2
    low, high = np.quantile(ranks, [tail, 1 - tail], axis=0, method="inverted_cdf")
    return low.astype(np.int64), high.astype(np.int64)
