"""A briefing as DOCX: native styles, tables and page fields, so that an office can edit it."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as Opened
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.table import _Row
from docx.text.paragraph import Paragraph as Line

from analytics.briefing.cells import is_number, text
from analytics.briefing.model import Briefing, Paragraph, Table
from analytics.briefing.outline import Drawn, Heading, annex, body
from analytics.briefing.paper import TEXT_WIDTH
from analytics.briefing.word_parts import border, bottom_line, describe, fonts, footers, repeat, unbroken
from analytics.briefing.word_styles import CAPTION, CELL, HEAD_CELL, ISSUE, NOTE, PICTURE, sheet, styles
from analytics.language import CHINESE, _, language


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
            document.add_paragraph(item.text)
        elif isinstance(item, Drawn):
            _picture(document, item)
        else:
            _table(document, item)
    for place, table in enumerate(annex(briefing)):
        _table(document, table, new_page=not place)
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


def _table(document: Opened, table: Table, *, new_page: bool = False) -> None:
    caption = document.add_paragraph(table.caption, CAPTION)
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.page_break_before = new_page
    made = document.add_table(rows=1, cols=len(table.heads), style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    border(made)
    describe(made, table.name, table.caption)
    total = sum(table.widths)
    for column, width in zip(made.columns, table.widths, strict=True):
        column.width = Mm(TEXT_WIDTH * width / total)
    _fill(made.rows[0], [(head, WD_ALIGN_PARAGRAPH.CENTER) for head in table.heads], table, HEAD_CELL)
    repeat(made.rows[0])
    for row in table.rows:
        right, left = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
        _fill(made.add_row(), [(text(cell), right if is_number(cell) else left) for cell in row], table, CELL)
    if table.note:
        document.add_paragraph(table.note, NOTE)


def _fill(row: _Row, texts: list[tuple[str, WD_ALIGN_PARAGRAPH]], table: Table, style: str) -> None:
    unbroken(row)
    total = sum(table.widths)
    for cell, (words, side), width in zip(row.cells, texts, table.widths, strict=True):
        cell.width = Mm(TEXT_WIDTH * width / total)
        line: Line = cell.paragraphs[0]
        line.style = style
        line.alignment = side
        line.add_run(words)
