"""Intervals of rates against published worked examples."""

import numpy as np
import pytest

from analytics.statistics.intervals import wilson


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    # Newcombe, R. G. (1998), Two-sided confidence intervals for the single proportion. Stat Med 17, table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_the_one_newcombe_prints(successes: int, trials: int, low: float, high: float) -> None:
    found_low, found_high = wilson([successes], [trials])
    assert found_low[0] == pytest.approx(low, abs=5e-5)
    assert found_high[0] == pytest.approx(high, abs=5e-5)


def test_no_trials_have_no_interval() -> None:
    low, high = wilson([0, 5], [0, 10])
    assert np.isnan(low[0])
    assert np.isnan(high[0])
    assert low[1] < 0.5 < high[1]


def test_over_many_rates_the_interval_holds_the_truth_nineteen_times_in_twenty() -> None:
    # At one rate the coverage of a discrete count swings; its mean over rates is what Wilson promises.
    generator = np.random.default_rng(1)
    truth = generator.uniform(0.3, 0.97, size=100_000)
    low, high = wilson(generator.binomial(200, truth), np.full(truth.size, 200))
    assert np.mean((low <= truth) & (high >= truth)) == pytest.approx(0.95, abs=0.005)
