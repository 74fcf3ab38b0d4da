"""How evenly a load is shared: Lorenz curve, Gini coefficient, its interval, and what chance alone would show."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
DRAWS = 500
SEED = 20_210_601  # the same data always give the same interval


def lorenz(load: npt.ArrayLike, people: npt.ArrayLike | None = None) -> tuple[Floats, Floats]:
    """Cumulative share of people, least loaded first, and the share of the load that they carry; both from 0 to 1.

    `load` of a group is shared evenly by its `people` (one for each group when not given); groups without people are left
    out. Empty arrays where there is no load at all. Lorenz, M. O. (1905), Publ. Am. Stat. Assoc. 9.
    """
    work, hands = _counted(load, people)
    if not work.sum():
        return np.empty(0), np.empty(0)
    order = np.argsort(work / hands, kind="stable")
    return _shares(hands[order]), _shares(work[order])


def gini(load: npt.ArrayLike, people: npt.ArrayLike | None = None) -> float:
    """Twice the area between the Lorenz curve and equality: 0 when everybody carries the same; NaN without load.

    Gini, C. (1912), Variabilità e mutabilità; for groups as in Cowell, F. A. (2000), Measurement of inequality.
    """
    x, y = lorenz(load, people)
    return float(1 - np.sum(np.diff(x) * (y[1:] + y[:-1]))) if x.size else float("nan")


def busiest(load: npt.ArrayLike, people: npt.ArrayLike | None = None, share: float = 0.2) -> float:
    """What part of the load the busiest `share` of the people carry; NaN without load."""
    x, y = lorenz(load, people)
    return 1 - float(np.interp(1 - share, x, y)) if x.size else float("nan")


def gini_interval(load: npt.ArrayLike, people: npt.ArrayLike | None = None, confidence: float = 0.95) -> tuple[float, float]:
    """Percentile bootstrap over the groups; NaN with fewer than two of them.

    Mills, J. A. & Zandvakili, S. (1997), Statistical inference via bootstrapping for measures of inequality. J. Appl.
    Econometrics 12.
    """
    work, hands = _counted(load, people)
    if work.size < 2 or not work.sum():
        return float("nan"), float("nan")
    drawn = np.random.default_rng(SEED).integers(0, work.size, (DRAWS, work.size))
    found = _ginis(work[drawn], hands[drawn])
    low, high = np.nanquantile(found, [0.5 - confidence / 2, 0.5 + confidence / 2])
    return float(low), float(high)


def gini_of_chance(cases: int, people: npt.ArrayLike) -> float:
    """The Gini coefficient to be expected of `cases` that fall on equally busy people by mere chance.

    Few cases are never shared evenly; what lies above this value is more than luck. Mean over multinomial draws.
    """
    hands = np.asarray(people, dtype=float)
    hands = hands[hands > 0]
    if not hands.size or not cases:
        return float("nan")
    drawn = np.random.default_rng(SEED).multinomial(cases, hands / hands.sum(), DRAWS).astype(float)
    return float(_ginis(drawn, np.broadcast_to(hands, drawn.shape)).mean())


def _ginis(work: Floats, hands: Floats) -> Floats:
    """The coefficient of every row."""
    order = np.argsort(work / hands, axis=1)
    y = np.cumsum(np.take_along_axis(work, order, 1), axis=1)
    width = np.take_along_axis(hands, order, 1)
    before = np.concatenate([np.zeros((len(y), 1)), y[:, :-1]], axis=1)
    with np.errstate(invalid="ignore"):
        return np.asarray(1 - (width * (y + before)).sum(axis=1) / (width.sum(axis=1) * y[:, -1]))


def _counted(load: npt.ArrayLike, people: npt.ArrayLike | None) -> tuple[Floats, Floats]:
    work = np.asarray(load, dtype=float)
    hands = np.ones(work.shape) if people is None else np.asarray(people, dtype=float)
    there = hands > 0
    return work[there], hands[there]


def _shares(values: Floats) -> Floats:
    return np.concatenate([[0.0], np.cumsum(values) / values.sum()])
