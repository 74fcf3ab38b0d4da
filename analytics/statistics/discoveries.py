"""Many comparisons at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.stats import false_discovery_control


def adjusted(p_values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """q of each comparison: the share of false ones among those at least as clear as it; NaN stays NaN.

    Benjamini, Y. & Hochberg, Y. (1995), Controlling the false discovery rate. JRSS B 57.
    """
    p = np.asarray(p_values, dtype=float)
    known = ~np.isnan(p)
    q = np.full(p.shape, np.nan)
    if known.any():
        q[known] = false_discovery_control(np.clip(p[known], 0, 1), method="bh")
    return q


def discoveries(p_values: npt.ArrayLike, level: float = 0.05) -> npt.NDArray[np.bool_]:
    """Which of the comparisons stand when the share of false ones among them is held at `level`; NaN never stands."""
    return np.asarray(adjusted(p_values) <= level)
