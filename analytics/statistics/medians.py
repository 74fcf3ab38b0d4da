"""Interval of a median that assumes nothing of the distribution."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.stats import binom


def median_interval(values: npt.ArrayLike, confidence: float = 0.95) -> tuple[float | None, float | None]:
    """Order statistics that hold the median with at least this confidence; None for fewer than six values at 95 %.

    Conover, W. J. (1999), Practical Nonparametric Statistics, 3rd ed., ch. 3.2 (the sign test inverted).
    """
    ordered = np.sort(np.asarray(values, dtype=float))
    rank = int(binom.ppf((1 - confidence) / 2, ordered.size, 0.5))
    if rank < 1:
        return None, None
    return float(ordered[rank - 1]), float(ordered[ordered.size - rank])
