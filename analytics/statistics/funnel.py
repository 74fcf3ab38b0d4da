"""Funnel: how far rates of units of different size may stray from a reference by chance."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import bdtrik, betainc

from analytics.statistics.discoveries import discoveries

Class = Literal["low", "same", "high", "thin"]
Floats = npt.NDArray[np.float64]
WINSORISED = 0.1
FEWEST_FOR_SPREAD = 5  # fewer units cannot tell ordinary differences between them from one that stands out


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


def spread(successes: npt.ArrayLike, trials: npt.ArrayLike, reference: float | None) -> float:
    """φ of the units of a funnel; 1 where they are too few to tell, or there is no reference."""
    k, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    return overdispersion(z_scores(k, n, reference)) if reference is not None and n.size >= FEWEST_FOR_SPREAD else 1.0


def tails(successes: npt.ArrayLike, trials: npt.ArrayLike, reference: npt.ArrayLike, phi: float) -> tuple[Floats, Floats]:
    """How likely so few successes are by chance, and so many, against one reference or one for each; NaN without trials or where
    the reference is 0 or 1.

    The exact binomial tails: near 0 and 1, where most rates of this field lie, the normal ones call chance a discovery. What
    varies φ times as much as chance tells as much as a φ-th of its cases; between whole cases the tails follow the incomplete beta.
    """
    k, n = np.asarray(successes, dtype=float) / phi, np.asarray(trials, dtype=float) / phi
    reference = np.asarray(reference, dtype=float)
    known = (n > 0) & (reference > 0) & (reference < 1)
    few = np.where(k < n, betainc(np.where(k < n, n - k, 1), k + 1, 1 - reference), 1.0)
    many = np.where(k > 0, betainc(np.where(k > 0, k, 1), n - k + 1, reference), 1.0)
    return np.where(known, few, np.nan), np.where(known, many, np.nan)


def limits(reference: float, trials: npt.ArrayLike, phi: float, confidence: float = 0.998) -> tuple[Floats, Floats]:
    """Lower and upper funnel limit at each size, within [0, 1]: what lies beyond has a tail under half of 1 − confidence.

    Spiegelhalter, D. J. (2005), Funnel plots for comparing institutional performance. Statist. Med. 24, A.1: exact limits.
    """
    n = np.maximum(np.asarray(trials, dtype=float), 1) / phi
    if not 0 < reference < 1:
        return np.full(n.shape, reference), np.full(n.shape, reference)
    fewest, most = bdtrik((1 - confidence) / 2, n, reference), bdtrik((1 + confidence) / 2, n, reference) + 1
    return np.clip(fewest / n, 0, 1), np.clip(most / n, 0, 1)


def classify(successes: npt.ArrayLike, trials: npt.ArrayLike, reference: float | None, minimum: int, phi: float) -> list[Class]:
    """Class of each unit against the reference: told apart by more than noise (φ, Benjamini–Hochberg 5 %) or not.

    φ is how much more the rate of one and the same unit varies than chance (`change.restlessness`). Units with fewer than
    `minimum` trials are thin and not tested.
    """
    n = np.asarray(trials, dtype=float)
    if reference is None:
        return ["thin"] * n.size
    few, many = tails(successes, n, reference, phi)
    stands = discoveries(np.where(n >= minimum, np.minimum(1, 2 * np.minimum(few, many)), np.nan))
    sides = np.where(stands, np.where(few < many, "low", "high"), np.where(n >= minimum, "same", "thin"))
    return sides.tolist()
