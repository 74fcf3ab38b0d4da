"""What python-docx has no call for: page fields, repeated heads, alternative texts, fonts that stand in for missing ones."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Pt
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from analytics.briefing import paper

FONT_TABLE = PackURI("/word/fontTable.xml")


def footers(section: Section) -> None:
    """－ 1 －: outside on both sides of the sheet, one character from the edge, as the norm has it."""
    for footer, side in ((section.footer, WD_ALIGN_PARAGRAPH.RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        line.alignment = side
        line.paragraph_format.first_line_indent = Pt(0)
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(paper.FOOT)
        line.add_run("－ ")
        _field(line, "PAGE")
        line.add_run(" －")
        for run in line.runs:
            run.font.size, run.font.name = Pt(paper.FOOT), paper.FOOT_FONT[0]
            run._element.rPr.rFonts.set(qn("w:eastAsia"), paper.FOOT_FONT[0])


def _field(line: Paragraph, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = line.add_run()
        if kind == "text":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._element.append(mark)
        else:
            told = OxmlElement("w:instrText")
            told.set(qn("xml:space"), "preserve")
            told.text = f" {text} "
            run._element.append(told)


def bottom_line(line: Paragraph) -> None:
    """The red rule under the head."""
    border = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="12" w:space="4" w:color="{paper.RED}"/></w:pBdr>'
    line._element.get_or_add_pPr().insert_element_before(parse_xml(border), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def describe(holder: Paragraph | Table, name: str, words: str) -> None:
    """The alternative text of a picture or a table."""
    if isinstance(holder, Table):
        for tag, text in (("w:tblCaption", name), ("w:tblDescription", words)):
            mark = OxmlElement(tag)
            mark.set(qn("w:val"), text)
            holder._tbl.tblPr.append(mark)
        return
    for shape in holder._element.iter(qn("wp:docPr")):
        shape.set("name", name)
        shape.set("descr", words)


def border(table: Table) -> None:
    """Thin grey lines instead of the style's black ones."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="808080"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>")
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription")


def styled(line: Paragraph, name: str) -> None:
    """Give a paragraph one of the briefing's own styles; python-docx looks through all styles for the default one each time."""
    line._p.style = name.replace(" ", "")


def repeat(row: _Row) -> None:
    """Show the head of a table again on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def unbroken(row: _Row) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def fonts(document: Document) -> None:
    """Say in the font table which font stands in for one that an office does not have."""
    part = next(part for part in document.part.package.iter_parts() if part.partname == FONT_TABLE)
    assert isinstance(part, Part)
    table = parse_xml(part.blob)
    for name, other in (paper.TITLE_FONT, paper.BODY_FONT, paper.SUBHEAD_FONT):
        font = parse_xml(f'<w:font {nsdecls("w")} w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>')
        table.append(font)
    part._blob = serialize_part_xml(table)
