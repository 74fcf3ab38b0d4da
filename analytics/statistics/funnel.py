"""Funnel: how far rates of units of different size may stray from a reference by chance."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from analytics.statistics.discoveries import discoveries

Class = Literal["low", "same", "high", "thin"]
Floats = npt.NDArray[np.float64]
WINSORISED = 0.1


def z_scores(successes: npt.ArrayLike, trials: npt.ArrayLike, reference: float) -> Floats:
    """Distance of each rate from the reference in standard errors under it; NaN where it has none."""
    k, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    variance = reference * (1 - reference)
    if variance <= 0:
        return np.full(n.shape, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n > 0, (k / n - reference) / np.sqrt(variance / n), np.nan)


def overdispersion(z: Floats) -> float:
    """φ: how much more the units vary than chance alone, at least 1.

    Mean square of the z scores after the outermost tenth on either side is pulled in.
    Spiegelhalter, D. J. (2005), Handling over-dispersion of performance indicators. Qual Saf Health Care 14.
    """
    known = np.sort(z[~np.isnan(z)])
    if known.size < 2:
        return 1.0
    cut = max(1, int(WINSORISED * known.size)) if known.size >= 5 else 0
    inner = np.clip(known, known[cut], known[known.size - 1 - cut])
    return max(1.0, float(np.mean(inner**2)))


def limits(reference: float, trials: npt.ArrayLike, phi: float, confidence: float = 0.998) -> tuple[Floats, Floats]:
    """Lower and upper funnel limit at each size, within [0, 1]."""
    n = np.asarray(trials, dtype=float)
    half = norm.ppf(0.5 + confidence / 2) * np.sqrt(phi * reference * (1 - reference) / np.maximum(n, 1))
    return np.clip(reference - half, 0, 1), np.clip(reference + half, 0, 1)


def classify(successes: npt.ArrayLike, trials: npt.ArrayLike, reference: float | None, minimum: int, phi: float) -> list[Class]:
    """Class of each unit against the reference: told apart by more than noise (φ, Benjamini–Hochberg 5 %) or not.

    φ is how much more the rate of one and the same unit varies than chance (`change.restlessness`). Units with fewer than
    `minimum` trials are thin and not tested.
    """
    n = np.asarray(trials, dtype=float)
    if reference is None:
        return ["thin"] * n.size
    z = np.where(n >= minimum, z_scores(successes, n, reference), np.nan)
    adjusted = z / np.sqrt(phi)
    stands = discoveries(2 * norm.sf(np.abs(adjusted)))
    sides = np.where(stands, np.where(adjusted < 0, "low", "high"), np.where(n >= minimum, "same", "thin"))
    return sides.tolist()
