"""Many comparisons at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.stats import false_discovery_control


def adjusted(p_values: npt.ArrayLike, families: Sequence[object] = ()) -> npt.NDArray[np.float64]:
    """q of each comparison: the share of false ones among those at least as clear as it; NaN stays NaN.

    With `families` each family has the same say, however many comparisons it makes, so that one of hundreds does not drown one
    of three: the p values are divided by weights whose mean is 1, which keeps the rate among all of them.
    Benjamini, Y. & Hochberg, Y. (1995), Controlling the false discovery rate. JRSS B 57. Weights: Genovese, C. R., Roeder, K. &
    Wasserman, L. (2006), False discovery control with p-value weighting. Biometrika 93.
    """
    p = np.asarray(p_values, dtype=float)
    if len(families) and p.size:
        sizes = Counter(family for family, value in zip(families, p, strict=True) if not np.isnan(value))
        p = p * [sizes[family] * len(sizes) / max(1, sizes.total()) for family in families]
    known = ~np.isnan(p)
    q = np.full(p.shape, np.nan)
    if known.any():
        q[known] = false_discovery_control(np.clip(p[known], 0, 1), method="bh")
    return q


def discoveries(p_values: npt.ArrayLike, level: float = 0.05) -> npt.NDArray[np.bool_]:
    """Which of the comparisons stand when the share of false ones among them is held at `level`; NaN never stands."""
    return np.asarray(adjusted(p_values) <= level)
