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


def test_the_quality_page_shows_every_published_figure_beside_the_computed_one(opened: Opened):
    app = opened("manage/quality")
    assert not app.error
    table = next(frame.value for frame in app.dataframe if len(frame.value) == 109)
    equal = (table["结论"] == "✓ 相等").sum()
    assert any(f"{equal} 个公布数字中 {equal} 个相等" in text.value for text in app.markdown)
    assert set(table["结论"]) == {"✓ 相等", "– 不在数据范围"}
    row = table[(table["指标"] == "时限压缩率") & (table["区域"] == "白塔区")].iloc[0]
    assert (row["公布值"], row["计算值"], row["单位"], row["精度"]) == ("81.92", "81.920", "%", "±0.005")
    assert row["页面"].startswith("/services?area=211002&from=2021-05-27&to=2021-05-27")


def test_own_data_claim_no_published_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    publish(tmp_path)
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    app = AppTest.from_file(APP, default_timeout=60).run()
    app.switch_page("pages/manage/quality.py").run()
    assert not app.exception and not app.error
    assert any("公布数字核对只适用于演示数据" in text.value for text in app.markdown)
    assert not any(len(frame.value) == 109 for frame in app.dataframe)
