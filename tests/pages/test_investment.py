"""The investment page at several levels: its sentence, its numbers and pictures, or what to choose instead."""

import json

import pytest

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from tests.pages.conftest import Opened

PAGE = "leadership/investment"
SPRING = {"from": "2021-01-01", "to": "2021-04-30"}


def figures(app) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@pytest.mark.parametrize(
    ("query", "pictures"),
    [
        ({}, 8),
        ({"area": "210000", "map": "rate", "split": "origin"}, 8),
        ({"area": "211300", "window": "this_year"}, 8),
        ({"area": "211002", **SPRING}, 8),
        ({"area": "211303", "lang": "en", "window": "this_year"}, 8),
        ({"area": "211302", "industry": "新能源", "window": "this_year"}, 6),
    ],
)
def test_the_page_stands_at_any_level(opened: Opened, query, pictures):
    app = opened(PAGE, **query)
    assert not app.error and not app.warning
    assert len(app.metric) == 6
    assert app.title[0].value
    assert len(figures(app)) >= pictures


def test_the_spring_of_baita_is_told_as_it_was_published(opened: Opened):
    app = opened(PAGE, area="211002", **SPRING)
    assert app.title[0].value == "2021 年 1–4 月到位 7.74 亿元，同比 +17.0%，快于序时 6.7 个百分点"
    assert "完成年度目标 23 亿元的 **33.7%**" in app.markdown[1].value or any("33.7%" in item.value for item in app.markdown)
    answer = ask(["performance_rate", "funding_rate"], scope=Scope.from_query({"area": "211002", **SPRING}), principal=LOCAL).frame.iloc[0]
    shown = {metric.label.split(" :gray")[0]: metric.value for metric in app.metric}
    assert shown["本年到位资金"] == "7.74"
    assert shown["目标完成率"] == "33.7%"
    assert shown["履约率"] == f"{answer['performance_rate'] * 100:.1f}%"
    assert shown["资金到位率"] == f"{answer['funding_rate'] * 100:.1f}%"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"area": "211302008"}, "登记到区县一级"),
        ({"from": "2010-01-01", "to": "2010-01-31"}, "更晚的时段"),
        ({"area": "211302", "industry": "没有这个"}, "去掉筛选"),
        ({"investment": "ZS99999"}, "没有编号为 ZS99999 的项目"),
    ],
)
def test_nothing_to_see_is_said_with_what_to_choose(opened: Opened, query, said):
    app = opened(PAGE, **query)
    assert not app.error
    assert said in app.info[0].value


def test_in_january_there_is_no_month_yet_and_the_page_says_so(opened: Opened):
    app = opened(PAGE, area="211302", **{"from": "2022-01-01", "to": "2022-01-20"})
    assert not app.error
    assert "2022 年" in app.title[0].value


def test_every_card_offers_its_table_and_the_choices_stand_in_the_url(opened: Opened):
    app = opened(PAGE, area="211300", window="this_year")
    keys = {button.key for button in app.button}
    cards = (
        "curve",
        "months",
        "investment-map",
        "parts",
        "stages",
        "conversion",
        "strips",
        "concerns",
        "composition",
        "officials",
        "ledger",
    )
    assert {f"table-{name}" for name in cards} <= keys
    app.button_group(key="split").set_value("origin").run()
    assert "origin" in app.query_params["split"]
    app.button_group(key="map").set_value("rate").run()
    assert "rate" in app.query_params["map"]


def test_a_project_to_help_leads_to_its_page_and_back(opened: Opened):
    app = opened(PAGE, area="211300", window="this_year")
    button = next(button for button in app.button if str(button.key).startswith("help-"))
    number = str(button.key).removeprefix("help-")
    app = button.click().run()
    assert number in app.query_params["investment"]
    assert "天未落地" not in app.title[0].value
    assert any("台账信息" in item.value for item in app.markdown)
    app.button(key="back").click().run()
    assert "investment" not in app.query_params
    assert len(app.metric) == 6
