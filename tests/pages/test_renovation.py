"""The renovation page at several levels and languages: its cards, its choices in the address, the page of one project."""

import json

import pytest

from analytics.asking.ask import ask
from analytics.asking.filters import Filter
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.stories.renovation import renovation
from tests.pages.conftest import Opened

PAGE = "leadership/renovation"
CARDS = {"table-pace", "table-curve", "table-timeline", "table-places", "table-costs", "table-effect", "table-projects"}


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"area": "210000", "plan": "2021", "weight": "households"},
        {"area": "211300", "group": "area", "lang": "en"},
        {"area": "211302", "plan": "all", "group": "class", "weight": "floor_area"},
        {"area": "211302008", "plan": "2021", "weight": "projects"},
    ],
)
def test_the_page_stands_at_any_level(opened: Opened, query):
    app = opened(PAGE, **query)
    assert not app.error and not app.warning
    assert len(app.metric) == 6 and app.title[0].value
    assert {button.key for button in app.button} >= CARDS
    assert len(app.get("plotly_chart")) >= 3


def test_the_numbers_are_those_that_ask_gives(opened: Opened):
    app = opened(PAGE, area="211300")
    scope = Scope(area="211300", where=(Filter("plan_year", ("2022",)),))
    row = ask(["progress", "delayed", "renovation_projects"], scope=scope, principal=LOCAL).frame.iloc[0]
    shown = {metric.label.split(" :gray")[0]: metric.value for metric in app.metric}
    assert shown["形象进度"] == f"{100 * row['progress']:.1f}%"
    assert shown["滞后项目"] == f"{row['delayed']:.0f}"
    assert len(app.dataframe[0].value) == row["renovation_projects"]


def test_late_projects_stand_first_on_the_timeline(opened: Opened):
    charts = [json.loads(chart.proto.spec) for chart in opened(PAGE, area="211300").get("plotly_chart")]
    timeline = next(chart for chart in charts if chart["layout"].get("barmode") == "overlay")
    judged = [row[3] for row in timeline["data"][-1]["customdata"]]
    late = [text.startswith("✕") for text in judged]
    assert late[0] and late == sorted(late, reverse=True)


def test_a_project_has_a_page_of_its_own_and_a_way_back(opened: Opened):
    opened(PAGE, area="211302")
    scope = Scope(area="211302", where=(Filter("project", ("银河小区",)),))
    number = ask(["renovation_projects"], by=["project_id"], scope=scope, principal=LOCAL).frame["project_id"].iloc[0]
    app = opened(PAGE, area="211302", open=number)
    assert "银河小区" in app.title[0].value and not app.metric
    text = " ".join(item.value for item in app.markdown)
    assert "1,582 户" in text and "12.8 万 m²" in text
    app.button(key="back").click().run()
    assert len(app.metric) == 6 and "open" not in app.query_params


def test_a_project_elsewhere_is_said_to_be_elsewhere(opened: Opened):
    app = opened(PAGE, area="211302", open="nowhere")
    assert "没有这个项目" in app.info[0].value and not app.error


def test_choices_go_into_the_address(opened: Opened):
    app = opened(PAGE, area="211302")
    app.segmented_control(key="weight").set_value("households").run()
    assert app.query_params["weight"] == "households"
    app.segmented_control(key="plan").set_value("2021").run()
    assert app.query_params["plan"] == "2021" and len(app.dataframe[0].value) == 64
    app.segmented_control(key="weight").set_value("investment").run()
    assert "weight" not in app.query_params


def test_an_area_without_projects_says_what_to_widen(opened: Opened):
    app = opened(PAGE, area="211302205")
    assert not app.error
    assert app.info or app.metric


def test_of_two_provinces_the_map_shows_the_larger_and_says_what_is_left_out(opened: Opened):
    charts = [json.loads(chart.proto.spec) for chart in opened(PAGE).get("plotly_chart")]
    drawn = next(chart for chart in charts if any(trace["type"] == "scattergeo" and trace["mode"] == "markers" for trace in chart["data"]))
    (ground,) = (trace for trace in drawn["data"] if trace["type"] == "choropleth")
    assert {code[:2] for code in ground["locations"]} == {"21"}
    view = renovation(Scope(), LOCAL, "2022", "investment")
    far = [item for item in view.projects if item.longitude is not None and item.area_code.startswith("23")]
    assert far and any(f"另有 {len(far)} 个在其他省" in note["text"] for note in drawn["layout"]["annotations"])
    marks = {point[0] for trace in drawn["data"] if trace["type"] == "scattergeo" for point in trace.get("customdata", [])}
    assert marks and not marks & {item.id for item in far}
