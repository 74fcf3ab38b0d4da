"""A workbook that an office can go on with: native numbers and formats, a chart, a sheet that says what the numbers mean."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from numbers import Real
from re import findall

import numpy as np
import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from data.contracts.model import N_
from data.contracts.problem import Problem

MOST_ROWS = 1_048_575
WIDEST, LONG = 40, 84  # columns of a table, in digits
NAME, TEXT = 26, 96  # columns of the notes
MOST_CHARTED = 60
NUMBER_FORMATS = {
    "percent": "0.0%",
    "count": "#,##0",
    "tenth": "#,##0.0",
    "hundredth": "#,##0.00",
    "day": "yyyy-mm-dd",
    "signed_count": "+#,##0;-#,##0;0",
    "signed_tenth": "+#,##0.0;-#,##0.0;0.0",
    "signed_hundredth": "+#,##0.00;-#,##0.00;0.00",
}
A4 = 9
LINE, HEAD = 15, 24  # points of a row's height
COLORS = ("#1F5F99", "#8A94A3", "#C46A1B")
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
    """A native chart: `kind` column or line, over the labels of one column and the values of others, by their place.

    `form` is one of NUMBER_FORMATS, for the axis; `unit` its title.
    """

    kind: str
    title: str
    labels: int
    values: tuple[int, ...]
    form: str = ""
    unit: str = ""


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
    wrapped: Set[int] = frozenset(),
) -> None:
    """Head and rows from the first cell on; `cell_formats` names the format of one (row, column) where a column mixes units.

    Long text in a column of `wrapped` is broken into lines of LONG.
    """
    single = {kind: _format(book, kind, bold=False) for kind in set((cell_formats or {}).values())}
    look = {"bold": True, "bg_color": "#F4F6F9", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
    head, right = book.add_format({**look, "align": "left", "indent": 1}), book.add_format({**look, "align": "right"})
    # Text would touch the number before it.
    text = book.add_format({"align": "left", "indent": 1, "valign": "top" if wrapped else "vcenter"})
    wrapping = book.add_format({"align": "left", "indent": 1, "valign": "top", "text_wrap": True})
    for column, name in enumerate(frame.columns):
        plain, bold = (_format(book, formats.get(str(name), ""), bold=strong) for strong in (False, True))
        numeric = any(isinstance(value, Real) for value in frame[name].tolist())
        page.write_string(0, column, str(name), right if numeric else head)
        longest = _letters(str(name)) * 1.1  # bold
        for row, value in enumerate(frame[name].tolist(), start=1):
            kind = (cell_formats or {}).get((row - 1, column), "")
            own = single.get(kind)
            if isinstance(value, str) and row - 1 not in bold_rows:
                own = text
            if column in wrapped:
                own = wrapping
                page.set_row(row, LINE * _lines(str(value), LONG))
            _cell(page, row, column, value, own or (bold if row - 1 in bold_rows else plain))
            longest = max(longest, _letters(value) + _letters("".join(findall('"(.*?)"', kind.partition(";")[0]))))
        page.set_column(column, column, min(LONG if column in wrapped else WIDEST, max(9, longest + 3)))
    page.set_row(0, HEAD)
    page.freeze_panes(1, 0)
    if len(frame):
        page.autofilter(0, 0, len(frame), len(frame.columns) - 1)
    print_setup(page, is_wide=True)
    page.repeat_rows(0)


def print_setup(page: Worksheet, *, is_wide: bool) -> None:
    """One A4 sheet wide, lying for a table, with page numbers."""
    page.set_paper(A4)
    if is_wide:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    page.set_footer("&C&P / &N")


def _letters(value: object) -> float:
    """Room that a cell needs, in digits; Han are nearly two wide."""
    if isinstance(value, str):
        return sum(1.8 if sign > "\u2e7f" else 1.05 for sign in value)
    if isinstance(value, Real) and not isinstance(value, bool | np.bool_) and value == value:
        return len(f"{float(value):,.1f}") + 1
    return 0


def _lines(words: str, width: float) -> int:
    return max(1, -int(-_letters(words) // (width - 2)))


def _format(book: Workbook, kind: str, *, bold: bool) -> Format:
    made = {"bold": bold}
    return book.add_format(made | ({"num_format": NUMBER_FORMATS.get(kind, kind)} if kind else {}))


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


def draw_chart(book: Workbook, page: Worksheet, frame: pd.DataFrame, chart: Chart, rows: int, *, is_below: bool = False) -> None:
    """The native chart to the right of the first `rows` rows of a written table, or below them and its note; printed with them."""
    drawn = book.add_chart({"type": chart.kind})
    for place, column in enumerate(chart.values):
        color = COLORS[place % len(COLORS)]
        look = {"fill": {"color": color}, "gap": 60} if chart.kind == "column" else {"line": {"color": color, "width": 2}}
        drawn.add_series(
            look
            | {
                "name": [page.get_name(), 0, column],
                "categories": [page.get_name(), 1, chart.labels, rows, chart.labels],
                "values": [page.get_name(), 1, column, rows, column],
            }
        )
    drawn.set_title({"name": chart.title, "name_font": {"size": 12}})
    thin = {"visible": True, "line": {"color": "#E3E6EA", "width": 0.75}}
    axis = {"major_gridlines": thin, "line": {"none": True}} | (
        {"num_format": NUMBER_FORMATS.get(chart.form, chart.form)} if chart.form else {}
    )
    drawn.set_y_axis(axis | ({"name": chart.unit, "name_font": {"bold": False}} if chart.unit else {}))
    drawn.set_legend({"position": "bottom"} if len(chart.values) > 1 else {"none": True})
    drawn.set_size({"width": 720, "height": 360})
    row, column = (rows + 4, 0) if is_below else (1, len(frame.columns) + 1)
    page.fit_to_pages(1, 1)
    page.insert_chart(row, column, drawn, {"description": chart.title})


def write_notes(book: Workbook, page: Worksheet, notes: Sequence[tuple[str, str]]) -> None:
    """What and text in two columns."""
    strong = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, NAME)
    page.set_column(1, 1, TEXT)
    print_setup(page, is_wide=False)
    for row, (what, words) in enumerate(notes):
        page.set_row(row, LINE * max(_lines(what, NAME), _lines(words, TEXT)))
        page.write_string(row, 0, what, strong)
        page.write_string(row, 1, words, text)
