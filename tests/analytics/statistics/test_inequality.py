"""Gini and Lorenz: published examples, the axioms of an inequality measure, and what chance alone shows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.statistics.inequality import busiest, gini, gini_interval, gini_of_chance, lorenz

loads = st.lists(st.integers(0, 500), min_size=2, max_size=30).filter(any)


@pytest.mark.parametrize(
    ("incomes", "published"),
    [
        # The examples of the R packages acid (after Cowell 2000) and phylotools.
        ([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261], 0.4620911),
        ([1, 3, 2, 1, 1, 1, 4], 0.3076923),
    ],
)
def test_the_coefficient_is_the_published_one(incomes: list[int], published: float) -> None:
    assert gini(incomes) == pytest.approx(published, abs=5e-8)


@given(loads)
def test_it_is_half_the_relative_mean_difference(load: list[int]) -> None:
    values = np.array(load, dtype=float)
    differences = np.abs(values[:, None] - values[None, :]).mean()
    assert gini(load) == pytest.approx(differences / (2 * values.mean()), abs=1e-12)


@given(loads, st.floats(0.01, 1000))
def test_the_scale_of_the_load_does_not_matter(load: list[int], factor: float) -> None:
    assert gini(np.array(load) * factor) == pytest.approx(gini(load), abs=1e-9)


@given(loads)
def test_repeating_everybody_changes_nothing(load: list[int]) -> None:
    assert gini(load * 3) == pytest.approx(gini(load), abs=1e-9)


@given(loads, st.data())
def test_a_transfer_from_a_busier_to_a_less_busy_unit_lowers_it(load: list[int], data: st.DataObject) -> None:
    values = np.array(sorted(load), dtype=float)
    low, high = data.draw(
        st.tuples(st.integers(0, len(values) - 1), st.integers(0, len(values) - 1)).filter(lambda pair: pair[0] < pair[1])
    )
    moved = values.copy()
    step = (values[high] - values[low]) / 2 * data.draw(st.floats(0, 1))
    moved[low] += step
    moved[high] -= step
    assert gini(moved) <= gini(values) + 1e-12


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 6)), min_size=1, max_size=12).filter(lambda rows: any(r[0] for r in rows)))
def test_a_group_of_workers_counts_as_that_many_single_ones(rows: list[tuple[int, int]]) -> None:
    load, people = zip(*rows, strict=True)
    single = [work / hands for work, hands in rows for _ in range(hands)]
    assert gini(load, people) == pytest.approx(gini(single), abs=1e-9)


def test_the_lorenz_curve_counted_by_hand() -> None:
    # Two workers share 2, one has 2, one has 4: a half of them carry a quarter, three quarters a half.
    x, y = lorenz([4, 2, 2], [1, 2, 1])
    assert x.tolist() == [0, 0.5, 0.75, 1]
    assert y.tolist() == [0, 0.25, 0.5, 1]
    assert busiest([4, 2, 2], [1, 2, 1], 0.25) == pytest.approx(0.5)


def test_nobody_and_nothing_are_no_number() -> None:
    assert np.isnan(gini([0, 0])) and np.isnan(busiest([], []))
    assert np.isnan(gini([3, 4], [0, 0]))
    assert np.isnan(gini_of_chance(0, [1, 2]))
    assert all(np.isnan(value) for value in gini_interval([5]))


def test_units_without_workers_are_left_out() -> None:
    assert gini([5, 5, 90], [1, 1, 0]) == pytest.approx(0)


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    # Exponential loads have a Gini coefficient of one half.
    rng = np.random.default_rng(3)
    covered = [low <= 0.5 <= high for low, high in (gini_interval(rng.exponential(size=150)) for _ in range(120))]
    assert 0.86 <= np.mean(covered) <= 1


def test_chance_alone_is_what_a_simulation_gives() -> None:
    rng = np.random.default_rng(5)
    people = np.array([1, 2, 3, 1, 2])
    simulated = [gini(np.bincount(rng.choice(5, 60, p=people / people.sum()), minlength=5), people) for _ in range(400)]
    assert gini_of_chance(60, people) == pytest.approx(np.mean(simulated), abs=0.01)
