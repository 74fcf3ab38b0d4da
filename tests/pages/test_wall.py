"""The wall without a browser: what the address and the policy decide, and the way to it from the overview."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from data.contracts.policy import DEFAULT
from tests.analytics.figures.wall.test_figures import contrast
from tests.pages.conftest import Opened
from tests.support.wall_data import publish_district

YEAR = {"area": "211302", "window": "this_year"}
CSS = (Path(__file__).parents[2] / "pages" / "components" / "wall" / "wall.css").read_text("utf-8")


def words(app: AppTest) -> str:
    """What the first scene says."""
    return "\n".join(node.proto.body for node in app.get("html") if "<style>" not in node.proto.body)


def panels(app: AppTest) -> list[str]:
    found = re.search(r'<div class="wall-names">(.*?)</div></div>', words(app))
    assert found
    return re.findall(r"<div>([^<]+)", found.group(1))


@pytest.mark.parametrize("query", [{}, YEAR, {"area": "211302001"}, {"area": "211302", "lang": "en"}, {"layout": "wide", **YEAR}])
def test_the_wall_stands_at_any_scope(opened: Opened, query: dict[str, str]):
    app = opened("display/wall", **query)
    assert not app.error and not app.warning
    assert words(app).count('class="wall-tile ') == 12  # six numbers in each of the two scenes
    assert "wall-wrong" not in words(app)


def test_both_scenes_hold_the_first_picture(opened: Opened):
    app = opened("display/wall", **YEAR)
    assert len(app.get("plotly_chart")) == 2 * 5
    assert app.session_state["wall-drawings"].keys() == {0, 1}


def test_an_area_without_plans_has_no_empty_panels(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    publish_district(tmp_path, datetime(2022, 4, 30, 23, 40))
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    assert panels(opened("display/wall", area="211302", window="this_month")) == [
        "地区排名",
        "收结在办",
        "改造进度",
        "招商到位",
        "需要关注",
    ]
    without = opened("display/wall", area="211302002", window="this_month")
    assert panels(without) == ["地区排名", "收结在办", "需要关注"]
    assert "本年没有" not in words(without)
    wide = opened("display/wall", area="211302002", window="this_month", layout="wide")
    assert len(wide.get("plotly_chart")) == 2 * 3  # the map, and ranking and flow over the whole height


def test_panels_and_titles_come_from_the_policy(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    text = DEFAULT.read_text("utf-8").replace(
        'panels = ["ranking", "flow", "renovation", "investment", "findings"]', 'panels = ["findings", "flow"]'
    )
    text = text.replace('title = ""  ', 'title = "指挥大厅"  ') + 'flow = "进出"\n'
    (tmp_path / "policy.toml").write_text(text, "utf-8")
    monkeypatch.setenv("GRIDSCOPE_POLICY", str(tmp_path / "policy.toml"))
    app = opened("display/wall", **YEAR)
    assert panels(app) == ["需要关注", "进出"]
    assert "指挥大厅" in words(app)


def test_the_address_overrides_the_policy(opened: Opened):
    app = opened("display/wall", panels="flow, ranking", title="<b>一号屏</b>", **YEAR)
    assert panels(app) == ["收结在办", "地区排名"]
    assert "&lt;b&gt;一号屏&lt;/b&gt;" in words(app)


@pytest.mark.parametrize(("entry", "value"), [("turn_seconds", "soon"), ("panels", "ranking,weather"), ("refresh_seconds", "-3")])
def test_a_wrong_entry_is_named_and_the_rest_is_used(opened: Opened, entry: str, value: str):
    app = opened("display/wall", title="一号屏", **YEAR, **{entry: value})
    assert f"{entry}={value}" in words(app) and "一号屏" in words(app)
    assert len(panels(app)) == 5


@pytest.mark.parametrize("query", [{"area": "999999"}, {"window": "next_decade"}])
def test_a_scope_that_cannot_be_waits_for_better_times_and_keeps_its_address(opened: Opened, query: dict[str, str]):
    app = opened("display/wall")
    del app.session_state["wall-drawings"]  # as after a restart of the server
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception and not app.error
    assert "数据暂时读不到" in words(app) and next(iter(query.values())) in words(app)
    assert {name: app.query_params[name] for name in query} in (query, {name: [value] for name, value in query.items()})


def test_a_warehouse_without_data_is_waited_for(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    app = opened("display/wall", **YEAR)
    before = words(app)
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    app.run()
    assert not app.error and words(app) == before


def test_a_policy_that_cannot_be_read_leaves_the_wall_running(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GRIDSCOPE_POLICY", str(tmp_path / "none.toml"))
    app = AppTest.from_file(Path(__file__).parents[2] / "app.py", default_timeout=60)
    app.run()
    app.switch_page("pages/display/wall.py").run()
    assert (not app.exception and "none.toml" in words(app)) or "数据暂时读不到" in words(app)


def test_the_overview_leads_to_a_wall_of_its_scope(opened: Opened):
    app = opened(**YEAR, compare="year")
    [address] = [code.value for code in app.code]
    parts = urlsplit(address)
    assert parts.path.endswith("/wall")
    assert parse_qs(parts.query) == {
        "area": ["211302"],
        "window": ["this_year"],
        "compare": ["year"],
        "embed": ["true"],
        "embed_options": ["dark_theme"],
    }


def test_the_style_sheet_has_no_text_under_the_floor():
    assert min(float(size) for size in re.findall(r"font-size: ([\d.]+)px", CSS)) >= 34


def test_words_on_a_tinted_ground_reach_the_contrast_of_those_on_the_glass():
    pairs = re.findall(r"background: (#[0-9A-F]{6}); color: (#[0-9A-F]{6})", CSS)
    assert len(pairs) >= 4
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < 7} == {}
