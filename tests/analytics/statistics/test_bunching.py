"""Bunching before a deadline: found where it is planted, not found where there is none."""

import numpy as np
import pytest

from analytics.statistics.bunching import bunching

BINS = 30
SUSPECTS = [place in (18, 19) for place in range(BINS)]
SMOOTH = 1000 * np.exp(-0.12 * np.arange(BINS))


def test_a_planted_pile_is_found_with_its_size():
    counts = np.round(SMOOTH)
    counts[18:20] += [150, 250]
    found = bunching(counts, SUSPECTS)
    assert found is not None and found.is_beyond
    assert found.excess == pytest.approx(400, abs=10)
    assert found.low < SMOOTH[18:20].sum() < found.high


def test_the_expected_course_follows_an_exact_one():
    found = bunching(SMOOTH, SUSPECTS)
    assert found is not None and not found.is_beyond
    assert found.expected == pytest.approx(SMOOTH, rel=1e-6)


def test_under_chance_it_is_found_about_as_often_as_the_interval_says():
    chance = np.random.default_rng(7)
    results = [bunching(chance.poisson(SMOOTH), SUSPECTS) for _ in range(200)]
    assert sum(found is not None and found.is_beyond for found in results) <= 12  # 2.5 % of 200 are 5


def test_few_bins_with_cases_carry_no_course():
    assert bunching([5, 3, *[0] * 28], SUSPECTS) is None
    assert bunching([10] * 6, [False] * 4 + [True] * 2) is None
