"""The comparison page at several levels: each section has its sentence and its pictures, every choice is in the address."""

import json
from pathlib import Path

import pytest

from data.contracts.policy import DEFAULT
from tests.pages.conftest import Opened

PAGE = "leadership/districts"
SUMMER = {"from": "2021-05-31", "to": "2021-08-20"}


def keys(app) -> set[str]:
    return {button.key for button in app.button}


def address(app) -> dict[str, str]:
    return {name: value if isinstance(value, str) else value[0] for name, value in app.query_params.items()}


@pytest.mark.parametrize(
    "query",
    [
        {"area": "210000", "units": "district"},
        {"area": "211300", **SUMMER},
        {"area": "211302", **SUMMER, "units": "peers", "measure": "reopened_rate"},
        {"area": "211302", **SUMMER, "focus": "211302008", "lang": "en"},
        {"area": "211302008", **SUMMER, "units": "grid", "measure": "on_time_rate"},
        {},
    ],
)
def test_the_comparison_stands_at_any_level(opened: Opened, query):
    app = opened(PAGE, **query)
    assert not app.error and not app.warning
    assert app.title[0].value and len(app.dataframe) == 1
    assert len(app.get("plotly_chart")) == 3
    assert {"table-funnel", "table-mix", "table-positions", "table-standings", "method"} <= keys(app)


@pytest.mark.parametrize("query", [{"area": "210000", "units": "district"}, {"area": "211302", **SUMMER}, {"area": "211300", "lang": "en"}])
@pytest.mark.parametrize("part", ["score", "duel"])
def test_the_other_sections_stand_at_any_level(opened: Opened, query, part):
    app = opened(PAGE, part=part, **query)
    assert not app.error and not app.warning
    assert app.title[0].value
    assert app.get("plotly_chart")


def test_the_own_area_is_in_focus_among_its_peers(opened: Opened):
    app = opened(PAGE, area="211302", units="peers", **SUMMER)
    funnel = json.loads(app.get("plotly_chart")[0].proto.spec)
    focus = [trace for trace in funnel["data"] if (trace.get("marker") or {}).get("color") == "#000001"]
    assert [trace["customdata"][0][5] for trace in focus] == ["211302"]


def test_every_choice_is_in_the_address(opened: Opened):
    app = opened(PAGE, area="211302", **SUMMER)
    app.radio(key="choose-measure").set_value("on_time_rate").run()
    app.radio(key="choose-units").set_value("community").run()
    app.selectbox(key="choose-focus").set_value(app.selectbox(key="choose-focus").options[0]).run()
    assert {"measure": "on_time_rate", "units": "community", "area": "211302"}.items() <= address(app).items()
    assert address(app)["focus"].startswith("211302")
    assert "按期办结率" in app.title[0].value
    app.segmented_control(key="part").set_value("duel").run()
    assert address(app)["part"] == "duel" and not app.error


def test_another_level_lets_the_focus_go(opened: Opened):
    app = opened(PAGE, area="211302", focus="211302008", **SUMMER)
    app.radio(key="choose-units").set_value("community").run()
    assert "focus" not in address(app)


def test_a_preset_and_a_moved_weight_change_the_scores(opened: Opened):
    app = opened(PAGE, area="210000", units="district", part="score", **SUMMER)
    before = app.get("plotly_chart")[0].proto.spec
    app.segmented_control(key="preset").set_value("speed").run()
    assert address(app)["preset"] == "speed"
    after = app.get("plotly_chart")[0].proto.spec
    assert after != before
    app.selectbox(key="move").set_value("on_time_rate:-").run()
    assert address(app)["move"] == "on_time_rate:-"
    assert app.get("plotly_chart")[0].proto.spec != after
    app.segmented_control(key="preset").set_value("balanced").run()
    assert "move" not in address(app) and "preset" not in address(app)


def test_an_unfair_preset_is_one_sentence_and_the_comparison_still_works(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    edited = DEFAULT.read_text("utf-8").replace("resolution_rate = { weight = 0.30", "resolution_rate = { weight = 0.90", 1)
    (tmp_path / "policy.toml").write_text(edited, "utf-8")
    monkeypatch.setenv("GRIDSCOPE_POLICY", str(tmp_path / "policy.toml"))
    app = opened(PAGE, area="211300", part="score", **SUMMER)
    assert not app.exception
    assert ["权重之和" in message.value for message in app.error] == [True]
    app.segmented_control(key="part").set_value("compare").run()
    assert not app.error and app.get("plotly_chart")


def test_the_two_of_a_duel_are_exchanged(opened: Opened):
    app = opened(PAGE, area="211302", part="duel", a="211302008", b="211302009", **SUMMER)
    assert app.title[0].value.startswith("站南街道")
    app.button(key="exchange").click().run()
    assert (address(app)["a"], address(app)["b"]) == ("211302009", "211302008")
    assert app.title[0].value.startswith("红旗街道")


def test_one_area_on_both_sides_is_a_sentence(opened: Opened):
    app = opened(PAGE, area="211302", part="duel", a="211302008", b="211302008", **SUMMER)
    assert "两边" in app.title[0].value and not app.error


@pytest.mark.parametrize("part", ["compare", "score", "duel"])
@pytest.mark.parametrize(
    "query",
    [
        {"area": "211302", "from": "2010-01-01", "to": "2010-01-31"},
        {"area": "211302", "from": "2021-07-04", "to": "2021-07-04", "units": "grid"},
        {"area": "211302", **SUMMER, "category": "no such thing"},
        {"area": "211302001002001", **SUMMER},
    ],
)
def test_little_data_is_a_sentence(opened: Opened, query, part):
    app = opened(PAGE, part=part, **query)
    assert app.title[0].value
    assert not app.error and not app.exception


def test_a_bad_address_falls_back_to_the_usual(opened: Opened):
    app = opened(PAGE, area="211302", units="galaxy", measure="luck", focus="nobody", part="secret", **SUMMER)
    assert not app.error and len(app.get("plotly_chart")) == 3


def test_the_table_has_every_area_with_a_case(opened: Opened):
    app = opened(PAGE, area="211302", **SUMMER)
    frame = app.dataframe[0].value
    assert len(frame) == 13
    assert frame["受理量（件）"].sum() > 5000


def test_units_of_few_cases_are_compared_without_an_error(opened: Opened):
    app = opened(PAGE, area="211302008", units="grid", measure="satisfaction_rate", **SUMMER)
    assert app.get("plotly_chart") and not app.error
