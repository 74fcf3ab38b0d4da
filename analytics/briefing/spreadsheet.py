"""A briefing as XLSX: its sentences, every table with native numbers, and native charts where a table has one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import xlsxwriter
from xlsxwriter.workbook import Workbook

from analytics.briefing import cells
from analytics.briefing.model import Briefing, Cell, Number, Paragraph, Table
from analytics.briefing.outline import sections
from analytics.exports.workbook import MOST_CHARTED, OPTIONS, WIDEST, draw_chart, write_notes, write_table
from analytics.words.language import _

LONGEST_NAME = 31
NARROW = 4  # columns that leave room for a chart beside them
FORBIDDEN = str.maketrans({sign: " " for sign in "[]:*?/\\"})


def xlsx(briefing: Briefing) -> bytes:
    """The text on the first sheet, then a sheet for each table."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": briefing.title})
        write_notes(book, book.add_worksheet(_("Text")), list(_text(briefing)))
        for table in _tables(briefing):
            _sheet(book, table)
    return buffer.getvalue()


def _text(briefing: Briefing) -> Iterator[tuple[str, str]]:
    yield briefing.title, " ".join(part for part in (briefing.issue, briefing.as_of, briefing.notice) if part)
    for heading, section in sections(briefing):
        texts = [block.text for block in section.blocks if isinstance(block, Paragraph)]
        yield from zip([heading, *[""] * (len(texts) - 1)], texts or [""], strict=True)


def _tables(briefing: Briefing) -> Iterator[Table]:
    seen = set()
    inside = (block for section in briefing.sections for block in section.blocks if isinstance(block, Table))
    for table in (*briefing.annex[:1], *inside, *briefing.annex[1:]):
        if table.name not in seen:
            seen.add(table.name)
            yield table


def _sheet(book: Workbook, table: Table) -> None:
    table = _with_units(table)
    page = book.add_worksheet(table.caption.translate(FORBIDDEN)[:LONGEST_NAME])
    frame = pd.DataFrame({head: [_plain(row[place]) for row in table.rows] for place, head in enumerate(table.heads)}, dtype=object)
    forms = {
        (row, place): cells.form(cell)
        for row, found in enumerate(table.rows)
        for place, cell in enumerate(found)
        if isinstance(cell, Number)
    }
    long = {
        place
        for place in range(len(table.heads))
        if any(isinstance(row[place], str) and len(str(row[place])) > WIDEST for row in table.rows)
    }
    write_table(book, page, frame, {}, cell_formats=forms, wrapped=long)
    if len(table.rows) <= MOST_CHARTED:
        page.fit_to_pages(1, 1)
    if table.note:
        page.write_string(len(table.rows) + 2, 0, table.note)
    if table.chart is not None and 1 < len(table.rows) <= MOST_CHARTED:
        place = table.chart.values[0]
        chart = replace(table.chart, form=forms.get((0, place), ""), unit=_axis(table, place))
        draw_chart(book, page, frame, chart, len(table.rows), is_below=len(table.heads) > NARROW)


def _axis(table: Table, place: int) -> str:
    cell = table.rows[0][place]
    return cells.unit(cell) if isinstance(cell, Number) and cell.unit != "percent" else ""


def _with_units(table: Table) -> Table:
    """Units in the heads; a column for them where rows differ in theirs: a number alone would not say."""
    columns = [[row[place] for row in table.rows if isinstance(row[place], Number)] for place in range(len(table.heads))]
    units = [{cells.unit(cell) for cell in column if isinstance(cell, Number)} for column in columns]
    if all(len(found) < 2 for found in units):
        heads = (
            _("{value} ({parts})").format(value=head, parts=found.pop()) if found and found != {"%"} else head
            for head, found in zip(table.heads, units, strict=True)
        )
        return replace(table, heads=tuple(heads))
    names = [next((cells.unit(cell) for cell in row if isinstance(cell, Number)), "") for row in table.rows]
    rows = tuple((row[0], unit, *row[1:]) for row, unit in zip(table.rows, names, strict=True))
    return replace(table, heads=(table.heads[0], _("Unit"), *table.heads[1:]), rows=rows)


def _plain(cell: Cell) -> str | float | None:
    return cells.value(cell) if isinstance(cell, Number) else cells.text(cell)
