"""A briefing as DOCX: native styles, tables and page fields, so that an office can edit it."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Opened
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.table import _Row
from docx.text.paragraph import Paragraph as Line

from analytics.briefing.cells import is_number, text
from analytics.briefing.columns import widths
from analytics.briefing.model import Briefing, Cell, Paragraph, Table
from analytics.briefing.outline import Drawn, Heading, annex, annex_heading, body, lacks_pictures
from analytics.briefing.paper import SHORT, TEXT_WIDTH
from analytics.briefing.word_parts import border, bottom_line, describe, fonts, footers, repeat, styled, unbroken
from analytics.briefing.word_styles import CAPTION, CELL, HEAD_CELL, ISSUE, LEAD, NOTE, PICTURE, sheet, styles
from analytics.words.language import CHINESE, _, language


def docx(briefing: Briefing) -> bytes:
    """The whole document: head, sections, annex."""
    document = Document()
    sheet(document)
    styles(document)
    fonts(document)
    footers(document.sections[0])
    document.core_properties.title = briefing.title
    document.core_properties.author = _("Gridscope")
    document.core_properties.language = "zh-CN" if language() == CHINESE else "en"
    _head(document, briefing)
    for item in body(briefing):
        if isinstance(item, Heading):
            document.add_heading(item.text, item.level)
        elif isinstance(item, Paragraph):
            line = document.add_paragraph()
            if item.lead:
                line.add_run(item.lead, LEAD)
            line.add_run(item.text.removeprefix(item.lead))
        elif isinstance(item, Drawn):
            _picture(document, item)
        else:
            _table(document, item)
    for place, table in enumerate(annex(briefing, is_whole=lacks_pictures(briefing))):
        if not place:
            document.add_heading(annex_heading().text, 1).paragraph_format.page_break_before = True
        _table(document, table)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _head(document: Opened, briefing: Briefing) -> None:
    document.add_paragraph(briefing.title, "Title")
    line = document.add_paragraph(f"{briefing.issue}\t{briefing.as_of}", ISSUE)
    if briefing.notice:
        line.add_run(f"　{briefing.notice}")
    bottom_line(line)


def _picture(document: Opened, drawn: Drawn) -> None:
    line = document.add_paragraph(style=PICTURE)
    line.add_run().add_picture(io.BytesIO(drawn.png), width=Mm(TEXT_WIDTH))
    describe(line, drawn.name, drawn.alt)
    document.add_paragraph(drawn.caption, CAPTION)


def _table(document: Opened, table: Table) -> None:
    document.add_paragraph(table.caption, CAPTION).paragraph_format.keep_with_next = True
    made = document.add_table(rows=1, cols=len(table.heads), style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    border(made)
    describe(made, table.name, table.caption)
    lengths = [Mm(TEXT_WIDTH * share) for share in widths(table)]
    for column, length in zip(made.columns, lengths, strict=True):
        column.width = length
    repeat(made.rows[0])
    last = len(table.rows)
    for place, words in enumerate([table.heads, *table.rows]):
        row = made.add_row() if place else made.rows[0]
        unbroken(row)
        # A short table stays on one page; of a long one never a single row is left behind or goes ahead.
        keeps = place < last and (last <= SHORT or place < 2 or place == last - 1)
        _fill(row, words, lengths, style=CELL if place else HEAD_CELL, keeps=keeps)
    if table.note:
        document.add_paragraph(table.note, NOTE)


def _fill(row: _Row, words: Sequence[Cell], lengths: list[Mm], style: str, *, keeps: bool) -> None:
    for cell, word, length in zip(row.cells, words, lengths, strict=True):
        cell.width = length
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        line: Line = cell.paragraphs[0]
        styled(line, style)
        line.paragraph_format.keep_with_next = keeps or None
        if style == CELL and is_number(word):
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.add_run(text(word))
