"""Is a change from one period to another more than noise?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
BEYOND = 1.959964  # two-sided 5 %
D2 = 1.128  # mean range of two normal values, in standard deviations
MEDIAN_Z = 0.6745
FEWEST_UNITS = 3
FEWEST = 5  # periods before the current one from which ordinary variation can be told


def rate_change(k1: float, n1: float, k0: float, n0: float, sigma: float = 1.0) -> float:
    """z of the difference of two rates, its standard error widened by `sigma`; NaN where a denominator is zero."""
    if not n1 or not n0:
        return float("nan")
    pooled = (k1 + k0) / (n1 + n0)
    error = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n0)) * max(1.0, sigma)
    difference = k1 / n1 - k0 / n0
    return float(difference / error) if error > 0 else (0.0 if difference == 0 else float("nan"))


def between_periods(successes: npt.ArrayLike, trials: npt.ArrayLike) -> float:
    """σz: how much more a rate varies from period to period than binomial chance, at least 1; 1 with too few periods.

    Laney, D. B. (2002), Improved control charts for attributes. Quality Engineering 14.
    """
    k, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    used = n > 0
    k, n = k[used], n[used]
    if n.size < FEWEST:
        return 1.0
    mean = k.sum() / n.sum()
    if mean in (0.0, 1.0):
        return 1.0
    z = (k / n - mean) / np.sqrt(mean * (1 - mean) / n)
    return max(1.0, float(np.abs(np.diff(z)).mean()) / D2)


def restlessness(k1: npt.ArrayLike, n1: npt.ArrayLike, k0: npt.ArrayLike, n0: npt.ArrayLike) -> float:
    """φ: how much more the rates of units move from one period to the next than chance, at least 1.

    Taken from the median distance of the units' changes from their median change, in standard errors: neither lasting
    differences between units nor a jump of a few of them count as noise. The median of |z| is 0.6745 under chance alone
    (Huber, P. J. (1981), Robust Statistics).
    """
    now, before = np.asarray(k1, dtype=float), np.asarray(k0, dtype=float)
    n_now, n_before = np.asarray(n1, dtype=float), np.asarray(n0, dtype=float)
    used = (n_now > 0) & (n_before > 0)
    now, before, n_now, n_before = now[used], before[used], n_now[used], n_before[used]
    pooled = (now + before) / (n_now + n_before)
    error = np.sqrt(pooled * (1 - pooled) * (1 / n_now + 1 / n_before))
    change = (now / n_now - before / n_before)[error > 0]
    return overdispersion_of((change - np.median(change)) / error[error > 0]) if change.size else 1.0


def overdispersion_of(z: npt.ArrayLike) -> float:
    """φ from the median of |z|, at least 1; 1 for fewer than three values."""
    known = np.asarray(z, dtype=float)
    known = known[~np.isnan(known)]
    if known.size < FEWEST_UNITS:
        return 1.0
    return max(1.0, float(np.median(np.abs(known))) / MEDIAN_Z) ** 2


def level_change(current: float, before: float, earlier: Sequence[float], *, counted: bool) -> float:
    """z of the difference of two levels against the ordinary step from period to period.

    `earlier` are the periods before the current one. A counted level varies at least as a Poisson count does. NaN when
    there are too few periods to tell. Shewhart's individuals chart: the mean moving range over d2.
    """
    known = np.asarray([value for value in earlier if value is not None and not np.isnan(value)], dtype=float)
    ordinary = float(np.abs(np.diff(known)).mean()) / D2 * np.sqrt(2) if known.size >= FEWEST else float("nan")
    chance = float(np.sqrt(max(current, 0) + max(before, 0))) if counted else float("nan")
    error = np.fmax(ordinary, chance)
    difference = current - before
    if np.isnan(error) or error == 0:
        return 0.0 if difference == 0 else float("nan")
    return float(difference / error)


def is_beyond(z: float) -> bool:
    """More than noise; NaN, which cannot be told, is not."""
    return bool(abs(z) > BEYOND)
