"""A briefing of hostile names: text in every format, with no mark of ours left and nothing that asks another host."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.briefing import briefing, made
from analytics.figures import printed
from tests.support.hostile import HOST
from tests.support.hostile_warehouse import DISTRICT, SIGNS, publish_hostile


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_hostile(tmp_path / "warehouse")
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path / "warehouse"))
    monkeypatch.setattr(printed, "has_browser", lambda: False)  # pictures are those of the pages


def test_documents_hold_hostile_names_as_text(hostile: None):
    told = briefing(Scope(area=DISTRICT), LOCAL, "2021-07")
    assert SIGNS[1] in told.title
    with zipfile.ZipFile(BytesIO(made(told, "docx"))) as package:
        body = package.read("word/document.xml").decode("utf-8")
        links = [name for name in package.namelist() if name.endswith(".rels") and HOST.encode() in package.read(name)]
    words = "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", body))
    assert SIGNS[1] in words and "$x$" in words and not links and "hyperlink" not in body
    assert not re.search("[\ufdd0-\ufdef]|:small\\[|\\\\[\\[*]", words)
    book = load_workbook(BytesIO(made(told, "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any("$x$" in cell.value for cell in cells)
    assert not any(cell.data_type == "f" or cell.hyperlink or re.search("[\ufdd0-\ufdef]", cell.value) for cell in cells)
