"""Intervals of rates and of their differences."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

Floats = npt.NDArray[np.float64]


def wilson(successes: npt.ArrayLike, trials: npt.ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Wilson score interval of each rate (0–1); NaN where there are no trials.

    Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference. JASA 22.
    """
    k, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    low, high = proportion_confint(k, np.where(n > 0, n, np.nan), alpha=1 - confidence, method="wilson")
    return np.asarray(low, dtype=float), np.asarray(high, dtype=float)


def difference(k1: float, n1: float, k2: float, n2: float, confidence: float = 0.95) -> tuple[float, float]:
    """Interval of rate 1 − rate 2 from the Wilson intervals of both; NaN where one has no trials.

    Newcombe, R. G. (1998), Interval estimation for the difference between independent proportions. Stat Med 17, method 10.
    """
    if not n1 or not n2:
        return float("nan"), float("nan")
    low, high = confint_proportions_2indep(k1, n1, k2, n2, method="newcomb", compare="diff", alpha=1 - confidence)
    return float(low), float(high)
