"""Ranks and the positions that chance leaves possible."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from analytics.statistics.ranks import positions, rank_intervals


def test_the_best_is_first_and_equals_share_the_better_position() -> None:
    assert positions([0.9, 0.7, 0.9, 0.8]).tolist() == [1, 4, 1, 3]
    assert positions([3.0, 1.0, 2.0], highest_first=False).tolist() == [3, 1, 2]


def test_identical_units_cannot_be_told_apart() -> None:
    best, worst = rank_intervals([90] * 10, [100] * 10)
    assert (best <= 1).all() and (worst >= 9).all()


def test_units_far_apart_have_one_position_each() -> None:
    best, worst = rank_intervals([990, 900, 500], [1000] * 3)
    assert best.tolist() == worst.tolist() == [1, 2, 3]


def test_more_cases_make_narrower_intervals() -> None:
    rates = np.linspace(0.80, 0.90, 11)
    widths = []
    for size in (50, 500, 50_000):
        best, worst = rank_intervals(np.round(rates * size), [size] * 11)
        widths.append(int((worst - best).sum()))
    assert widths[0] > widths[1] > widths[2]


def test_the_chance_that_one_of_two_is_first_is_that_of_their_beta_distributions() -> None:
    # P(rate a > rate b), integrated exactly: where it lies inside the middle 95 % both positions are possible.
    a, b = stats.beta(45.5, 5.5), stats.beta(41.5, 9.5)
    chance = integrate.quad(lambda x: a.pdf(x) * b.cdf(x), 0, 1)[0]
    assert 0.8 < chance < 0.95
    best, worst = rank_intervals([45, 41], [50, 50])
    assert (best.tolist(), worst.tolist()) == ([1, 1], [2, 2])
    best, worst = rank_intervals([45, 41], [50, 50], confidence=2 * chance - 1 - 0.1)
    assert (best.tolist(), worst.tolist()) == ([1, 2], [1, 2])


def test_the_scale_of_a_case_mix_moves_the_positions() -> None:
    best, worst = rank_intervals([8000, 9000], [10_000, 10_000], [1.2, 1.0])
    assert best.tolist() == worst.tolist() == [1, 2]


def test_the_same_cases_always_give_the_same_intervals() -> None:
    first, second = (rank_intervals([40, 42, 45], [50, 50, 50]) for _ in range(2))
    assert all((a == b).all() for a, b in zip(first, second, strict=True))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 200)), min_size=1, max_size=12))
def test_intervals_lie_among_the_positions(pairs: list[tuple[int, int]]) -> None:
    k, n = np.array([min(k, n) for k, n in pairs]), np.array([n for _k, n in pairs])
    best, worst = rank_intervals(k, n)
    assert (best >= 1).all() and (best <= worst).all() and (worst <= len(pairs)).all()


def test_no_units_have_no_intervals() -> None:
    best, worst = rank_intervals([], [])
    assert best.size == worst.size == 0


@pytest.mark.parametrize("highest_first", [True, False])
def test_where_less_is_better_the_lowest_is_first(highest_first: bool) -> None:
    best, _worst = rank_intervals([10, 900], [1000, 1000], highest_first=highest_first)
    assert best.tolist() == ([2, 1] if highest_first else [1, 2])
