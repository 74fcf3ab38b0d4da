"""Whether a change is more than noise."""

import math

import numpy as np
import pytest
from statsmodels.stats.proportion import proportions_ztest

from analytics.statistics.change import between_periods, is_beyond, level_change, rate_change, restlessness

RNG = np.random.default_rng(11)


def test_two_rates_are_compared_as_statsmodels_does() -> None:
    z, _p = proportions_ztest([480, 440], [500, 480])
    assert rate_change(480, 500, 440, 480) == pytest.approx(z)


def test_variation_between_periods_takes_certainty_from_a_change() -> None:
    assert is_beyond(rate_change(930, 1000, 960, 1000))
    assert not is_beyond(rate_change(930, 1000, 960, 1000, sigma=2.0))


@pytest.mark.parametrize("counts", [(0, 0, 5, 10), (5, 10, 0, 0)])
def test_a_change_from_or_to_nothing_cannot_be_told(counts: tuple[int, int, int, int]) -> None:
    z = rate_change(*counts)
    assert math.isnan(z)
    assert not is_beyond(z)


def test_two_perfect_rates_do_not_differ() -> None:
    assert rate_change(10, 10, 20, 20) == 0


def test_binomial_periods_have_a_sigma_of_about_one_and_restless_ones_more() -> None:
    n = np.full(400, 1000)
    calm = between_periods(RNG.binomial(n, 0.9), n)
    restless = between_periods(RNG.binomial(n, np.clip(RNG.normal(0.9, 0.03, 400), 0, 1)), n)
    assert calm == pytest.approx(1.0, abs=0.15)
    assert restless > 2


def test_too_few_periods_say_nothing_about_variation() -> None:
    assert between_periods([9, 1, 9, 1], [10, 10, 10, 10]) == 1.0


def test_units_that_only_differ_from_each_other_are_not_restless() -> None:
    n = np.full(300, 2000)
    lasting = RNG.uniform(0.7, 0.99, 300)
    calm = restlessness(RNG.binomial(n, lasting), n, RNG.binomial(n, lasting), n)
    assert calm == pytest.approx(1.0, abs=0.2)


def test_a_common_shift_of_all_units_is_not_restlessness() -> None:
    n = np.full(300, 2000)
    shifted = restlessness(RNG.binomial(n, 0.95), n, RNG.binomial(n, 0.85), n)
    assert shifted == pytest.approx(1.0, abs=0.2)


def test_units_that_jump_are_restless() -> None:
    n = np.full(300, 2000)
    now, before = (np.clip(RNG.normal(0.9, 0.02, 300), 0, 1) for _ in range(2))
    assert restlessness(RNG.binomial(n, now), n, RNG.binomial(n, before), n) > 3


def test_a_count_varies_at_least_as_chance_does() -> None:
    assert level_change(110, 100, [100.0] * 11, counted=True) == pytest.approx(10 / math.sqrt(210))


def test_a_level_is_judged_by_its_ordinary_steps() -> None:
    # Steps of 2: σ of one value is 2/1.128, of a difference √2 times that.
    earlier = [10.0, 12.0, 10.0, 12.0, 10.0, 12.0]
    assert level_change(17, 12, earlier, counted=False) == pytest.approx(5 / (2 / 1.128 * math.sqrt(2)))
    assert math.isnan(level_change(17, 12, [10.0, 12.0], counted=False))
