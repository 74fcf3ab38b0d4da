"""The page of services and visits at several levels: its sentence, its seven numbers, its pictures."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from tests.pages.conftest import Opened

SUMMER = {"from": "2021-05-31", "to": "2021-08-20"}
PAGE = "leadership/services"


def figures(app: AppTest) -> dict[str, dict]:
    return {str(chart.key): json.loads(chart.proto.spec) for chart in app.get("plotly_chart")}


@pytest.mark.parametrize(
    ("query", "pictures"),
    [
        ({}, 7),
        ({"area": "210000", "window": "this_year", "compare": "year"}, 7),
        ({"area": "211300", "by": "district", "share": "time_compression"}, 7),
        ({"area": "211302", **SUMMER, "lang": "en"}, 7),
        ({"area": "211302008", **SUMMER, "basis": "latest", "compare": "none"}, 7),
        ({"area": "211302008001"}, 7),
        ({"area": "211302", "from": "2021-08-20", "to": "2021-08-20"}, 6),
    ],
)
def test_the_page_stands_at_any_scope(opened: Opened, query, pictures):
    app = opened(PAGE, **query)
    assert not app.error and not app.warning
    assert app.title[0].value
    assert len(app.metric) == 7
    assert len(app.get("plotly_chart")) >= pictures


def test_a_window_without_anything_is_told_in_sentences(opened: Opened):
    app = opened(PAGE, area="211302", **{"from": "2010-01-01", "to": "2010-01-31"})
    assert not app.error
    text = " ".join(item.value for item in app.markdown)
    assert "没有网格走访记录" in text and "本期没有走访计划" in text and "没有办件月报" in text


def test_the_numbers_are_those_that_ask_gives(opened: Opened):
    app = opened(PAGE, area="211302", **SUMMER)
    row = ask(
        ["at_most_one_visit_share", "time_compression", "activities", "coverage"],
        scope=Scope.from_query({"area": "211302", **SUMMER}),
        principal=LOCAL,
    ).frame.iloc[0]
    shown = {metric.label.split(" :gray")[0]: metric.value for metric in app.metric}
    assert shown["最多跑一次占比"] == f"{row['at_most_one_visit_share'] * 100:.1f}%"
    assert shown["时限压缩率"] == f"{row['time_compression'] * 100:.1f}%"
    assert shown["计划覆盖率"] == f"{row['coverage'] * 100:.1f}%"
    assert shown["巡查走访活动"] == f"{row['activities']:,.0f}"


def test_the_published_compression_of_a_district_is_on_its_page(opened: Opened):
    app = opened(PAGE, area="211002", **{"from": "2021-04-27", "to": "2021-05-27"})
    shown = {metric.label.split(" :gray")[0]: metric.value for metric in app.metric}
    assert shown["时限压缩率"] == "81.9%"
    assert "715 / 715 项" in " ".join(item.value for item in app.markdown)


def test_every_card_offers_its_table(opened: Opened):
    app = opened(PAGE, area="211302", **SUMMER)
    keys = {button.key for button in app.button}
    assert {
        f"table-{name}" for name in ("items", "compression", "cases", "activities", "coverage", "waits", "frequency", "unvisited")
    } <= keys
    for name in ("items", "cases", "activities", "unvisited"):
        app.button(key=f"table-{name}").click().run()
        assert not app.exception and not app.error, name


def test_the_share_and_its_split_are_in_the_address(opened: Opened):
    app = opened(PAGE, area="211300")
    app.radio(key="share").set_value("online_share").run()
    app.segmented_control(key="by").set_value("district").run()
    assert not app.exception and not app.warning
    assert "online_share" in app.query_params["share"] and "district" in app.query_params["by"]
    assert any("龙城区" in note["text"] for note in figures(app)["items"]["layout"]["annotations"])


def test_a_grid_of_the_list_becomes_the_scope(opened: Opened):
    app = opened(PAGE, area="211302")
    look = next(button for button in app.button if button.key and button.key.startswith("grid-"))
    look.click().run()
    assert str(look.key).removeprefix("grid-") in app.query_params["area"]
    assert not app.exception and not app.error
