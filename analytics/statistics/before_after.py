"""Before and after against similar places without the event: matching, and the difference in differences of two rates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
FEWEST_TREATED = 5
Z95 = 1.959964


@dataclass(frozen=True)
class Effect:
    """`ratio`: rate after ÷ rate before where it happened, over the same elsewhere, with its 95 % interval; below 1 it fell.

    `treated` and `compared` are the changes (after ÷ before) of either side; `spread` is how much more the places vary than chance.
    """

    ratio: float
    low: float
    high: float
    treated: float
    compared: float
    spread: float


def effect(
    group: npt.ArrayLike, treated: npt.ArrayLike, before: npt.ArrayLike, after: npt.ArrayLike, exposure: npt.ArrayLike
) -> Effect | None:
    """Difference in differences of counts on the log scale; None with fewer than five treated places or nothing counted.

    One element per place: the matched group it belongs to, whether the event happened there, its counts, and how much longer
    it was watched after than before (exposure after ÷ before). A Poisson model with an effect of every place, of the time within
    each group, and of the event is, given the sum of both counts of a place, a binomial model of the share that came after
    (Cameron & Trivedi (2013), Regression Analysis of Count Data, ch. 9); places that vary more widen the interval (Pearson's χ²).
    """
    sets, there = np.unique(np.asarray(group), return_inverse=True)[1], np.asarray(treated, dtype=bool)
    first, second = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    longer = np.asarray(exposure, dtype=float)
    told = first + second > 0
    sets, there, first, second, longer = sets[told], there[told], first[told], second[told], longer[told]
    used = np.isin(sets, np.intersect1d(sets[there], sets[~there]))
    sets, there, first, second, longer = sets[used], there[used], first[used], second[used], longer[used]
    if there.sum() < FEWEST_TREATED or not all(side.sum() for side in (first[there], second[there], first[~there], second[~there])):
        return None
    columns = np.column_stack([there.astype(float), sets[:, None] == np.unique(sets)])
    model = GLM(np.column_stack([second, first]), columns, family=Binomial(), offset=np.log(longer))
    fitted = model.fit()
    spread = max(1.0, float(fitted.pearson_chi2 / fitted.df_resid)) if fitted.df_resid > 0 else 1.0
    log_ratio, error = float(fitted.params[0]), float(fitted.bse[0]) * np.sqrt(spread)
    return Effect(
        float(np.exp(log_ratio)),
        float(np.exp(log_ratio - Z95 * error)),
        float(np.exp(log_ratio + Z95 * error)),
        _change(first[there], second[there], longer[there]),
        _change(first[~there], second[~there], longer[~there]),
        spread,
    )


def nearest(place: Floats, others: Floats, free: npt.NDArray[np.bool_], most: int) -> Whole:
    """Positions of the `most` nearest of the free others, by the distance of their (standardised) features."""
    distance = np.where(free, ((others - place) ** 2).sum(axis=1), np.inf)
    order = np.argsort(distance, kind="stable")[:most]
    return np.asarray(order[np.isfinite(distance[order])], dtype=np.int64)


def _change(before: Floats, after: Floats, longer: Floats) -> float:
    """Rate after ÷ rate before, each place's time allowed for."""
    return float(after.sum() / (before * longer).sum())
