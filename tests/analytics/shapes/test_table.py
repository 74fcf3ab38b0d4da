"""The kind of a column alone decides how its values are shown, written and filed."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pandas as pd
import pytest

from analytics.exports.workbook import workbook
from analytics.shapes.panel import Panel
from analytics.shapes.table import FORMS, Column, Table
from analytics.words.language import ENGLISH, speaking

TABLE = Table(
    (
        Column("Area", ("甲", None)),
        Column("Cases", (3, None), "count"),
        Column("Rate", (136 / 138, None), "percent"),
        Column("Funds", (123_456_789.0, 0.0), "wan"),
        Column("Days", (2.5775, None), "tenth"),
        Column("Since", (date(2021, 6, 1), None), "day"),
    )
)


def test_a_page_rounds_a_share_once_by_the_format_of_its_column():
    frame = TABLE.frame()
    assert frame["Rate %"][0] == pytest.approx(100 * 136 / 138)  # 98.55…, told as 98.6 and not as 98.5 after a first rounding
    assert TABLE.shown()["Rate %"] == "%.1f"


def test_a_csv_has_round_numbers_and_heads_with_their_units():
    with speaking(ENGLISH):
        frame = TABLE.frame("written")
    assert list(frame.columns) == ["Area", "Cases", "Rate %", "Funds 10,000 yuan", "Days", "Since"]
    assert (frame["Rate %"][0], frame["Funds 10,000 yuan"][0], frame["Days"][0]) == (98.55, 12345.68, 2.6)


def test_what_is_not_there_is_empty_in_every_form():
    for use in ("shown", "written"):
        assert TABLE.frame(use).iloc[1].isna().tolist() == [True, True, True, False, True, True]


def test_a_workbook_holds_the_share_itself_and_shows_it_as_a_percent():
    with speaking(ENGLISH):
        frame, formats = TABLE.filed()
        book = openpyxl.load_workbook(io.BytesIO(workbook(frame, formats, "Data", [], "Notes")))
    sheet = book["Data"]
    assert [cell.value for cell in sheet[1]][:4] == ["Area", "Cases", "Rate", "Funds 10,000 yuan"]
    assert sheet["C2"].value == pytest.approx(136 / 138) and sheet["C2"].number_format == "0.0%"
    assert sheet["B2"].value == 3 and sheet["B2"].number_format == "#,##0"
    assert sheet["F2"].value.date() == date(2021, 6, 1)


def test_a_column_of_no_rows_keeps_its_kind():
    frame = Table((Column("Cases", (), "count"), Column("Rate", (), "percent"))).frame()
    assert frame.empty and pd.api.types.is_integer_dtype(frame["Cases"]) and pd.api.types.is_float_dtype(frame["Rate %"])


def test_every_kind_has_its_form():
    assert {column.kind for column in TABLE.columns} <= set(FORMS)


def test_a_panel_without_a_picture_says_so_when_it_is_asked_for_one():
    with pytest.raises(ValueError, match="nothing here"):
        Panel("p", "t", TABLE, empty="nothing here").drawn  # noqa: B018
