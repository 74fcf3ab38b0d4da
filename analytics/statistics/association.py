"""Whether two measures of the same units go together, without a claim about causes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.stats import norm, spearmanr

FEWEST = 8  # units; with fewer no rank correlation but a perfect one could be told from none


def rank_correlation(x: npt.ArrayLike, y: npt.ArrayLike, confidence: float = 0.95) -> tuple[float, float, float, float] | None:
    """Spearman's ρ, its interval and two-sided p; None with fewer than eight units or a constant measure.

    Interval by Fisher's z with the standard error √((1 + ρ²/2) / (n − 3)): Bonett, D. G. & Wright, T. A. (2000), Sample size
    requirements for estimating Pearson, Kendall and Spearman correlations. Psychometrika 65.
    """
    first, second = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if first.size < FEWEST or np.ptp(first) == 0 or np.ptp(second) == 0:
        return None
    found = spearmanr(first, second)
    rho = float(found.statistic)
    near = np.clip(rho, -1 + 1e-12, 1 - 1e-12)
    half = norm.ppf(0.5 + confidence / 2) * np.sqrt((1 + rho**2 / 2) / (first.size - 3))
    low, high = np.tanh(np.arctanh(near) - half), np.tanh(np.arctanh(near) + half)
    return rho, float(low), float(high), float(found.pvalue)
