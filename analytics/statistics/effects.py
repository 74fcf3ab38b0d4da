"""Effect sizes without a unit, so that unlike things can be put in one order."""

from __future__ import annotations

import math

MOST = 3.0  # twentyfold; beyond that a ratio says more about a small denominator than about the matter


def shares_apart(share: float, reference: float) -> float:
    """h: distance of two shares (0–1) on the arcsine scale, where a step means the same everywhere; 0.2 is small, 0.8 large.

    Cohen, J. (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., 6.2.
    """
    first, second = (2 * math.asin(math.sqrt(min(max(value, 0.0), 1.0))) for value in (share, reference))
    return abs(first - second)


def times_apart(count: float, reference: float) -> float:
    """|ln| of the ratio of two counts, at most MOST; half a case is added to each, so that none is no division by zero."""
    return min(MOST, abs(math.log((count + 0.5) / (reference + 0.5))))
