"""Columns of a table on paper: together the whole width, and none too narrow for its numbers or the words of its head."""

from hypothesis import given
from hypothesis import strategies as st

from analytics.briefing.columns import PADDING, SHEET, widths
from analytics.briefing.model import Number, Table
from analytics.briefing.paper import CELL

WORDS = st.text(alphabet="办结率受理量abc 12", min_size=1, max_size=120)


@given(st.lists(st.tuples(WORDS, WORDS, st.integers(0, 10**6)), min_size=1, max_size=20))
def test_columns_fill_the_sheet_and_numbers_fit(rows: list[tuple[str, str, int]]) -> None:
    table = Table("t", "t", ("指标", "口径", "受理量"), tuple((one, two, Number(three, "cases")) for one, two, three in rows))
    found = widths(table)
    assert abs(sum(found) - 1) < 1e-9 and min(found) > 0
    longest = max(len(f"{three:,}") for *_others, three in rows)
    assert found[2] * SHEET >= (longest * 0.5 + 1) * CELL


def test_a_long_text_gives_way_to_short_ones() -> None:
    table = Table("t", "t", ("指标", "口径"), (("办理时长中位数", "半" * 90),))
    name, text = widths(table)
    assert name * SHEET >= 7 * CELL + PADDING - 0.01 and text > 0.7


def test_an_english_head_breaks_between_words_only() -> None:
    rows = ((Number(3, "cases"), "x" * 70, "y" * 70),)
    assert widths(Table("t", "t", ("Received", "Remark", "Other"), rows))[0] * SHEET >= len("Received") * 0.5 * CELL
