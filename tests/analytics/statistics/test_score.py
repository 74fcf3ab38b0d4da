"""The composite score: points, weights, grades, and how ranks answer to a weight."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.statistics.ranks import positions
from analytics.statistics.score import grade, moved, points, rank_range, weighted

WEIGHTS = {"a": 0.5, "b": 0.3, "c": 0.2}


def test_points_run_in_a_straight_line_from_the_floor_to_the_target() -> None:
    assert points([0.5, 0.6, 0.8, 0.95, 1.0], 0.6, 0.9).round(6).tolist() == [0, 0, 66.666667, 100, 100]
    assert points([300, 240, 132, 24, 1], 240, 24).tolist() == [0, 0, 50, 100, 100]
    assert np.isnan(points([np.nan], 0, 1)[0])


def test_a_score_is_the_weighted_sum() -> None:
    scores = pd.DataFrame({"a": [100.0, 0.0], "b": [50.0, 100.0], "c": [0.0, 50.0]}, index=["x", "y"])
    assert weighted(scores, WEIGHTS).to_dict() == pytest.approx({"x": 65, "y": 40})


def test_a_moved_weight_leaves_the_sum_at_1_and_the_others_in_proportion() -> None:
    after = moved(WEIGHTS, "a", 0.1)
    assert after == pytest.approx({"a": 0.6, "b": 0.24, "c": 0.16})
    assert moved(WEIGHTS, "c", -0.5)["c"] == 0 and sum(moved(WEIGHTS, "c", -0.5).values()) == pytest.approx(1)
    assert moved({"a": 1.0}, "a", -0.1) == {"a": 1.0}


grid = st.lists(st.tuples(*[st.integers(0, 100)] * 3), min_size=2, max_size=8).map(
    lambda rows: pd.DataFrame(rows, columns=list("abc")).astype(float)
)


@settings(max_examples=120, deadline=None)
@given(grid, st.floats(0.01, 0.5), st.floats(0.01, 0.5))
def test_the_best_in_a_measure_never_loses_its_place_when_that_measure_gains_weight(scores: pd.DataFrame, less: float, more: float) -> None:
    less, more = sorted((less, more))
    top = scores["a"].idxmax()
    ranks = [positions(weighted(scores, moved(WEIGHTS, "a", by)).round(9))[top] for by in (0.0, less, more)]
    assert ranks[0] >= ranks[1] >= ranks[2]


@settings(max_examples=80, deadline=None)
@given(grid)
def test_the_range_holds_the_position_and_every_moved_one(scores: pd.DataFrame) -> None:
    found = rank_range(scores, WEIGHTS, 0.1)
    assert (found["best"] <= found["position"]).all() and (found["position"] <= found["worst"]).all()
    for name in WEIGHTS:
        for by in (-0.1, 0.1):
            after = positions(weighted(scores, moved(WEIGHTS, name, by)))
            assert ((found["best"] <= after) & (after <= found["worst"])).all()
    assert (found["move"].isna() == (found["best"] == found["worst"])).all()


def test_no_move_of_weights_is_no_change() -> None:
    scores = pd.DataFrame({"a": [90.0, 10.0], "b": [10.0, 90.0], "c": [0.0, 0.0]})
    assert (rank_range(scores, WEIGHTS, 0.0)[["best", "worst"]].to_numpy() == [[1, 1], [2, 2]]).all()


def test_grades_are_the_bands_of_the_policy() -> None:
    bands = {"A": 90.0, "B": 80.0, "E": 0.0}
    assert [grade(score, bands) for score in (90, 89.9, 80, 79, 0)] == ["A", "B", "B", "E", "E"]
