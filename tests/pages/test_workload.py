"""The workload page at several levels: sentences, numbers, sections, and what stands in its address."""

import json

import pytest

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from tests.pages.conftest import Opened

PAGE = "analysis/workload"
SUMMER = {"from": "2021-05-31", "to": "2021-08-20"}
GIVER, TAKER = "211302001001001", "211302005002001"


def titles(app) -> str:
    return "\n".join(item.value for item in app.markdown)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"area": "211300", "lang": "en"},
        {"area": "211302", **SUMMER},
        {"area": "211302005", **SUMMER, "load": "load_index", "by": "community"},
        {"area": "211302205", "load": "received_per_worker"},
    ],
)
def test_the_page_stands_at_any_level(opened: Opened, query: dict[str, str]):
    app = opened(PAGE, **query)
    assert not app.error and not app.warning
    assert app.title[0].value
    assert len(app.metric) == 6
    assert app.get("plotly_chart")


def test_the_numbers_are_those_that_ask_gives(opened: Opened):
    app = opened(PAGE, area="211302", **SUMMER)
    scope = Scope.from_query({"area": "211302", **SUMMER})
    answer = ask(["grid_workers", "received_per_worker"], scope=scope, principal=LOCAL).frame.iloc[0]
    shown = {metric.label.split(" :gray")[0]: metric.value for metric in app.metric}
    assert shown["网格员"] == f"{answer['grid_workers']:,.0f}"
    assert shown["人均受理"] == f"{answer['received_per_worker']:.1f}"


def test_a_unit_of_the_address_is_outlined_on_the_map_and_selected_in_the_table(opened: Opened):
    app = opened(PAGE, area="211302", unit=TAKER)
    chart = next(json.loads(chart.proto.spec) for chart in app.get("plotly_chart") if "choropleth" in chart.proto.spec)
    assert [TAKER] in [trace.get("locations") for trace in chart["data"]]
    assert "进入" in [button.label for button in app.button]


def test_only_the_section_that_is_shown_is_computed(opened: Opened):
    app = opened(PAGE, area="211302", section="silence", span="180")
    assert "是疑问，不是结论" in titles(app)
    assert "春海第一网格" in titles(app)
    assert len(app.get("plotly_chart")) == 1


def test_above_the_district_silent_grids_are_not_told_and_the_page_says_why(opened: Opened):
    app = opened(PAGE, area="211300", section="silence")
    assert "请选到区县" in titles(app)
    assert not app.error


def test_clusters_are_told_with_a_sentence(opened: Opened):
    app = opened(PAGE, area="211300", section="clusters")
    assert "莫兰指数" in titles(app)
    assert len(app.get("plotly_chart")) == 1


def test_a_trial_of_the_address_shows_its_effect_and_is_taken_back(opened: Opened):
    app = opened(PAGE, area="211302", section="moves", moves=f"{GIVER}>{TAKER}:1")
    assert "调配 1 人，基尼系数" in titles(app)
    app.button(key="undo-0").click().run()
    assert "moves" not in app.query_params
    assert "尚未调配" in titles(app)


def test_a_move_is_added_from_the_controls(opened: Opened):
    app = opened(PAGE, area="211302", section="moves")
    app.selectbox(key="giver").set_value(GIVER)
    app.selectbox(key="taker").set_value(TAKER)
    app.button(key="move").click().run()
    assert f"{GIVER}>{TAKER}:1" in app.query_params["moves"]


def test_the_suggestion_is_taken_over_as_a_trial(opened: Opened):
    app = opened(PAGE, area="211302", section="moves", limit="20", reach="wide")
    assert "即可达标" in titles(app)
    app.button(key="adopt").click().run()
    assert str(app.query_params["moves"]).count(">") > 5
    assert not app.error and not app.warning


def test_a_limit_that_cannot_be_kept_says_what_could(opened: Opened):
    app = opened(PAGE, area="211302", section="moves", limit="2")
    assert "最低上限" in titles(app)


@pytest.mark.parametrize("moves", ["nonsense", f"{GIVER}>999:1", f"{GIVER}>{TAKER}:99"])
def test_a_move_that_cannot_be_is_one_sentence(opened: Opened, moves: str):
    app = opened(PAGE, area="211302", section="moves", moves=moves)
    assert len(app.warning) == 1
    app.button(key="clear-moves").click().run()
    assert not app.warning


@pytest.mark.parametrize("section", ["spread", "silence", "clusters", "moves"])
@pytest.mark.parametrize(
    "query",
    [
        {"area": "211302001001001"},
        {"area": "211302205"},
        {"area": "211302", "from": "2010-01-01", "to": "2010-01-01"},
        {"area": "211302", "from": "2022-04-01", "to": "2022-04-01"},
        {"area": "211302", "category": "none"},
    ],
)
def test_little_data_is_a_sentence_in_every_section(opened: Opened, section: str, query: dict[str, str]):
    app = opened(PAGE, section=section, **query)
    assert not app.error
    assert app.title[0].value
