"""The page of the briefing without a browser."""

from tests.pages.conftest import Opened


def test_the_text_is_shown_as_it_will_read(opened: Opened) -> None:
    app = opened("leadership/briefing", area="211302", month="2021-07")
    assert app.title[0].value == "双塔区网格治理工作专报"
    assert [head.value for head in app.header] == ["一、概况", "二、变化", "三、比较", "四、项目", "五、问题", "附表"]
    assert len(app.get("plotly_chart")) == 3 and len(app.get("download_button")) == 3
    assert any(text.value.startswith("**（一）") and "。** " in text.value for text in app.markdown)
    app.selectbox(key="choose-month").select("2022-03").run()
    assert app.query_params["month"] == "2022-03"
    assert any("2022年3月，双塔区受理诉求" in text.value for text in app.markdown)


def test_a_month_that_cannot_be_is_the_last_whole_one_and_one_without_data_says_so(opened: Opened) -> None:
    app = opened("leadership/briefing", area="211302", month="soon", lang="en")
    assert app.selectbox(key="choose-month").value == "2022-03"
    app = opened("leadership/briefing", area="211302", month="2030-01")
    assert any("没有数据" in text.value for text in app.markdown)
