"""The tickets page at several scopes: its sentence, its rates, its pictures and each further part, or what to widen."""

import json

import pytest

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from pages.components.tickets.parts import PARTS
from tests.pages.conftest import Opened

PAGE = "analysis/tickets"
SUMMER = {"from": "2021-05-31", "to": "2021-08-20"}


def figures(app) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"area": "211300", "window": "last_12_months", "compare": "year"},
        {"area": "211302008", **SUMMER, "basis": "latest"},
        {"area": "211302", "window": "this_week", "compare": "none", "channel": "wechat"},
        {"area": "211302", **SUMMER, "lang": "en"},
    ],
)
def test_the_page_stands_at_any_scope(opened: Opened, query):
    app = opened(PAGE, **query)
    assert not app.error and not app.warning
    assert len(app.metric) == 6
    assert app.title[0].value
    assert len(app.get("plotly_chart")) >= 3


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("area", ["210000", "211302"])
def test_every_part_stands(opened: Opened, part: str, area: str):
    app = opened(PAGE, area=area, part=part, **SUMMER)
    assert not app.error and not app.warning
    assert app.segmented_control(key="part").value == part
    assert len(app.get("plotly_chart")) + len(app.dataframe) >= 5


def test_the_rates_are_those_that_ask_gives(opened: Opened):
    app = opened(PAGE, area="211302", **SUMMER)
    row = ask(["on_time_rate"], scope=Scope.from_query({"area": "211302", **SUMMER}), principal=LOCAL).frame.iloc[0]
    metric = next(metric for metric in app.metric if metric.label.startswith("按期办结率"))
    assert metric.value == f"{row['on_time_rate'] * 100:.1f}%"
    assert any(f"{row['on_time']:,.0f} / {row['due']:,.0f} 应办结" in item.value for item in app.markdown)


def test_a_part_that_is_not_chosen_is_not_drawn(opened: Opened):
    keys = {button.key for button in opened(PAGE, area="211302", part="levels", **SUMMER).button}
    assert {"table-flow", "table-waiting", "table-heat", "table-risk", "table-levels"} <= keys
    assert "table-ages" not in keys and "table-hexagons" not in keys


def test_choosing_a_part_puts_it_into_the_url(opened: Opened):
    app = opened(PAGE, area="211302", **SUMMER)
    app.segmented_control(key="part").set_value("quality").run()
    assert "quality" in app.query_params["part"]
    app.segmented_control(key="part").set_value("open").run()
    assert "part" not in app.query_params


def test_the_heat_map_follows_the_rate_that_the_reader_chooses(opened: Opened):
    app = opened(PAGE, area="211302", **SUMMER)
    app.radio(key="measure").set_value("satisfaction_rate").run()
    notes = [note["text"] for figure in figures(app) for note in figure["layout"].get("annotations", [])]
    assert any("数字为满意率 %" in text for text in notes)


def test_the_control_chart_follows_its_own_choice(opened: Opened):
    app = opened(PAGE, area="211302", part="stability", **SUMMER)
    app.segmented_control(key="charted").set_value("on_time_rate").run()
    assert "on_time_rate" in app.query_params["charted"] and not app.error


def test_the_list_shows_what_is_overdue_when_nothing_is_due_soon(opened: Opened):
    app = opened(PAGE, area="211302", **SUMMER)
    assert app.segmented_control(key="risk").value == "overdue"
    assert "超期 天" in app.dataframe[0].value.columns


def test_an_empty_window_says_what_to_widen(opened: Opened):
    app = opened(PAGE, area="211302", **{"from": "2010-01-01", "to": "2010-01-31"})
    assert "更长的时间窗口" in app.info[0].value
    assert not app.error and not app.get("plotly_chart")


def test_in_english_nothing_chinese_is_left_but_names(opened: Opened):
    app = opened(PAGE, area="211302", lang="en", **SUMMER)
    assert app.title[0].value.startswith("Half of the tickets")
    assert app.metric[0].label == "Resolution rate"
    assert next(iter(app.segmented_control(key="part").options)) == "Age of open cases"


def test_the_cases_at_risk_are_told_by_department(opened: Opened):
    app = opened(PAGE, area="211302", risk="department", **SUMMER)
    assert not app.exception
    assert any("超期最多的是" in text.value for text in app.markdown)


@pytest.mark.parametrize(("button", "told"), [("waiting-method", "Kaplan"), ("heat-method", "Benjamini"), ("stability-method", "Laney")])
def test_every_method_can_be_read_with_its_formula(opened: Opened, button: str, told: str):
    app = opened(PAGE, area="211302", part="stability", **SUMMER)
    app.button(key=button).click().run()
    assert not app.exception
    assert any(told in text.value for text in app.markdown)
    assert app.latex
