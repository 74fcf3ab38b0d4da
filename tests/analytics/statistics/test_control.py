"""Control charts against a published worked example, and each rule on a sequence drawn by hand."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.statistics.control import FEWEST, individuals, laney, laney_expected
from analytics.statistics.rules import RULES, broken_rules

# Montgomery, Introduction to Statistical Quality Control, table 7.1: nonconforming orange-juice cans in 30 samples of 50.
CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
# The first weeks of English emergency departments: seen within four hours, and all (Mohammed et al. 2013, BMJ Quality & Safety 22).
SEEN = [266501, 264225, 276532, 281461, 269071, 261215]
ALL = [280443, 276823, 291681, 296155, 282343, 275888]


def test_centre_and_limits_of_the_published_p_chart():
    chart = laney(CANS, [50] * 30)
    assert chart is not None
    assert chart.centre == pytest.approx(0.2313, abs=5e-5)
    chance = chart.sigma / chart.sigma_z
    assert chart.centre + 3 * chance[0] == pytest.approx(0.4102, abs=5e-5)
    assert chart.centre - 3 * chance[0] == pytest.approx(0.0524, abs=5e-5)
    beyond = np.flatnonzero(np.abs(chart.values - chart.centre) > 3 * chance) + 1
    assert beyond.tolist() == [15, 23]


def test_sigma_z_is_the_mean_moving_range_of_the_z_scores_over_1_128():
    chart = laney(CANS, [50] * 30)
    assert chart is not None
    centre = sum(CANS) / 1500
    z = [(k / 50 - centre) / (centre * (1 - centre) / 50) ** 0.5 for k in CANS]
    assert chart.sigma_z == pytest.approx(sum(abs(b - a) for a, b in pairwise(z)) / 29 / 1.128)


def test_huge_samples_that_a_plain_p_chart_would_flag_are_in_control():
    k, n = SEEN * 3, ALL * 3
    chart = laney(k, n)
    assert chart is not None
    plain = np.abs(chart.values - chart.centre) / (chart.sigma / chart.sigma_z)
    assert (plain > 3).any()
    assert (np.abs(chart.z) < 3).all()


@given(st.integers(0, 50))
def test_under_pure_chance_the_limits_are_hardly_widened(seed: int):
    chance = np.random.default_rng(seed)
    n = chance.integers(300, 900, 400)
    chart = laney(chance.binomial(n, 0.9), n)
    assert chart is not None
    assert 1 <= chart.sigma_z < 1.25
    assert (np.abs(chart.z) > 3).mean() < 0.02


def test_against_what_the_mean_lets_expect_the_chart_is_the_plain_one_moved_to_zero():
    centre, n = sum(CANS) / 1500, np.full(30, 50.0)
    plain, moved = laney(CANS, n), laney_expected(CANS, n, n * centre, n * centre * (1 - centre))
    assert plain is not None and moved is not None
    assert moved.centre == pytest.approx(0)
    assert moved.z == pytest.approx(plain.z) and moved.sigma_z == pytest.approx(plain.sigma_z)


def test_what_was_to_be_expected_is_no_signal_and_a_lasting_distance_is_the_centre():
    n, due = np.full(12, 100.0), np.array([0.9, 0.92, 0.88, 0.9, 0.91, 0.89, 0.9, 0.6, 0.9, 0.92, 0.9, 0.6])
    noise = np.array([1, -1, 0, 1, 0, -1, 1, 0, -1, 1, -1, 0])
    chart = laney_expected(n * (due - 0.05) + noise, n, n * due, n * due * (1 - due))
    assert chart is not None
    assert chart.centre == pytest.approx(-0.05) and (np.abs(chart.z) < 1).all()
    assert laney_expected([1] * (FEWEST - 1), [2] * (FEWEST - 1), [1] * (FEWEST - 1), [1] * (FEWEST - 1)) is None


@pytest.mark.parametrize(
    ("k", "n"), [([1] * (FEWEST - 1), [2] * (FEWEST - 1)), ([5] * 10, [5] * 10), ([0] * 10, [5] * 10), ([0] * 10, [0] * 10)]
)
def test_too_few_or_unvarying_points_have_no_chart(k: list[int], n: list[int]):
    assert laney(k, n) is None


def test_a_jump_does_not_widen_the_limits_of_single_values():
    quiet = [100, 103, 98, 101, 99, 102, 100, 97, 101, 100]
    chart, with_jump = individuals(quiet), individuals([*quiet, 180, *quiet])
    assert chart is not None and with_jump is not None
    assert with_jump.sigma[0] < 1.5 * chart.sigma[0]
    assert with_jump.z[10] > 3
    assert individuals([7] * 20) is None
    assert individuals(quiet[:5]) is None


Z = {
    "beyond": ([0, 0.1, -0.1, 3.2, 0], [3]),
    "two_of_three": ([0, 2.1, -0.5, 2.4, 0, -2.2, -2.3], [3, 6]),
    "four_of_five": ([1.2, 1.1, 0, 1.4, 1.3, 0], [4]),
    "eight_in_row": ([0.1, 0.2, 0.1, 0.3, 0.2, 0.1, 0.2, 0.1, 0.2, -0.1], [7, 8]),
    "trend": ([0.5, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.5], [6]),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_broken_where_its_pattern_is_complete(rule):
    z, expected = Z[rule.id]
    assert [i for i, hit in enumerate(rule.broken(np.array(z))) if hit] == expected


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@given(st.lists(st.floats(-4, 4), min_size=1, max_size=30))
def test_a_chart_upside_down_breaks_the_same_rules(rule, values: list[float]):
    z = np.array(values)
    assert rule.broken(z) == rule.broken(-z)


def test_a_point_names_every_rule_it_breaks_the_strictest_first():
    assert [rule.id for rule in broken_rules(np.array([2.5, 3.5]))[1]] == ["beyond", "two_of_three"]
    assert broken_rules(np.array([0.0, 0.0])) == [(), ()]
