"""Clusters in space, against esda itself and against places where the answer is known."""

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import box

from analytics.statistics.neighbours import clusters, neighbours

SIDE = 12
ROOM = np.array([(column, row) for row in range(SIDE) for column in range(SIDE)])


@pytest.fixture(scope="module")
def board() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=[box(x, y, x + 1, y + 1) for x, y in ROOM], crs=4326)


def test_neighbours_are_those_who_share_an_edge_or_a_corner(board: gpd.GeoDataFrame) -> None:
    weights = neighbours(board)
    assert sorted(weights.neighbors[0]) == [1, SIDE, SIDE + 1]
    assert sum(weights.weights[0]) == pytest.approx(1)
    assert len(weights.neighbors[SIDE + 1]) == 8


def test_an_island_is_beside_the_nearest_area(board: gpd.GeoDataFrame) -> None:
    apart = gpd.GeoDataFrame(geometry=[*board.geometry, box(30, 0, 31, 1)], crs=4326)
    weights = neighbours(apart)
    assert weights.neighbors[len(board)] == [SIDE - 1]
    assert not weights.islands


def test_global_and_local_moran_are_those_of_esda(board: gpd.GeoDataFrame) -> None:
    from esda.moran import Moran_Local_Rate, Moran_Rate

    rng = np.random.default_rng(1)
    people, weights = rng.integers(100, 900, len(board)), neighbours(board)
    cases = rng.poisson(people * (0.02 + 0.03 * (ROOM[:, 0] > 8)))
    found = clusters(cases, people, weights)
    whole = Moran_Rate(cases, people, weights, permutations=0)
    local = Moran_Local_Rate(cases, people, weights, permutations=9_999, seed=20_210_601)
    assert found is not None
    assert (found.i, found.p) == (pytest.approx(whole.I), pytest.approx(whole.p_rand))
    assert found.p_values == pytest.approx(np.minimum(1, 2 * local.p_sim))
    assert {kind for kind, q in zip(found.kinds, local.q, strict=True) if q == 1} <= {"hot", "none"}


def test_a_quarter_that_calls_three_times_as_often_is_hot_and_the_far_side_is_not(board: gpd.GeoDataFrame) -> None:
    corner = (ROOM[:, 0] < 4) & (ROOM[:, 1] < 4)
    people = np.full(len(board), 400)
    cases = np.random.default_rng(2).poisson(people * np.where(corner, 0.15, 0.05))
    found = clusters(cases, people, neighbours(board))
    assert found is not None and found.p < 0.001
    hot = np.array([kind == "hot" for kind in found.kinds])
    inner = (ROOM[:, 0] < 3) & (ROOM[:, 1] < 3)
    assert hot[inner].all()
    assert not hot[(ROOM[:, 0] > 5) | (ROOM[:, 1] > 5)].any()


def test_equal_chances_everywhere_give_hardly_any_cluster(board: gpd.GeoDataFrame) -> None:
    rng, weights = np.random.default_rng(4), neighbours(board)
    people = rng.integers(50, 2000, len(board))  # small areas stray far by chance alone
    flagged = []
    for _ in range(6):
        found = clusters(rng.poisson(people * 0.03), people, weights)
        assert found is not None
        flagged.append(sum(kind != "none" for kind in found.kinds))
    assert np.mean(flagged) < 1.5


def test_few_areas_or_equal_rates_tell_nothing(board: gpd.GeoDataFrame) -> None:
    assert clusters([1, 2, 3], [10, 10, 10], None) is None
    assert clusters(np.full(len(board), 5), np.full(len(board), 100), neighbours(board)) is None
