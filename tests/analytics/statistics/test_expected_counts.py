"""What a small unit should have counted: against the exact test, a simulation, and cases worked by hand."""

import numpy as np
import pytest
from scipy.stats import binom

from analytics.statistics.discoveries import discoveries
from analytics.statistics.expected_counts import expected_counts

NAN = float("nan")


def world(seed: int, units: int = 200, days: float = 90 / 365) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Counts now and in a past that is longer, households, streets; units of one size differ as a gamma variable does."""
    rng = np.random.default_rng(seed)
    homes = rng.integers(200, 900, units).astype(float)
    rate = rng.gamma(1.5, 1 / 1.5, units) * homes * 0.12
    return rng.poisson(rate * days), rng.poisson(rate), homes, np.arange(units) // 10


def test_without_households_p_is_that_of_the_exact_comparison_of_two_poisson_counts() -> None:
    worlds = (world(seed) for seed in range(30))
    unknown = np.full(200, NAN)
    now, past, found = next(
        (now, past, found)
        for now, past, _homes, group in worlds
        if (found := expected_counts(now, past, past * now.sum() / past.sum(), unknown, group)).phi == 1
    )
    used = past > 0
    share = found.own[used] / (found.own[used] + past[used])
    assert found.p[used] == pytest.approx(binom.cdf(now[used], now[used] + past[used], share))
    assert found.together[used] == pytest.approx(found.own[used])
    assert found.shape == 0


def test_a_street_that_changed_by_itself_carries_its_grids_along() -> None:
    past = np.full(40, 100.0)
    now = np.full(40, 25)
    now[:10] = 50
    found = expected_counts(now, past, past / 4, np.full(40, NAN), np.arange(40) // 10)
    # Nine others received 450 where 225 were carried forward: (450 + 20) / (225 + 20).
    assert found.own[0] == pytest.approx(25 * 470 / 245)
    assert found.own[20] == pytest.approx(25)


def test_chance_alone_raises_hardly_a_question() -> None:
    flagged = []
    for seed in range(20):
        now, past, homes, group = world(seed)
        found = expected_counts(now, past, past * now.sum() / past.sum(), homes, group)
        flagged.append(discoveries(found.p).sum())
    assert np.mean(flagged) < 0.3


def test_the_interval_holds_about_as_often_as_it_says() -> None:
    inside = []
    for seed in range(10):
        now, past, homes, group = world(seed)
        found = expected_counts(now, past, past * now.sum() / past.sum(), homes, group)
        inside.append(np.mean((now >= found.low) & (now <= found.high)))
    assert 0.94 <= np.mean(inside) <= 0.995


def test_a_unit_that_falls_silent_is_far_outside() -> None:
    now, past, homes, group = world(3)
    busy = int(np.argmax(past))
    now[busy] = 0
    found = expected_counts(now, past, past * now.sum() / past.sum(), homes, group)
    assert found.p[busy] < 1e-4
    assert found.low[busy] > 0
    assert np.flatnonzero(discoveries(found.p)).tolist() == [busy]


def test_households_alone_prove_nothing_where_units_of_one_size_differ_much() -> None:
    now, past, homes, group = world(5)
    now[0] = past[0] = 0
    homes[0] = 900
    found = expected_counts(now, past, past * now.sum() / past.sum(), homes, group)
    assert found.by_size[0] > 15
    assert found.p[0] > 0.05


def test_spread_between_units_of_one_size_is_found_again() -> None:
    shapes = [expected_counts(*_args(seed)).shape for seed in range(12)]
    assert np.median(shapes) == pytest.approx(1.5, rel=0.35)


def test_a_unit_without_past_and_without_households_has_no_expectation() -> None:
    found = expected_counts([0, 9, 11], [0, 40, 40], [0, 10, 10], [NAN, NAN, NAN], [1, 1, 1])
    assert (found.together[0], found.low[0], found.high[0], found.p[0]) == (0, 0, 0, 1)


def _args(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    now, past, homes, group = world(seed, units=400)
    return now, past, past * now.sum() / past.sum(), homes, group
