"""The funnel: limits, overdispersion, and which units can be told from the whole."""

import numpy as np
import pytest
from scipy.stats import binom

from analytics.statistics.discoveries import discoveries
from analytics.statistics.funnel import classify, limits, overdispersion, tails, z_scores

RNG = np.random.default_rng(7)


def test_chance_alone_has_no_overdispersion() -> None:
    n = RNG.integers(50, 2000, size=4000)
    z = z_scores(RNG.binomial(n, 0.9), n, 0.9)
    assert overdispersion(z) == pytest.approx(1.0, abs=0.05)


def test_under_the_null_one_unit_in_twenty_lies_outside_the_95_limits_and_two_in_a_thousand_outside_the_99_8() -> None:
    n = RNG.integers(300, 3000, size=60_000)
    rates = RNG.binomial(n, 0.9) / n
    for confidence, share, tolerance in ((0.95, 0.05, 0.002), (0.998, 0.002, 0.0004)):
        small = (1 - confidence) / 2
        # Whole cases cannot fill a tail of exactly that size, so that a little less lies outside.
        fewest, most = binom.ppf(small, n, 0.9) - 1, binom.isf(small, n, 0.9) + 1
        outside = float(np.mean(binom.cdf(fewest, n, 0.9) + binom.sf(most - 1, n, 0.9)))
        assert 0.8 * share < outside <= share
        low, high = limits(0.9, n, 1.0, confidence)
        assert np.mean((rates < low) | (rates > high)) == pytest.approx(outside, abs=tolerance)


def test_overdispersion_is_the_mean_square_of_the_winsorised_scores() -> None:
    # Ten scores: one on either side is pulled in, so that −9 counts as −2 and 9 as 3.
    z = np.array([-9.0, -2.0, -1.0, 0.0, 0.0, 1.0, 1.0, 2.0, 3.0, 9.0])
    assert overdispersion(z) == pytest.approx((4 + 4 + 1 + 0 + 0 + 1 + 1 + 4 + 9 + 9) / 10)


def test_tails_are_those_of_the_binomial_distribution() -> None:
    k, n = np.array([87, 0, 30, 5]), np.array([106, 20, 30, 50])
    few, many = tails(k, n, 0.917, 1.0)
    assert few == pytest.approx(binom.cdf(k, n, 0.917)) and many == pytest.approx(binom.sf(k - 1, n, 0.917))
    assert np.isnan(tails([0], [0], 0.9, 1.0)).all() and np.isnan(tails([5], [9], 1.0, 1.0)).all()


def test_noise_of_four_times_chance_makes_four_hundred_cases_tell_as_much_as_a_hundred() -> None:
    assert limits(0.9, [400], 4.0) == (pytest.approx(limits(0.9, [100], 1.0)[0]), pytest.approx(limits(0.9, [100], 1.0)[1]))
    assert tails([340], [400], 0.9, 4.0) == (pytest.approx(binom.cdf(85, 100, 0.9)), pytest.approx(binom.sf(84, 100, 0.9)))


@pytest.mark.parametrize("phi", [1.0, 1.7, 4.0])
@pytest.mark.parametrize("n", [1, 7, 30, 200])
def test_a_unit_lies_beyond_a_limit_exactly_when_its_tail_is_that_small(n: int, phi: float) -> None:
    k = np.arange(n + 1)
    low, high = limits(0.93, [n], phi)
    few, many = tails(k, np.full(n + 1, n), 0.93, phi)
    assert ((k / n < low) == (few < 0.001)).all() and ((k / n > high) == (many < 0.001)).all()
    assert 0 <= low[0] <= 0.93 <= high[0] <= 1


def test_a_few_cases_of_something_rare_lie_within_the_limits() -> None:
    # Four of thirty at 3 %: 3.3 standard errors, yet once in eighty by chance.
    assert binom.sf(3, 30, 0.03) > 0.01
    assert limits(0.03, [30], 1.0)[1] > 4 / 30


def test_a_small_unit_is_thin_and_never_told_apart() -> None:
    assert classify([0, 900, 950], [10, 1000, 1000], 0.925, 20, 1.0) == ["thin", "low", "high"]


def test_noise_that_units_show_from_period_to_period_takes_the_verdict_back() -> None:
    assert classify([900, 950], [1000, 1000], 0.925, 20, 16.0) == ["same", "same"]


def test_without_a_reference_nothing_can_be_told() -> None:
    assert classify([5], [10], None, 1, 1.0) == ["thin"]
    assert classify([10, 10], [10, 10], 1.0, 1, 1.0) == ["same", "same"]


def test_false_discoveries_are_held_as_in_the_example_of_benjamini_and_hochberg() -> None:
    # Benjamini & Hochberg 1995, section 4: the first four of fifteen stand at 5 %.
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert discoveries(p).tolist() == [True] * 4 + [False] * 11
    assert discoveries([np.nan, 0.001]).tolist() == [False, True]
