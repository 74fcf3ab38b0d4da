"""Downloads open in a spreadsheet in the right encoding, and no cell runs as a formula."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.exports.text import csv

DANGEROUS = "=+-@|%＝＋－＠｜％"


def test_the_file_begins_with_a_byte_order_mark():
    assert csv(pd.DataFrame({"区域": ["站南街道"]})).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("start", DANGEROUS)
@pytest.mark.parametrize("space", ["", " ", "\t", "\r", "　"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str, space: str):
    cell = f"{space}{start}1+1"
    text = csv(pd.DataFrame({"text": [cell]})).decode("utf-8-sig")
    assert f"'{cell}" in text


@given(st.text())
def test_no_text_at_all_starts_a_cell_with_a_formula_sign(text: str):
    lines = csv(pd.DataFrame({"text": [text, "end"]})).decode("utf-8-sig").split("\r\n", 1)[1]
    assert not lines.lstrip('"').lstrip().startswith(tuple(DANGEROUS))


def test_numbers_stay_numbers_even_when_negative():
    assert csv(pd.DataFrame({"change": [-1.3]})).decode("utf-8-sig") == "change\r\n-1.3\r\n"


def test_a_head_is_guarded_like_a_cell():
    assert csv(pd.DataFrame({"=cmd": [1]})).decode("utf-8-sig").startswith("'=cmd")
