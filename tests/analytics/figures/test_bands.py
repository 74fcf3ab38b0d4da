"""Classes of a map: words that can be told apart, rows that are neither cramped nor stretched, names that do not touch."""

import pytest

from analytics.figures.control import named_places
from analytics.figures.rank_rows import places, tall
from analytics.shapes.bands import band_words


@pytest.mark.parametrize(
    ("edges", "words"),
    [
        ((0.07, 0.11, 0.2, 0.4), ("< 0.07", "0.07–0.11", "0.11–0.20", "0.20–0.40", "≥ 0.40")),
        ((0.5, 0.8, 1.2), ("< 0.5", "0.5–0.8", "0.8–1.2", "≥ 1.2")),
        ((9.5, 12.0), ("< 9.5", "9.5–12", "≥ 12")),
        ((0.004,), ("< 0.004", "≥ 0.004")),
        ((10.0, 20.0), ("< 10", "10–20", "≥ 20")),
    ],
)
def test_no_two_edges_of_a_map_read_alike(edges, words):
    assert band_words(edges) == words


@pytest.mark.parametrize(("rows", "height"), [(2, 2 * 44 + 48), (8, 8 * 44 + 48), (13, 590), (40, 40 * 20 + 48)])
def test_rows_fill_the_height_only_between_their_limits(rows: int, height: int):
    assert tall(rows, 590) == height


def test_one_possible_position_is_one_number():
    assert (places(2, 6), places(7, 7)) == ("2–6", "7")


def test_of_neighbours_beyond_the_limits_the_farthest_is_named():
    scores = [0.0, -3.2, -4.5, -3.9, 0.0, -3.1, 5.0, 2.0]
    assert sorted(named_places(scores)) == [2, 5, 6]
