"""What a small unit should have counted: from its own past, the change around it, and what units of its size count."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import nbinom

from analytics.statistics.change import overdispersion_of

Floats = npt.NDArray[np.float64]
HALF_A_SAY = 20.0  # cases that a group must be expected to have before its own change counts as much as that of the whole


@dataclass(frozen=True)
class Expected:
    """For every unit: from its own past (`own`), from its size (`by_size`), both together with a 95 % prediction interval.

    `p`: how likely so few are under the model, `p_more`: so many. `phi`: how much more counts move than chance. `shape`: how well the size tells the
    count; 1 / shape is the squared relative spread between units of one size, 0 where sizes are not known.
    """

    own: Floats
    by_size: Floats
    together: Floats
    low: Floats
    high: Floats
    p: Floats
    p_more: Floats
    phi: float
    shape: float


def expected_counts(now: npt.ArrayLike, past: npt.ArrayLike, mixed: npt.ArrayLike, size: npt.ArrayLike, group: npt.ArrayLike) -> Expected:
    """Empirical Bayes with a gamma prior by size, as in Clayton, D. & Kaldor, J. (1987), Empirical Bayes estimates of
    age-standardized relative risks, Biometrics 43, centred on the group as in Marshall, R. J. (1991), Applied Statistics 40.

    past: counts of an earlier, longer span. mixed: the same carried forward by how each category has changed in the whole. size:
    households, NaN where not known. Counts that move more than chance are judged by quasi-likelihood, divided by φ. With
    no weight on the prior the p value is that of the exact comparison of two Poisson counts given their sum.
    """
    y, before, carried, homes = (np.asarray(values, dtype=float) for values in (now, past, mixed, size))
    _names, member = np.unique(np.asarray(group), return_inverse=True)
    own = carried * _change_of_others(y, carried, member)
    phi = _restlessness(y, before, own)
    by_size, shape = _by_size(y, before, homes, member)
    known = shape > 0
    prior = np.where(known & np.isfinite(by_size) & (by_size > 0), shape, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        carry = np.where(before > 0, own / before, own.sum() / before.sum())
        weight = prior * phi / np.where(prior > 0, by_size, 1.0) + 1 / carry
        a = prior + before / phi
        together = phi * a / weight
        chance = weight / (1 + weight)
        low, high = (phi * nbinom.ppf(q, a, chance) for q in (0.025, 0.975))
        p = nbinom.cdf(np.floor(y / phi), a, chance)
        p_more = nbinom.sf(np.floor(y / phi) - 1, a, chance)
    nothing = a <= 0
    return Expected(
        own,
        by_size,
        np.where(nothing, 0.0, together),
        np.where(nothing, 0.0, low),
        np.where(nothing, 0.0, high),
        np.where(nothing, 1.0, p),
        np.where(nothing, 1.0, p_more),
        phi,
        shape,
    )


def _change_of_others(y: Floats, expected: Floats, member: npt.NDArray[np.intp]) -> Floats:
    """How the other units of the group have changed beyond what was expected of them, drawn towards no change."""
    others_y = np.bincount(member, y)[member] - y
    others_e = np.bincount(member, expected)[member] - expected
    return np.asarray((others_y + HALF_A_SAY) / (others_e + HALF_A_SAY))


def _restlessness(y: Floats, before: Floats, own: Floats) -> float:
    both = y + before
    with np.errstate(divide="ignore", invalid="ignore"):
        share = own / (own + before)
        z = (y - both * share) / np.sqrt(both * share * (1 - share))
    return overdispersion_of(z[np.isfinite(z)])


def _by_size(y: Floats, before: Floats, homes: Floats, member: npt.NDArray[np.intp]) -> tuple[Floats, float]:
    """What the households let expect at the rate of the others in the group, and the shape of the spread around it."""
    known = np.isfinite(homes) & (homes > 0)
    if not known.any() or not before[known].sum():
        return np.full(y.shape, np.nan), 0.0
    counted, there = np.where(known, y, 0.0), np.where(known, homes, 0.0)
    rate = counted.sum() / there.sum()
    others_y, others_homes = np.bincount(member, counted)[member] - counted, np.bincount(member, there)[member] - there
    nearby = (others_y + HALF_A_SAY) / (others_homes + HALF_A_SAY / rate) if rate else np.zeros(y.shape)
    due = homes[known] * before[known].sum() / homes[known].sum()
    spread = float(((before[known] - due) ** 2 - due).sum() / (due**2).sum())  # method of moments
    return np.where(known, homes * nearby, np.nan), 1 / spread if spread > 0 else 0.0
