"""A workbook that an office can go on with: native numbers and formats, a chart, a sheet that says what the numbers mean."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from numbers import Real

import numpy as np
import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from data.contracts.model import N_
from data.contracts.problem import Problem

MOST_ROWS = 1_048_575
WIDEST = 40
MOST_CHARTED = 60
NUMBER_FORMATS = {"percent": "0.0%", "count": "#,##0", "tenth": "#,##0.0", "hundredth": "#,##0.00", "day": "yyyy-mm-dd"}
# Text is never read as a formula, a link or a number.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


class ExportError(Problem):
    """A table that does not fit the format; the message names one that it fits."""


@dataclass(frozen=True)
class Chart:
    """A native chart: `kind` column or line, over the labels of one column and the values of others, by their place."""

    kind: str
    title: str
    labels: int
    values: tuple[int, ...]


def workbook(
    frame: pd.DataFrame,
    formats: Mapping[str, str],
    sheet: str,
    notes: Sequence[tuple[str, str]],
    notes_sheet: str,
    bold_rows: Sequence[int] = (),
    chart: Chart | None = None,
) -> bytes:
    """XLSX with the frame on the first sheet and `notes` (what, text) on the second; `formats` names one of NUMBER_FORMATS for a column.

    Text is never read as a formula or a link. Raises ExportError when a sheet cannot hold the rows.
    """
    if len(frame) > MOST_ROWS:
        raise ExportError(
            N_("A sheet holds at most {most} rows; there are {count}. Download CSV or Parquet, or narrow the scope."),
            most=f"{MOST_ROWS:,}",
            count=f"{len(frame):,}",
        )
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        page = book.add_worksheet(sheet[:31])
        write_table(book, page, frame, formats, set(bold_rows))
        if chart is not None and 0 < len(frame) - len(bold_rows) <= MOST_CHARTED:
            draw_chart(book, page, frame, chart, len(frame) - len(bold_rows))
        write_notes(book, book.add_worksheet(notes_sheet[:31]), notes)
    return buffer.getvalue()


def write_table(
    book: Workbook,
    page: Worksheet,
    frame: pd.DataFrame,
    formats: Mapping[str, str],
    bold_rows: Set[int] = frozenset(),
    cell_formats: Mapping[tuple[int, int], str] | None = None,
) -> None:
    """Head and rows from the first cell on; `cell_formats` names the format of one (row, column) where a column mixes units."""
    single = {kind: _format(book, kind, bold=False) for kind in set((cell_formats or {}).values())}
    head = book.add_format({"bold": True, "bg_color": "#F4F6F9", "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    for column, name in enumerate(frame.columns):
        plain, bold = (_format(book, formats.get(str(name), ""), bold=strong) for strong in (False, True))
        page.write_string(0, column, str(name), head)
        longest = len(str(name)) * 1.6
        for row, value in enumerate(frame[name].tolist(), start=1):
            own = single.get((cell_formats or {}).get((row - 1, column), ""))
            _cell(page, row, column, value, own or (bold if row - 1 in bold_rows else plain))
            if isinstance(value, str):
                longest = max(longest, len(value) * 1.8)
        page.set_column(column, column, min(WIDEST, max(9, longest + 2)))
    page.freeze_panes(1, 0)
    if len(frame):
        page.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def _format(book: Workbook, kind: str, *, bold: bool) -> Format:
    made = {"bold": bold}
    return book.add_format(made | ({"num_format": NUMBER_FORMATS[kind]} if kind else {}))


def _cell(page: Worksheet, row: int, column: int, value: object, form: Format) -> None:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        page.write_blank(row, column, None, form)
    elif isinstance(value, bool | np.bool_):
        page.write_boolean(row, column, bool(value), form)
    elif isinstance(value, Real):
        page.write_number(row, column, float(value), form)
    elif isinstance(value, pd.Timestamp):
        page.write_datetime(row, column, value.to_pydatetime(), form)
    else:
        page.write_string(row, column, str(value), form)


def draw_chart(book: Workbook, page: Worksheet, frame: pd.DataFrame, chart: Chart, rows: int) -> None:
    """The native chart to the right of the first `rows` rows of a written table."""
    drawn = book.add_chart({"type": chart.kind})
    for column in chart.values:
        drawn.add_series(
            {
                "name": [page.get_name(), 0, column],
                "categories": [page.get_name(), 1, chart.labels, rows, chart.labels],
                "values": [page.get_name(), 1, column, rows, column],
            }
        )
    drawn.set_title({"name": chart.title, "name_font": {"size": 12}})
    drawn.set_legend({"position": "bottom"} if len(chart.values) > 1 else {"none": True})
    drawn.set_size({"width": 720, "height": 360})
    page.insert_chart(1, len(frame.columns) + 1, drawn, {"description": chart.title})


def write_notes(book: Workbook, page: Worksheet, notes: Sequence[tuple[str, str]]) -> None:
    """What and text in two columns."""
    strong = book.add_format({"bold": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 96)
    for row, (what, words) in enumerate(notes):
        page.write_string(row, 0, what, strong)
        page.write_string(row, 1, words, text)
