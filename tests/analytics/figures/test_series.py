"""Lines over time keep what stands alone visible."""

from analytics.figures.layout import Size
from analytics.figures.series import series
from analytics.shapes.time import Line, Lines


def drawn(values: tuple[float | None, ...]) -> dict:
    line = Line("a", values, tuple("–" if value is None else f"{value:.0f}" for value in values))
    return series(Lines(tuple(str(number) for number in range(len(values))), (line,), "h", zero=True), Size(300))["data"][0]


def test_a_gap_stays_a_gap():
    line = drawn((1.0, None, 2.0))
    assert list(line["y"]) == [1.0, None, 2.0] and line["connectgaps"] is False
    assert line["mode"] == "lines+markers"


def test_of_many_times_only_those_between_two_gaps_have_a_dot():
    values = (1.0, None, *(2.0,) * 40, None, 3.0, None, 4.0, 4.0)
    sizes = drawn(values)["marker"]["size"]
    assert [place for place, size in enumerate(sizes) if size] == [0, 43]


def test_an_unbroken_line_of_many_times_has_no_dots():
    assert drawn((1.0,) * 60)["mode"] == "lines"
