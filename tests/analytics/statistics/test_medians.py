"""Interval of a median from the ranks."""

import numpy as np
import pytest
from scipy.stats import binom, quantile_test

from analytics.statistics.medians import median_interval


@pytest.mark.parametrize(("count", "rank"), [(6, 1), (9, 2), (12, 3), (15, 4), (20, 6), (25, 8)])
def test_the_ranks_are_those_of_the_tables(count: int, rank: int):
    # Ranks of the 95 % interval of a median, e.g. Conover (1999), table A3 for p = 0.5.
    assert median_interval(np.arange(1, count + 1)) == (rank, count + 1 - rank)
    assert binom.cdf(rank - 1, count, 0.5) <= 0.025 < binom.cdf(rank, count, 0.5)


def test_it_is_that_of_scipy():
    values = np.random.default_rng(2).lognormal(size=40)
    expected = quantile_test(values, q=0, p=0.5).confidence_interval(0.95)
    assert median_interval(values) == pytest.approx((expected.low, expected.high))


def test_five_values_are_too_few():
    assert median_interval([1, 2, 3, 4, 5]) == (None, None)
