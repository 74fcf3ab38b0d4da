"""Page and styles of the DOCX: what an office changes in one place when it wants the document otherwise."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from analytics.briefing import paper
from analytics.words.language import CHINESE, language

CAPTION, CELL, HEAD_CELL, ISSUE, LEAD, NOTE, PICTURE = (
    "Briefing Caption",
    "Briefing Cell",
    "Briefing Head Cell",
    "Briefing Issue",
    "Briefing Lead",
    "Briefing Note",
    "Briefing Picture",
)


def sheet(document: Document) -> None:
    """A4 with the margins of the norm."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(paper.TOP), Mm(paper.BOTTOM)
    section.left_margin, section.right_margin = Mm(paper.LEFT), Mm(paper.RIGHT)
    section.footer_distance = Mm(paper.BOTTOM - 7 - 5)  # the page number stands 7 mm under the text
    document.settings.odd_and_even_pages_header_footer = True


def styles(document: Document) -> None:
    """Body, title and headings of the norm, and what tables and pictures are set in."""
    normal = _style(document, "Normal", paper.BODY_FONT, paper.BODY)
    normal.paragraph_format.first_line_indent = Pt(paper.BODY * 2) if language() == CHINESE else Pt(0)
    _spaced(normal, paper.LINE, after=0 if language() == CHINESE else 6, justified=language() == CHINESE)
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:eastAsia"), "zh-CN")
    title = _style(document, "Title", paper.TITLE_FONT, paper.TITLE, color=paper.RED)
    _spaced(title, paper.LINE + 8, after=14)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for border in title.element.findall(".//" + qn("w:pBdr")):
        border.getparent().remove(border)
    for name, font in (("Heading 1", paper.HEAD_FONT), ("Heading 2", paper.SUBHEAD_FONT)):
        heading = _style(document, name, font, paper.BODY)
        _spaced(heading, paper.LINE)
        heading.paragraph_format.first_line_indent = normal.paragraph_format.first_line_indent
        heading.paragraph_format.keep_with_next = True
    issue = _added(document, ISSUE, paper.BODY_FONT, paper.FOOT)
    _spaced(issue, paper.LINE, after=14)
    issue.paragraph_format.tab_stops.add_tab_stop(Mm(paper.TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    caption = _added(document, CAPTION, paper.HEAD_FONT, paper.CAPTION)
    _spaced(caption, 20, before=6, after=4)
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _spaced(_added(document, CELL, paper.BODY_FONT, paper.CELL), 15, before=2, after=2)
    head = _added(document, HEAD_CELL, paper.HEAD_FONT, paper.CELL)
    _spaced(head, 15, before=2, after=2)
    head.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _spaced(_added(document, NOTE, paper.SUBHEAD_FONT, paper.CELL), 16, before=2, after=8)
    _faces(document.styles.add_style(LEAD, WD_STYLE_TYPE.CHARACTER), paper.SUBHEAD_FONT)
    picture = _added(document, PICTURE, paper.BODY_FONT, paper.CELL)
    picture.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE  # a fixed line would cut the picture
    picture.paragraph_format.space_before = Pt(6)
    picture.paragraph_format.keep_with_next = True


def _added(document: Document, name: str, font: tuple[str, str], size: float) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    made = _style(document, name, font, size)
    made.paragraph_format.first_line_indent = Pt(0)
    return made


def _style(document: Document, name: str, font: tuple[str, str], size: float, color: str = "000000") -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.size, style.font.bold, style.font.italic = Pt(size), False, False
    style.font.color.rgb = RGBColor.from_string(color)
    _faces(style, font)
    return style


def _faces(style: CharacterStyle, font: tuple[str, str]) -> None:
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in [key for key in faces.attrib if "Theme" in key or "theme" in key]:
        del faces.attrib[theme]
    for place, face in (("ascii", paper.LATIN), ("hAnsi", paper.LATIN), ("cs", paper.LATIN), ("eastAsia", font[0])):
        faces.set(qn(f"w:{place}"), face)


def _spaced(style: ParagraphStyle, line: float, before: float = 0, after: float = 0, *, justified: bool = False) -> None:
    form = style.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.widow_control = True
    form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if justified else WD_ALIGN_PARAGRAPH.LEFT
