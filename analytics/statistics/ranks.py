"""Ranks and how far they can be trusted."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

Floats = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.int64]
DRAWS = 2000
SEED = 1996


def positions(values: npt.ArrayLike, *, highest_first: bool = True) -> Ranks:
    """1 for the best; equal values share the better position."""
    given = np.asarray(values, dtype=float)
    return rankdata(-given if highest_first else given, method="min").astype(np.int64)


def rank_intervals(
    successes: npt.ArrayLike,
    trials: npt.ArrayLike,
    scale: npt.ArrayLike = 1.0,
    *,
    highest_first: bool = True,
    confidence: float = 0.95,
    draws: int = DRAWS,
) -> tuple[Ranks, Ranks]:
    """Best and worst position of each unit that chance leaves possible, by rate × scale.

    The rates are drawn again and again from what their cases say of them (Jeffreys: Beta(k + ½, n − k + ½)), each draw is
    ranked, and the middle `confidence` of a unit's ranks is its interval. The seed is fixed: the same cases give the same
    intervals. Goldstein, H. & Spiegelhalter, D. J. (1996), League tables and their limitations. JRSS A 159.
    """
    k, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    if k.size == 0:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    drawn = np.random.default_rng(SEED).beta(k + 0.5, n - k + 0.5, size=(draws, k.size)) * np.asarray(scale, dtype=float)
    order = np.argsort(-drawn if highest_first else drawn, axis=1)
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(1, k.size + 1)[None, :], axis=1)
    tail = (1 - confidence) / 2
    low, high = np.quantile(ranks, [tail, 1 - tail], axis=0, method="inverted_cdf")
    return low.astype(np.int64), high.astype(np.int64)
