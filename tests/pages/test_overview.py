"""The overview at several scopes: it always has its sentence, its six numbers and its pictures, or says what to widen."""

import json
from pathlib import Path

import pytest

from analytics.asking.ask import ask
from analytics.asking.filters import ScopeError
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from tests.pages.conftest import Opened

SUMMER = {"from": "2021-05-31", "to": "2021-08-20"}


def figures(app) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"area": "211300", "window": "this_year", "compare": "year"},
        {"area": "211302", **SUMMER},
        {"area": "211302008", **SUMMER, "basis": "latest"},
        {"channel": "!hotline_12345", "window": "last_12_months", "compare": "none"},
        {"area": "211302", **SUMMER, "lang": "en"},
    ],
)
def test_the_page_stands_at_any_scope(opened: Opened, query):
    app = opened(**query)
    assert not app.error and not app.warning
    assert len(app.metric) == 6
    assert app.title[0].value
    assert len(app.get("plotly_chart")) >= 2


def test_the_numbers_are_those_that_ask_gives(opened: Opened):
    app = opened(area="211302", **SUMMER)
    answer = ask(["received", "resolution_rate"], scope=Scope.from_query({"area": "211302", **SUMMER}), principal=LOCAL).frame.iloc[0]
    shown = {metric.label.split(" :gray")[0]: metric.value for metric in app.metric}
    assert shown["受理量"] == f"{answer['received']:,.0f}"
    assert shown["办结率"] == f"{answer['resolution_rate'] * 100:.1f}%"


def test_every_card_offers_its_table(opened: Opened):
    app = opened(area="211302", **SUMMER)
    keys = {button.key for button in app.button}
    assert {"table-map", "table-ranking", "table-findings", "table-paces"} <= keys


def test_the_page_says_until_when_its_data_reach_and_that_they_are_invented(opened: Opened):
    text = " ".join(item.value for item in opened().markdown)
    assert "数据截至" in text and "演示数据" in text


def test_an_empty_window_says_what_to_widen(opened: Opened):
    app = opened(area="211302", **{"from": "2010-01-01", "to": "2010-01-31"})
    assert "更长的时间窗口" in app.info[0].value and "更大的区域" in app.info[0].value
    assert not app.error


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"window": "next_decade"}, "next_decade"),
        ({"area": "999999"}, "999999"),
        ({"from": "2021-05-31", "to": "soon"}, "soon"),
        ({"from": "2021-08-20", "to": "2021-05-31"}, "2021-05-31"),
        ({"compare": "tomorrow"}, "tomorrow"),
        ({"enterprise": "perhaps"}, "perhaps"),
    ],
)
def test_a_bad_address_is_one_message_and_the_default(opened: Opened, query, named):
    app = opened(**query)
    assert [named in warning.value for warning in app.warning] == [True]
    assert len(app.metric) == 6
    assert not app.query_params


def test_a_bad_address_is_told_in_the_language_of_the_page(opened: Opened):
    assert opened(window="this_moth").warning[0].value == (
        "链接中的条件不成立，已改为默认范围。详情：window 的值“this_moth”无效。您要找的是否为“this_month”？"
        "可选：this_week、this_month、this_quarter、this_year、last_30_days、last_12_months、custom。"
    )
    assert "There is no area '999999'." in opened(area="999999", lang="en").warning[0].value


