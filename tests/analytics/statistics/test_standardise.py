"""Case mix: expected cases and adjusted rates against a textbook example, and what must hold for any cells."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.statistics.standardise import REST, indirect, mix_effect, pooled

ECUADOR = {"0–29": (7_498_000, 16_700), "30–59": (3_219_000, 11_900), "60+": (742_000, 36_100)}
SWEDEN = {"0–29": 0.45e-3, "30–59": 2.4e-3, "60+": 42.4e-3}


def cells(*rows: tuple[str, str, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["unit", "stratum", "n", "k"])


def test_ecuador_at_the_death_rates_of_sweden_as_in_the_population_analysis_course() -> None:
    # PAPP 101, session 6 (IUSSP): 42,561 deaths expected, 64,700 observed, ratio 1.52. Sweden is made so large that it is the standard.
    huge = 1e15
    rows = [("Ecuador", age, n, k) for age, (n, k) in ECUADOR.items()]
    found = indirect(cells(*rows, *(("Sweden", age, huge, huge * rate) for age, rate in SWEDEN.items()))).units.loc["Ecuador"]
    assert found["k"] == 64_700
    assert found["expected"] == pytest.approx(42_561, abs=1)
    assert found["k"] / found["expected"] == pytest.approx(1.52, abs=0.005)


def test_adjusted_is_observed_over_expected_times_overall() -> None:
    # Easy cases succeed 9 of 10, hard ones 5 of 10 over both; a has mostly hard ones and does better at each.
    found = indirect(cells(("a", "easy", 20, 19), ("a", "hard", 80, 44), ("b", "easy", 80, 71), ("b", "hard", 20, 6)))
    easy, hard = 90 / 100, 50 / 100
    assert found.overall == 140 / 200
    assert found.units.loc["a", "expected"] == pytest.approx(20 * easy + 80 * hard)
    assert found.units.loc["a", "adjusted"] == pytest.approx(63 / 58 * 0.7)
    assert found.units.loc["b", "adjusted"] == pytest.approx(77 / 82 * 0.7)


counts = st.integers(1, 400)


@st.composite
def any_cells(draw: st.DrawFn) -> pd.DataFrame:
    rows = []
    for unit in range(draw(st.integers(2, 6))):
        for stratum in range(draw(st.integers(1, 4))):
            n = draw(counts)
            rows.append((f"u{unit}", f"s{stratum}", n, draw(st.integers(0, n))))
    return cells(*rows)


@settings(max_examples=60, deadline=None)
@given(any_cells())
def test_expected_and_observed_have_the_same_sum(given_cells: pd.DataFrame) -> None:
    units = indirect(given_cells).units
    assert units["expected"].sum() == pytest.approx(units["k"].sum())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(counts, st.floats(0, 1)), min_size=2, max_size=5), st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_identical_mixes_change_nothing(sizes: list[tuple[int, float]], mix: list[int]) -> None:
    rows = [(f"u{i}", f"s{j}", n * part, round(n * part * rate)) for i, (n, rate) in enumerate(sizes) for j, part in enumerate(mix)]
    found = indirect(cells(*rows))
    if found.overall > 0:
        assert np.allclose(found.units["adjusted"], found.units["k"] / found.units["n"])


@settings(max_examples=60, deadline=None)
@given(any_cells())
def test_the_effects_of_the_mix_sum_to_expected_less_overall(given_cells: pd.DataFrame) -> None:
    found = indirect(given_cells)
    unit = given_cells["unit"].iloc[0]
    effects = mix_effect(given_cells.assign(kind=given_cells["stratum"]), unit, "kind")
    own = found.units.loc[unit]
    assert effects["effect"].sum() == pytest.approx(own["expected"] / own["n"] - found.overall, abs=1e-12)
    assert effects["share"].sum() == pytest.approx(1) and effects["usual"].sum() == pytest.approx(1)


def by_kind(*rows: tuple[str, str | None, str | None, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["unit", "category", "channel", "n"])
    return frame.assign(k=0, stratum=pooled(frame, ("category", "channel"), 20))


def test_thin_strata_are_pooled_over_channels_and_then_together() -> None:
    found = by_kind(
        ("a", "road", "phone", 15),
        ("b", "road", "phone", 5),  # 20 together: a stratum of its own
        ("a", "road", "app", 12),
        ("b", "road", "desk", 8),  # 12 and 8 alone are thin, 20 over the channels
        ("a", "noise", "phone", 3),
        ("b", "noise", "app", 4),  # 7 in all: the rest
    )
    assert found["stratum"].tolist() == ["road × phone", "road × phone", "road", "road", REST, REST]


def test_a_stratum_of_one_unit_alone_or_without_a_category_is_no_stratum() -> None:
    found = by_kind(("a", "road", "phone", 500), ("b", None, "phone", 500), ("a", None, "phone", 500))
    assert set(found["stratum"]) == {REST}


def test_coverage_below_four_fifths_refuses() -> None:
    enough = cells(("a", "x", 80, 1), ("a", REST, 20, 1), ("b", "x", 80, 1), ("b", REST, 20, 1))
    assert indirect(enough).coverage == pytest.approx(0.8) and indirect(enough).is_covered
    short = cells(("a", "x", 79, 1), ("a", REST, 21, 1), ("b", "x", 80, 1), ("b", REST, 20, 1))
    assert not indirect(short).is_covered
    assert indirect(short).units.loc["a", "coverage"] == pytest.approx(0.79)


def test_nothing_to_standardise_is_no_error() -> None:
    found = indirect(cells())
    assert len(found.units) == 0 and not found.is_covered
