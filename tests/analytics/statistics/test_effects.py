"""Effect sizes against published values, and q values against another library."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from analytics.statistics.discoveries import adjusted
from analytics.statistics.effects import MOST, shares_apart, times_apart


def test_the_distance_of_shares_is_that_of_cohens_table():
    # Cohen (1988), table 6.2.2: φ(.65) = 1.875, φ(.45) = 1.471
    assert shares_apart(0.65, 0.45) == pytest.approx(1.875 - 1.471, abs=0.001)
    assert shares_apart(0.2, 0.2) == 0


def test_twice_as_many_is_as_far_as_half_as_many():
    assert times_apart(200, 100) == pytest.approx(times_apart(100, 200))
    assert times_apart(10**6, 0) == MOST


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_q_values_are_those_of_statsmodels(p: list[float]):
    assert adjusted(p) == pytest.approx(multipletests(p, method="fdr_bh")[1])


def test_a_family_of_hundreds_does_not_drown_one_of_three():
    p = [0.001, 0.5, 0.9, *np.linspace(0.01, 1, 300)]
    families = ["few"] * 3 + ["many"] * 300
    assert adjusted(p)[0] > 0.05
    # Weight of the first: 303 / (2 · 3); its p value is as that of one among six equal ones.
    assert adjusted(p, families)[0] == pytest.approx(0.001 * 2 * 3 / 303 * 303)


def test_families_of_one_size_change_nothing_and_what_is_unknown_stays_so():
    p = [0.01, 0.2, 0.03, 0.4, np.nan]
    assert adjusted(p, ["a", "b", "a", "b", "c"]) == pytest.approx(adjusted(p), nan_ok=True)
