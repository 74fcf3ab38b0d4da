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
from analytics.exports.workbook import MOST_CHARTED, OPTIONS, draw_chart, write_notes, write_table
from analytics.language import _
from analytics.wording import unit_word

LONGEST_NAME = 31
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
    for table in (*inside, *briefing.annex):
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
    write_table(book, page, frame, {}, cell_formats=forms)
    if table.chart is not None and 1 < len(table.rows) <= MOST_CHARTED:
        draw_chart(book, page, frame, table.chart, len(table.rows))


def _with_units(table: Table) -> Table:
    """With a column for the unit where rows differ in it; a number alone would not say."""
    if table.chart is not None or len({cell.unit for row in table.rows for cell in row if isinstance(cell, Number)}) < 2:
        return table
    units = [next((unit_word(cell.unit) for cell in row if isinstance(cell, Number)), "") for row in table.rows]
    rows = tuple((row[0], unit, *row[1:]) for row, unit in zip(table.rows, units, strict=True))
    return replace(table, heads=(table.heads[0], _("Unit"), *table.heads[1:]), rows=rows)


def _plain(cell: Cell) -> str | float | None:
    return cells.value(cell) if isinstance(cell, Number) else cells.text(cell)
