"""Rank correlation with its interval."""

import numpy as np
import pytest
from scipy.stats import spearmanr

from analytics.statistics.association import rank_correlation


def test_it_is_spearmans_and_its_interval_is_that_of_bonett_and_wright() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=60)
    y = x + rng.normal(size=60)
    found = rank_correlation(x, y)
    assert found is not None
    rho, low, high, p = found
    assert (rho, p) == (pytest.approx(spearmanr(x, y).statistic), pytest.approx(spearmanr(x, y).pvalue))
    half = 1.959964 * np.sqrt((1 + rho**2 / 2) / 57)
    assert (low, high) == (pytest.approx(np.tanh(np.arctanh(rho) - half)), pytest.approx(np.tanh(np.arctanh(rho) + half)))


def test_the_interval_covers_no_correlation_as_often_as_it_says() -> None:
    rng = np.random.default_rng(2)
    intervals = [rank_correlation(rng.normal(size=40), rng.normal(size=40)) for _ in range(300)]
    assert np.mean([found is not None and found[1] <= 0 <= found[2] for found in intervals]) == pytest.approx(0.95, abs=0.03)


def test_few_or_equal_values_tell_nothing() -> None:
    assert rank_correlation([1, 2, 3], [3, 2, 1]) is None
    assert rank_correlation([1] * 10, range(10)) is None


def test_a_perfect_order_stays_within_one() -> None:
    found = rank_correlation(range(12), range(12))
    assert found is not None
    assert found[0] == 1 and found[2] <= 1
