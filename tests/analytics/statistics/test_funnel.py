"""The funnel: limits, overdispersion, and which units can be told from the whole."""

import numpy as np
import pytest

from analytics.statistics.discoveries import discoveries
from analytics.statistics.funnel import classify, limits, overdispersion, z_scores

RNG = np.random.default_rng(7)


def test_chance_alone_has_no_overdispersion() -> None:
    n = RNG.integers(50, 2000, size=4000)
    z = z_scores(RNG.binomial(n, 0.9), n, 0.9)
    assert overdispersion(z) == pytest.approx(1.0, abs=0.05)


def test_under_the_null_one_unit_in_twenty_lies_outside_the_95_limits_and_two_in_a_thousand_outside_the_99_8() -> None:
    n = RNG.integers(300, 3000, size=60_000)
    rates = RNG.binomial(n, 0.9) / n
    for confidence, share, tolerance in ((0.95, 0.05, 0.004), (0.998, 0.002, 0.0008)):
        low, high = limits(0.9, n, 1.0, confidence)
        assert np.mean((rates < low) | (rates > high)) == pytest.approx(share, abs=tolerance)


def test_overdispersion_is_the_mean_square_of_the_winsorised_scores() -> None:
    # Ten scores: one on either side is pulled in, so that −9 counts as −2 and 9 as 3.
    z = np.array([-9.0, -2.0, -1.0, 0.0, 0.0, 1.0, 1.0, 2.0, 3.0, 9.0])
    assert overdispersion(z) == pytest.approx((4 + 4 + 1 + 0 + 0 + 1 + 1 + 4 + 9 + 9) / 10)


def test_wide_noise_widens_the_limits_by_its_root() -> None:
    narrow, _ = limits(0.9, [400], 1.0)
    wide, _ = limits(0.9, [400], 4.0)
    assert 0.9 - wide[0] == pytest.approx(2 * (0.9 - narrow[0]))


def test_limits_stay_between_nothing_and_everything() -> None:
    low, high = limits(0.99, [5], 3.0)
    assert (low[0], high[0]) == (pytest.approx(0.99 - 3.0902 * np.sqrt(3 * 0.99 * 0.01 / 5), abs=1e-3), 1.0)


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