def test_a_choice_that_cannot_be_is_one_message_and_leaves_the_scope_as_it_was(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    app = opened(area="211302", **SUMMER)

    def refuse(scope: Scope, area: str | None) -> Scope:
        raise ScopeError("{name} is a number, not {value!r}.", name="rating", value="x")

    with monkeypatch.context() as refusing:
        refusing.setattr(Scope, "within", refuse)
        app.button(key="up-None").click().run()
    assert not app.exception and not app.error
    assert [warning.value for warning in app.warning] == ["rating 应为数字，不能是“x”。"]
    assert "211302" in app.query_params["area"]
    assert not app.run().warning


def test_a_choice_that_fails_unexpectedly_is_a_number_to_quote(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    app = opened(area="211302", **SUMMER)

    def fail(scope: Scope, area: str | None) -> Scope:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(Scope, "within", fail)
    app.button(key="up-None").click().run()
    assert not app.exception
    assert len(app.warning) == 1 and "编号" in app.warning[0].value and "secret" not in app.warning[0].value
    assert len(app.metric) == 6


def test_a_choice_while_the_data_are_gone_is_one_message(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    app = opened(area="211302", **SUMMER)
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    app.button(key="up-None").click().run()
    assert not app.exception
    assert [message.value[:4] for message in (*app.error, *app.warning)] == ["尚无数据"]
    assert "211302" in app.query_params["area"]


def test_choosing_a_window_puts_it_into_the_url(opened: Opened):
    app = opened(area="211302")
    app.pills(key="window").set_value("this_year").run()
    assert "this_year" in app.query_params["window"]
    assert "211302" in app.query_params["area"]


def test_the_comparison_and_the_basis_are_chosen_in_the_bar(opened: Opened):
    app = opened(area="211302")
    app.radio(key="compare").set_value("year").run()
    app.radio(key="basis").set_value("latest").run()
    query = {name: value if isinstance(value, str) else value[0] for name, value in app.query_params.items()}
    assert query == {"area": "211302", "compare": "year", "basis": "latest"}


def test_an_excluded_channel_is_written_with_its_sign(opened: Opened):
    app = opened(area="211302")
    app.multiselect(key="filter-channel").set_value(["hotline_12345"]).run()
    app.toggle(key="not-channel").set_value(True).run()
    value = app.query_params["channel"]
    assert (value if isinstance(value, str) else value[0]) == "!hotline_12345"
    app.button(key="clear").click().run()
    assert "channel" not in app.query_params


def test_the_breadcrumb_leads_up_and_the_list_leads_down(opened: Opened):
    app = opened(area="211302")
    app.button(key="up-211300").click().run()
    assert "211300" in app.query_params["area"]
    app.selectbox(key="down-211300").set_value("211302").run()
    assert "211302" in app.query_params["area"]


def test_areas_are_found_by_name(opened: Opened):
    app = opened()
    app.text_input(key="find-area").set_value("双塔").run()
    app.button(key="to-211302").click().run()
    assert "211302" in app.query_params["area"]


def test_in_english_the_frame_and_the_cards_are_english(opened: Opened):
    app = opened(area="211302", lang="en", **SUMMER)
    assert app.title[0].value.startswith("Resolution rate")
    assert app.metric[0].label == "Received :gray[cases]"


def test_map_and_ranking_compare_by_the_rate_that_the_reader_chooses(opened: Opened):
    app = opened(area="211302", **SUMMER)
    app.radio(key="measure").set_value("satisfaction_rate").run()
    assert "satisfaction_rate" in app.query_params["measure"]
    heads = [note["text"] for note in figures(app)[1]["layout"]["annotations"]]
    assert "满意率 %" in heads and "评价量" in heads
    app.radio(key="measure").set_value("resolution_rate").run()
    assert "measure" not in app.query_params


def test_the_map_shows_the_area_among_its_peers_when_asked(opened: Opened):
    app = opened(area="211302", map="peers", **SUMMER)
    shapes = [trace["locations"] for trace in figures(app)[0]["data"] if trace["type"] == "choropleth"]
    assert "211302" in shapes[0] and shapes[1] == ["211302"]


def test_a_choice_that_does_not_exist_falls_back_to_the_first(opened: Opened):
    app = opened(area="211302", map="sideways", measure="happiness", **SUMMER)
    assert app.radio(key="measure").value == "resolution_rate"
    assert not app.error


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, "无完整上期数据"),
        ({"lang": "en"}, "No full prior period"),
        ({"compare": "year"}, "无完整上年同期数据"),
    ],
)
def test_a_period_that_begins_before_the_record_is_not_compared(opened: Opened, query, words):
    # The areas of this city have had tickets since January 2018, those of another since 2014.
    app = opened(area="211000", **{"from": "2018-02-01", "to": "2018-03-31"}, **query)
    assert {metric.delta for metric in app.metric if metric.value != "–"} == {words}
    assert not any(word in app.title[0].value for word in ("上期", "上年", "previous", "before"))


def test_a_channel_that_is_new_is_not_compared_with_its_first_days(opened: Opened):
    app = opened(channel="grid_platform", **{"from": "2021-06-01", "to": "2021-06-30"})
    assert app.metric[0].delta == "无完整上期数据"
    later = opened(channel="grid_platform", **{"from": "2021-08-01", "to": "2021-08-31"})
    assert "件" in later.metric[0].delta
