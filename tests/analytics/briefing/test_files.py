"""The three files, opened as an office opens them."""

import io
import re
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from analytics.briefing import Briefing, made
from analytics.briefing.model import Number
from analytics.briefing.paper import SHORT
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
    assert heads == ["一、概况", "二、变化", "三、比较", "四、项目", "五、问题", "附表"]
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


def test_tables_are_kept_together_and_numbers_stand_right(word: Any, told: Briefing) -> None:
    shown = [table for table in told.annex if not table.is_long]
    for drawn, table in zip(word.tables[1:], shown, strict=True):
        keeps = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in drawn.rows]
        last = len(table.rows)
        assert keeps[last] is None and keeps[0] and keeps[1 if last > 1 else 0] and keeps[last - 1]
        assert all(keeps[:last]) == (last <= SHORT)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in drawn.rows)
        for row, cells in zip(drawn.rows[1:], table.rows, strict=True):
            sides = [cell.paragraphs[0].alignment for cell in row.cells]
            assert sides == [WD_ALIGN_PARAGRAPH.RIGHT if isinstance(cell, Number) else None for cell in cells]


def test_findings_begin_with_their_title_in_the_face_of_the_second_level(word: Any) -> None:
    leads = [run.text for line in word.paragraphs for run in line.runs if run.style.name == "Briefing Lead"]
    assert leads and all(lead.startswith("（") and lead.endswith("。") for lead in leads)


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
    assert main["D2"].number_format == "+#,##0;-#,##0;0" and main["D3"].number_format.startswith('+0.0" 个百分点"')
    assert main["D3"].value == pytest.approx(100 * told.annex[0].rows[1][2].value)  # type: ignore[union-attr, operator]
    assert [main.cell(row, 2).value for row in range(2, 6)] == ["件", "%", "%", "天"]
    assert sum(len(sheet._charts) for sheet in book) >= 3
    assert "指标口径" in book.sheetnames


def test_every_sheet_prints_one_page_wide_with_its_head_frozen_and_repeated(told: Briefing) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(told, "xlsx")))
    for sheet in book:
        assert int(sheet.page_setup.paperSize) == 9  # A4
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToWidth in (None, 1)
    for sheet in book.worksheets[1:]:
        assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation) == ("A2", "$1:$1", "landscape")
        assert all(room(cell) < sheet.column_dimensions[cell.column_letter].width for cell in numeric(sheet))


def test_native_charts_show_the_rows_of_their_table(told: Briefing) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(told, "xlsx")))
    flow = next(table for table in told.annex if table.name == "flow")
    (chart,) = book[flow.caption]._charts
    ranges = [(series.val.numRef.f, series.cat.strRef.f if series.cat.strRef else series.cat.numRef.f) for series in chart.series]
    last = len(flow.rows) + 1
    assert ranges == [(f"'{flow.caption}'!${letter}$2:${letter}${last}", f"'{flow.caption}'!$A$2:$A${last}") for letter in "BCD"]
    funds = book[next(table.caption for table in told.annex if table.name == "funds")]
    assert [cell.value for cell in funds[1]][1:] == ["累计到位（万元）", "累计计划（万元）"]


def room(cell: Any) -> float:
    """Digits that a number takes with the unit in its format, where Han take nearly two."""
    units = re.findall('"(.*?)"', cell.number_format.partition(";")[0])
    return len(format(cell.value, ",.1f")) + 1.8 * len("".join(units))


def numeric(sheet: Any) -> list[Any]:
    return [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)]


def test_without_a_browser_a_sentence_stands_for_all_pictures(told: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed, "BROWSERS", ())
    word = docx.Document(io.BytesIO(made(told, "docx")))
    assert [line.text for line in word.paragraphs].count("本机没有可用的 Chromium，图从略；数字见附表。") == 1
    assert not word.inline_shapes and len(word.tables) == len(told.annex) + 1


def test_a_browser_that_does_not_start_is_given_up_for_a_while(
    told: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(printed, "BROWSERS", (str(broken),))
    monkeypatch.setattr(printed, "_rest", printed._Rest())
    printed._stop()
    for _twice in range(2):
        assert picture(told.pictures[0].figure, 321, 123) is None
        assert [record.name for record in caplog.records].count("gridscope") == 2


def test_pictures_are_crisp_and_in_the_colours_of_the_light_theme(told: Briefing) -> None:
    drawn = told.pictures[0]
    png = picture(drawn.figure, drawn.width, drawn.height)
    assert png is not None and png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20], "big") == 3 * drawn.width
    assert light()[INK].lower() == "#101821" and light()[BACKGROUND] == "#FFFFFF" and len(light()) == 32
