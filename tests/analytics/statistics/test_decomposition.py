"""The split of a difference of rates: exact, and equal to direct standardisation by the mean mix."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.statistics.decomposition import kitagawa
from analytics.statistics.intervals import difference


def side(**strata: tuple[float, float]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(strata, orient="index", columns=["n", "k"])


any_side = st.dictionaries(st.sampled_from("stuvw"), st.tuples(st.integers(1, 500), st.floats(0, 1)), min_size=1, max_size=5).map(
    lambda strata: side(**{name: (n, round(n * rate)) for name, (n, rate) in strata.items()})
)


@settings(max_examples=150, deadline=None)
@given(any_side, any_side)
def test_the_parts_sum_exactly_to_the_difference(a: pd.DataFrame, b: pd.DataFrame) -> None:
    parts = kitagawa(a, b)
    gap = a["k"].sum() / a["n"].sum() - b["k"].sum() / b["n"].sum()
    assert parts["mix"].sum() + parts["performance"].sum() == pytest.approx(gap, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(any_side, any_side)
def test_exchanged_sides_have_the_opposite_parts(a: pd.DataFrame, b: pd.DataFrame) -> None:
    there, back = kitagawa(a, b), kitagawa(b, a)
    assert (there["mix"] + back["mix"]).abs().max() < 1e-12
    assert (there["performance"] + back["performance"]).abs().max() < 1e-12


def test_performance_is_the_difference_of_the_rates_standardised_by_the_mean_mix() -> None:
    # Sweden and Ecuador, deaths per age group: PAPP 101, session 6 (IUSSP).
    ecuador = side(young=(7498, 16.7), middle=(3219, 11.9), old=(742, 36.1))
    sweden = side(young=(3145, 3145 * 0.45e-3), middle=(3057, 3057 * 2.4e-3), old=(1294, 1294 * 42.4e-3))
    parts = kitagawa(ecuador, sweden)
    weights = (ecuador["n"] / ecuador["n"].sum() + sweden["n"] / sweden["n"].sum()) / 2
    standardised = [(weights * each["k"] / each["n"]).sum() for each in (ecuador, sweden)]
    assert parts["performance"].sum() == pytest.approx(standardised[0] - standardised[1])
    # Crude, Ecuador has fewer deaths; at one age structure it has more.
    assert parts["mix"].sum() < 0 < parts["performance"].sum()


def test_the_same_rates_leave_only_the_mix_and_the_same_mix_only_performance() -> None:
    only_mix = kitagawa(side(easy=(80, 72), hard=(20, 10)), side(easy=(20, 18), hard=(80, 40)))
    assert only_mix["performance"].abs().max() == pytest.approx(0)
    assert only_mix["mix"].sum() == pytest.approx(0.82 - 0.58)
    only_performance = kitagawa(side(easy=(50, 48), hard=(50, 30)), side(easy=(500, 450), hard=(500, 250)))
    assert only_performance["mix"].abs().max() == pytest.approx(0)
    assert only_performance["performance"].to_dict() == pytest.approx({"easy": 0.03, "hard": 0.05})


def test_a_stratum_of_one_side_is_mix_and_nothing_else() -> None:
    parts = kitagawa(side(both=(50, 40), mine=(50, 50)), side(both=(100, 80)))
    assert parts.loc["mine", "performance"] == 0
    assert pd.isna(parts.loc["mine", "rate_b"])


def test_the_interval_of_a_difference_is_that_of_newcombes_example() -> None:
    # Newcombe 1998, table II (a): 56/70 against 48/80, method 10.
    assert difference(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert all(pd.isna(bound) for bound in difference(0, 0, 1, 2))
