"""Intervals of rates."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from statsmodels.stats.proportion import proportion_confint

Floats = npt.NDArray[np.float64]


def wilson(successes: npt.ArrayLike, trials: npt.ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Wilson score interval of each rate (0–1); NaN where there are no trials.

    Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference. JASA 22.
    """
    k, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    low, high = proportion_confint(k, np.where(n > 0, n, np.nan), alpha=1 - confidence, method="wilson")
    return np.asarray(low, dtype=float), np.asarray(high, dtype=float)
