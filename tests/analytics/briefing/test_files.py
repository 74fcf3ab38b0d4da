"""The three files, opened as an office opens them."""

import io
import re
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from analytics.briefing import Briefing, made
from analytics.briefing.model import Number
from analytics.figures import printed
from analytics.figures.printed import light, picture
from analytics.figures.tokens import BACKGROUND, INK


@pytest.fixture(scope="module")
def word(told: Briefing) -> Any:
    return docx.Document(io.BytesIO(made(told, "docx")))


def test_the_sheet_is_that_of_the_norm(word: Any) -> None:
    sheet = word.sections[0]
    measured = [sheet.page_width, sheet.page_height, sheet.top_margin, sheet.left_margin]
    assert [round(length / 36000) for length in measured] == [210, 297, 37, 28]
    assert sheet.page_width - sheet.left_margin - sheet.right_margin == pytest.approx(Mm(156), abs=2000)
    assert sheet.page_height - sheet.top_margin - sheet.bottom_margin == pytest.approx(Mm(225), abs=2000)


def test_styles_hold_the_fonts_and_sizes_of_the_norm(word: Any) -> None:
    wanted = {"Title": ("方正小标宋_GBK", 22), "Normal": ("仿宋_GB2312", 16), "Heading 1": ("黑体", 16), "Heading 2": ("楷体_GB2312", 16)}
    for name, (font, size) in wanted.items():
        style = word.styles[name]
        assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == font
        assert style.font.size == Pt(size)
    assert word.styles["Normal"].paragraph_format.line_spacing == Pt(28)
    table = next(part for part in word.part.package.iter_parts() if part.partname == "/word/fontTable.xml").blob.decode()
    assert re.search(r'w:name="方正小标宋_GBK"><w:altName w:val="宋体"', table)


def test_headings_tables_and_pictures_are_native(word: Any, told: Briefing) -> None:
    heads = [line.text for line in word.paragraphs if line.style.name == "Heading 1"]
    assert heads == ["一、概况", "二、变化", "三、比较", "四、项目", "五、问题"]
    shown = [table for table in told.annex if not table.is_long]
    assert len(word.tables) == len(shown) + 1
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in word.tables)
    alts = [shape.get("descr") for shape in word.element.iter(qn("wp:docPr"))]
    assert alts == [picture.alt for picture in told.pictures] and all(alts)
    assert " PAGE " in "".join(word.sections[0].footer._element.itertext())
    assert " PAGE " in "".join(word.sections[0].even_page_footer._element.itertext())


def test_no_paragraph_is_empty_and_none_is_formatted_by_hand(word: Any) -> None:
    for line in word.paragraphs:
        assert line.text.strip() or line._element.findall(".//" + qn("w:drawing"))
        assert all(run.font.size is None and run.font.name is None for run in line.runs)


def test_every_font_of_the_pdf_is_embedded_and_its_text_is_chinese(told: Briefing) -> None:
    reader = pypdf.PdfReader(io.BytesIO(made(told, "pdf")))
    pages: list[Any] = list(reader.pages)
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
    inner = [child.get_object() for font in fonts for child in font.get("/DescendantFonts", [font])]
    assert inner and all({"/FontFile", "/FontFile2", "/FontFile3"} & font["/FontDescriptor"].get_object().keys() for font in inner)
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))
    for sentence in told.text.splitlines():
        assert re.sub(r"\s", "", sentence) in re.sub(r"－\d+－", "", text)
    assert [round(float(side) * 25.4 / 72) for side in reader.pages[0].mediabox[2:]] == [210, 297]


def test_the_workbook_has_numbers_and_native_charts(told: Briefing) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(told, "xlsx")))
    main = book["主要指标"]
    values = [row[1].value for row in told.annex[0].rows if isinstance(row[1], Number)]
    found = [main.cell(row, 3).value for row in range(2, 2 + len(values))]
    assert found == pytest.approx([value / 24 if row == 3 else value for row, value in enumerate(values) if value is not None])
    assert main["C3"].number_format == "0.0%" and main["C2"].number_format == "#,##0"
    assert [main.cell(row, 2).value for row in range(2, 6)] == ["件", "%", "%", "天"]
    assert sum(len(sheet._charts) for sheet in book) >= 3
    assert "指标口径" in book.sheetnames


def test_without_a_browser_a_sentence_stands_for_all_pictures(told: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed, "BROWSERS", ())
    word = docx.Document(io.BytesIO(made(told, "docx")))
    assert [line.text for line in word.paragraphs].count("本机没有可用的 Chromium，图从略；数字见附表。") == 1
    assert not word.inline_shapes


def test_pictures_are_crisp_and_in_the_colours_of_the_light_theme(told: Briefing) -> None:
    drawn = told.pictures[0]
    png = picture(drawn.figure, drawn.width, drawn.height)
    assert png is not None and png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20], "big") == 3 * drawn.width
    assert light()[INK].lower() == "#101821" and light()[BACKGROUND] == "#FFFFFF" and len(light()) == 32
