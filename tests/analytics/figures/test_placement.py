"""Names on a map never overlap, and the ones that matter come first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.figures.placement import LINE_HEIGHT, extent, inverse_mercator, mercator, place
from analytics.words.width import text_width
from tests.analytics.figures.units import spot, unit

WIDTH, HEIGHT, SIZE = 360.0, 300.0, 12.0


@given(st.lists(st.tuples(st.floats(118, 126), st.floats(39, 47)), min_size=2, max_size=60, unique=True))
def test_labels_never_overlap(places):
    units = [unit(str(i), name="长宝营子乡"[: 2 + i % 4], cls="low" if i % 5 == 0 else "same") for i in range(len(places))]
    spots = {str(i): spot(x, y, 0.05 + 0.02 * (i % 7)) for i, (x, y) in enumerate(places)}
    west, south, east, north = extent(list(spots.values()))
    scale = min(WIDTH / (east - west), HEIGHT / (mercator(north) - mercator(south)))
    labels = place(units, spots, WIDTH, HEIGHT, SIZE)
    boxes = []
    for item in units:
        if item.code in labels:
            label = labels[item.code]
            width = SIZE * max(text_width(item.short), 3.4 if label.lines == 2 else 0)
            height = SIZE * LINE_HEIGHT * label.lines
            x, y = label.longitude * scale, -mercator(label.latitude) * scale
            boxes.append((x - width / 2, y - height / 2, x + width / 2, y + height / 2))
    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            assert a[2] <= b[0] + 1e-6 or a[0] >= b[2] - 1e-6 or a[3] <= b[1] + 1e-6 or a[1] >= b[3] - 1e-6


def test_where_two_names_collide_the_significant_one_is_kept():
    units = [unit("a", name="甲街道区"), unit("b", name="乙街道区", cls="low")]
    spots = {"a": spot(120, 41, 0.2), "b": spot(120.001, 41, 0.01)}
    assert "b" in place(units, spots, 40, 30, SIZE)


def test_among_many_areas_a_name_that_does_not_fit_is_left_out():
    units = [unit(str(i), name="长宝营子乡") for i in range(40)]
    spots = {str(i): spot(118 + i % 8, 40 + i // 8, 0.02) for i in range(40)}
    assert place(units, spots, WIDTH, HEIGHT, SIZE) == {}


@pytest.mark.parametrize("latitude", [-60.0, 0.0, 41.5, 53.6])
def test_mercator_and_its_inverse_agree(latitude: float):
    assert inverse_mercator(mercator(latitude)) == pytest.approx(latitude)


def test_a_small_area_with_numbers_is_named_before_a_large_one_without():
    units = [unit("a", None, "thin", name="甲街道区"), unit("b", name="乙街道区")]
    spots = {"a": spot(120, 41, 0.2), "b": spot(120.001, 41, 0.01)}
    assert list(place(units, spots, 40, 30, SIZE)) == ["b"]
