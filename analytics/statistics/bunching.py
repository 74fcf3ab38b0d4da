"""Bunching: do closes pile up just before the deadline more than a smooth course would have it?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM

from analytics.statistics.intervals import Floats

DEGREE = 3


@dataclass(frozen=True)
class Bunching:
    """`expected` in every bin from the smooth course; `excess` of the bins under suspicion with its 95 % interval."""

    expected: Floats
    observed: float
    smooth: float
    low: float
    high: float

    @property
    def excess(self) -> float:
        return self.observed - self.smooth

    @property
    def is_beyond(self) -> bool:
        """More than the smooth course explains, even at the upper end of what it can be."""
        return self.observed > self.high


def bunching(counts: npt.ArrayLike, suspects: npt.ArrayLike, degree: int = DEGREE) -> Bunching | None:
    """Counts in bins of equal width in order; `suspects` marks the bins left out of the fit. None when the others cannot carry one.

    A log-linear polynomial is fitted to the other bins by quasi-Poisson, whose dispersion widens the interval of what the
    suspects would hold without bunching (prediction: fit and count both vary).
    Chetty, R., Friedman, J. N., Olsen, T. & Pistaferri, L. (2011), QJE 126; Kleven, H. J. (2016), Bunching, Annual Review of
    Economics 8.
    """
    y, left_out = np.asarray(counts, dtype=float), np.asarray(suspects, dtype=bool)
    kept = ~left_out
    if kept.sum() < 2 * (degree + 1) or (y[kept] > 0).sum() < 2 * (degree + 1):
        return None
    design = np.vander(np.linspace(-1, 1, y.size), degree + 1, increasing=True)
    fit = GLM(y[kept], design[kept], family=Poisson()).fit()
    dispersion = max(1.0, float(fit.pearson_chi2 / fit.df_resid))
    expected = np.exp(design @ fit.params)
    gradient = (design[left_out] * expected[left_out][:, None]).sum(axis=0)
    smooth = float(expected[left_out].sum())
    variance = dispersion * (float(gradient @ fit.cov_params() @ gradient) + smooth)
    half = norm.ppf(0.975) * np.sqrt(variance)
    return Bunching(expected, float(y[left_out].sum()), smooth, max(0.0, smooth - half), smooth + half)
