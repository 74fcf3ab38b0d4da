"""The data quality page says who is late, what is empty, what changed its name and what is there twice, with the rows behind it."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import APP, Opened
from tests.support.warehouses import publish


def test_the_page_tells_its_findings_and_leads_to_the_rows(opened: Opened):
    page = opened("manage/quality")
    assert "迟报" in page.title[0].value
    late = next(frame.value for frame in page.dataframe if "平常节奏" in frame.value.columns)
    assert late["状态"].iloc[0] == "▲ 迟报"
    assert late["明细"].iloc[0].startswith("/cases?") and "source=" in late["明细"].iloc[0]
    assert any("填报率 %" in frame.value.columns for frame in page.dataframe)


def test_the_fields_of_one_source_are_asked_for_in_the_address(opened: Opened):
    page = opened("manage/quality", of="大连市中山区随手拍")
    assert page.selectbox(key="of").value == "大连市中山区随手拍"
    fields = next(frame.value for frame in page.dataframe if "填报率 %" in frame.value.columns)
    assert fields["缺失"].max() <= 280
    page.selectbox(key="of").set_value("").run()
    assert "of" not in page.query_params


def test_english_readers_find_it_in_english(opened: Opened):
    page = opened("manage/quality", lang="en")
    assert "late" in page.title[0].value
    assert not page.error


def test_a_warehouse_without_a_case_has_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    publish(tmp_path)
    page = AppTest.from_file(APP, default_timeout=60).run().switch_page("pages/manage/quality.py").run()
    assert not page.exception
    assert not page.error
    assert any("近一年没有工单" in text.value for text in page.markdown)
