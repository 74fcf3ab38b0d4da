"""The verdict among peers: what it names, what it leaves alone, and that its band, its limits and its names are one rule."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.verdicts import judge
from analytics.verdicts.fit import fit
from analytics.verdicts.spread import spread
from benchmarks.null import FALSE, FOUND, City, false_flags, power

RNG = np.random.default_rng(4)


def test_effects_of_units_and_rates_of_kinds_are_those_of_least_squares() -> None:
    n = RNG.integers(1, 60, size=(6, 4)).astype(float)
    k = RNG.binomial(n.astype(int), 0.8).astype(float)
    found = fit(n, k)
    rows = [(unit, kind) for unit in range(6) for kind in range(4)]
    design = np.zeros((len(rows), 10))
    for row, (unit, kind) in enumerate(rows):
        design[row, unit] = design[row, 6 + kind] = 1
    weight = np.sqrt([n[row] for row in rows])
    solved = np.linalg.lstsq(design * weight[:, None], np.array([k[row] / n[row] for row in rows]) * weight, rcond=None)[0]
    expected = solved[:6] - (solved[:6] * n.sum(axis=1)).sum() / n.sum()
    assert found.effect == pytest.approx(expected, abs=1e-4)


def test_a_unit_that_shares_no_kind_with_another_is_not_judged() -> None:
    n = np.array([[200.0, 0], [180, 0], [220, 0], [0, 400]])
    k = np.array([[180.0, 0], [162, 0], [198, 0], [0, 200]])
    assert judge([(n, k)], 20, 0.02).classes[3] == "same"


def test_the_variance_between_units_is_found_and_told_apart_into_what_lasts_and_what_passes() -> None:
    rng = np.random.default_rng(1)
    lasts = rng.normal(0, 0.03, 200)
    fits = []
    for _period in range(12):
        n = np.full((200, 1), 2000.0)
        k = rng.binomial(2000, np.clip(0.85 + lasts + rng.normal(0, 0.02, 200), 0, 1)).astype(float)[:, None]
        fits.append(fit(n, k))
    found = spread(fits)
    assert np.sqrt(found.lasting) == pytest.approx(0.03, rel=0.15)
    assert np.sqrt(found.passing) == pytest.approx(0.02, rel=0.1)


def test_two_bad_units_of_eight_do_not_acquit_each_other() -> None:
    n = np.full((8, 1), 600.0)
    rates = np.array([0.645, 0.632, 0.88, 0.9, 0.91, 0.89, 0.9, 0.92])
    assert judge([(n, np.round(n * rates[:, None]))] * 3, 20, 0.02).classes[:2] == ("low", "low")


def test_a_difference_that_nobody_cares_for_is_not_told_however_many_cases_show_it() -> None:
    n = np.full((20, 1), 200_000.0)
    rates = np.full(20, 0.9)
    rates[0] = 0.892
    assert set(judge([(n, np.round(n * rates[:, None]))], 20, 0.02).classes) == {"same"}
    assert judge([(n, np.round(n * rates[:, None]))], 20, 0.005).classes[0] == "low"


@given(st.integers(2, 12), st.integers(1, 4), st.integers(0, 10_000))
def test_who_is_named_lies_outside_its_band_and_nobody_else_does(units: int, kinds: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = rng.integers(0, 400, size=(units, kinds)).astype(float)
    k = rng.binomial(n.astype(int), rng.uniform(0.4, 0.99, size=(units, 1))).astype(float)
    found = judge([(n, k), (n, rng.binomial(n.astype(int), 0.8))], 20, 0.02)
    cases = n.sum(axis=1)
    for i, cls in enumerate(found.classes):
        assert (cls == "thin") == (cases[i] < 20)
        if cls == "low":
            assert found.rate[i] <= found.low[i] + 1e-6
        elif cls == "high":
            assert found.rate[i] >= found.high[i] - 1e-6
        elif cls == "same":
            assert found.low[i] - 1e-6 <= found.rate[i] <= found.high[i] + 1e-6
        if cases[i]:
            assert found.rate[i] - found.expected[i] == pytest.approx(found.adjusted[i] - found.rule.centre, abs=1e-9) or not found.tested


def test_a_shrunk_rate_lies_between_the_typical_and_the_observed_one_and_never_far_from_what_was_seen() -> None:
    n = np.full((30, 1), 300.0)
    rates = RNG.normal(0.88, 0.02, 30)
    rates[0] = 0.6
    found = judge([(n, np.round(n * rates[:, None]))], 20, 0.02)
    assert (np.abs(found.shrunk - found.rule.centre) <= np.abs(found.adjusted - found.rule.centre) + 1e-9).all()
    assert abs(found.shrunk[0] - found.adjusted[0]) < 0.03


def test_with_more_cases_smaller_differences_are_told() -> None:
    n = RNG.integers(50, 900, size=(20, 1)).astype(float)
    rule = judge([(n, RNG.binomial(n.astype(int), 0.9))], 20, 0.02).rule
    low, high = rule.limits(np.array([30, 100, 1000, 10_000]))
    assert (np.diff(low) > 0).all() and (np.diff(high) <= 0).all()
    needed = rule.needed(0.10)
    assert needed and rule.limits([needed])[0][0] >= rule.centre - 0.10 > rule.limits([needed / 2])[0][0]


@pytest.mark.parametrize(
    "counts", [([[0.0]], [[0.0]]), ([[30.0], [40]], [[30.0], [40]]), ([[30.0], [40]], [[0.0], [0]]), ([[50.0]], [[40.0]])]
)
def test_where_nothing_can_be_compared_nobody_differs(counts: tuple[list[list[float]], list[list[float]]]) -> None:
    assert set(judge([(np.array(counts[0]), np.array(counts[1]))], 20, 0.02).classes) <= {"same", "thin"}


# The short form of `python -m benchmarks.null`: bounds as wide as so few runs need.
@pytest.mark.parametrize("name", FALSE)
def test_equal_units_are_seldom_told_apart(name: str) -> None:
    assert false_flags(FALSE[name], 30, 60, 3) <= 0.15


def test_what_was_planted_is_found() -> None:
    units, city = FOUND["two of 8 at −10 and −18 points, n = 300, with mix"]
    assert power(city, units, 60, 3) >= 0.5
    assert power(City(planted=(-0.08,)), 30, 40, 3) >= 0.5
