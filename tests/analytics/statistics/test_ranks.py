"""Ranks and the positions that chance leaves possible."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analytics.statistics.ranks import positions, rank_intervals


def test_the_best_is_first_and_equals_share_the_better_position() -> None:
    assert positions([0.9, 0.7, 0.9, 0.8]).tolist() == [1, 4, 1, 3]
    assert positions([3.0, 1.0, 2.0], highest_first=False).tolist() == [3, 1, 2]


def test_identical_units_cannot_be_told_apart() -> None:
    best, worst = rank_intervals([90] * 10, [100] * 10)
    assert (best <= 1).all() and (worst >= 9).all()


def test_units_far_apart_have_one_position_each() -> None:
    best, worst = rank_intervals([0.99, 0.90, 0.50], [0.01] * 3)
    assert best.tolist() == worst.tolist() == [1, 2, 3]


def test_where_nothing_tells_units_apart_every_position_is_possible() -> None:
    best, worst = rank_intervals([0.9] * 10, [0.0] * 10)
    assert (best == 1).all() and (worst == 10).all()


def test_surer_rates_make_narrower_intervals() -> None:
    widths = []
    for error in (0.05, 0.015, 0.0015):
        best, worst = rank_intervals(np.linspace(0.80, 0.90, 11), [error] * 11)
        widths.append(int((worst - best).sum()))
    assert widths[0] > widths[1] > widths[2]


def test_the_chance_that_one_of_two_is_first_is_that_of_normal_distributions() -> None:
    chance = float(stats.norm.cdf(0.08 / np.hypot(0.05, 0.06)))
    assert 0.8 < chance < 0.95
    best, worst = rank_intervals([0.90, 0.82], [0.05, 0.06])
    assert (best.tolist(), worst.tolist()) == ([1, 1], [2, 2])
    best, worst = rank_intervals([0.90, 0.82], [0.05, 0.06], confidence=2 * chance - 1 - 0.1)
    assert (best.tolist(), worst.tolist()) == ([1, 2], [1, 2])


def test_the_same_rates_always_give_the_same_intervals() -> None:
    first, second = (rank_intervals([0.8, 0.84, 0.9], [0.05] * 3) for _ in range(2))
    assert all((a == b).all() for a, b in zip(first, second, strict=True))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.3)), min_size=1, max_size=12))
def test_intervals_lie_among_the_positions(pairs: list[tuple[float, float]]) -> None:
    best, worst = rank_intervals([value for value, _error in pairs], [error for _value, error in pairs])
    assert (best >= 1).all() and (best <= worst).all() and (worst <= len(pairs)).all()


def test_no_units_have_no_intervals() -> None:
    best, worst = rank_intervals([], [])
    assert best.size == worst.size == 0


@pytest.mark.parametrize("highest_first", [True, False])
def test_where_less_is_better_the_lowest_is_first(highest_first: bool) -> None:
    best, _worst = rank_intervals([0.01, 0.9], [0.01, 0.01], highest_first=highest_first)
    assert best.tolist() == ([2, 1] if highest_first else [1, 2])
