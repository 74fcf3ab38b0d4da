"""Intervals around a survival curve."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from analytics.statistics.intervals import Floats, wilson


def survival_interval(
    surviving: npt.ArrayLike, spread: npt.ArrayLike, followed: npt.ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Interval of each S(t) (0–1) from Greenwood's sum Σ d/(n(n−d)), on the scale of log(−log S).

    Where S is 1 or 0 that scale has no value; Wilson's interval of none or all of the `followed` cases takes its place,
    and NaN where nobody was followed.
    Greenwood, M. (1926), The errors of sampling of the survivorship tables; Kalbfleisch, J. D. & Prentice, R. L. (2002),
    The Statistical Analysis of Failure Time Data, 2nd ed., 1.4.
    """
    s, total, n = (np.asarray(values, dtype=float) for values in (surviving, spread, followed))
    inside = (s > 0) & (s < 1)
    log = np.log(np.where(inside, s, 0.5))
    half = norm.ppf(0.5 + confidence / 2) * np.sqrt(np.where(inside, total, 0.0)) / np.abs(log)
    known = np.where(np.isnan(s), np.nan, n)
    edge_low, edge_high = wilson(np.where(s > 0.5, known, 0), known, confidence)
    low = np.where(inside, np.exp(log * np.exp(half)), edge_low)
    high = np.where(inside, np.exp(log * np.exp(-half)), edge_high)
    return low, high
