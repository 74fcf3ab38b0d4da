"""The briefing in a real browser: it is read, and taken along as a document."""

import io
from pathlib import Path

from docx import Document
from playwright.sync_api import Page, expect


def test_a_leader_reads_the_briefing_and_downloads_it(page: Page, server: str) -> None:
    page.goto(f"{server}/briefing?area=211302&month=2021-07")
    expect(page.get_by_role("heading", name="双塔区网格治理工作专报")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("heading", name="五、问题")).to_be_attached()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="下载 Word").click()
    assert download.value.suggested_filename == "工作专报_双塔区_2021-07.docx"
    document = Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert document.paragraphs[0].text == "双塔区网格治理工作专报" and len(document.inline_shapes) == 3
