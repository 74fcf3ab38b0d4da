"""What the wall says: the overview's numbers, counted rows, and a sentence for every state of little data."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from analytics.asking.ask import ask
from analytics.asking.filters import ScopeError
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.engines.duckdb import engine
from analytics.stories.investment.money_year import curve
from analytics.stories.investment.numbers import gather
from analytics.stories.overview import Finding, overview
from analytics.stories.wall import Wall, wall
from analytics.stories.wall.alerts import alerts
from analytics.stories.wall.fit import fitting
from analytics.stories.wall.model import HEADLINE, Tile
from analytics.words.width import text_width
from data.store import read_only
from tests.support.wall_data import DISTRICT, publish_district
from tests.support.warehouses import publish

UNTIL = datetime(2022, 4, 30, 23, 40)
YEAR = {"area": "211302", "window": "this_year"}


@pytest.fixture
def demo(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))


@pytest.fixture
def district(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    publish_district(tmp_path, UNTIL)
    return tmp_path


def told(**query: str) -> Wall:
    return wall(Scope.from_query(query), LOCAL)


def rows(folder: Path) -> pd.DataFrame:
    [path] = folder.glob("*.duckdb")
    connection = read_only(path)
    try:
        return connection.execute("SELECT street, received_at, resolved_at FROM tickets").df()
    finally:
        connection.close()


def test_its_numbers_are_those_of_the_overview(demo: None):
    view, shown = overview(Scope.from_query(YEAR), LOCAL), told(**YEAR)
    rates = {kpi.measure_id: f"{kpi.value * 100:.1f}" for kpi in view.kpis if kpi.unit == "percent" and kpi.value is not None}
    by_label = {tile.label: tile.value for tile in shown.tiles}
    assert by_label["办结率"] == rates["resolution_rate"]
    assert by_label["按期办结率"] == rates["on_time_rate"]
    assert by_label["满意率"] == rates["satisfaction_rate"]
    backlog = next(kpi.value for kpi in view.kpis if kpi.measure_id == "backlog")
    assert shown.flow.backlog[-1] == backlog
    assert {place.code: place.rate for place in shown.plate.places} == {unit.code: unit.rate for unit in view.units}
    assert [alert.title for alert in shown.alerts.alerts] == [finding.title for finding in view.findings][:4]


def test_an_area_is_marked_as_the_overview_marks_it(demo: None):
    units = {unit.code: unit for unit in overview(Scope.from_query(YEAR), LOCAL).units}
    named = {"low": "below", "same": "near", "high": "above", "thin": "thin"}
    for place in told(**YEAR).plate.places:
        assert place.state == named[units[place.code].cls]
        assert (place.low, place.high) == units[place.code].band


def test_the_weeks_are_those_that_end_with_the_window(district: Path):
    shown, tickets = told(area=DISTRICT, window="this_month").flow, rows(district)
    assert len(shown.ends) == 17 and shown.ends[-1] == UNTIL.date()
    for last, received, closed in zip(shown.ends, shown.received, shown.closed, strict=True):
        end = pd.Timestamp(last) + timedelta(days=1)
        start = end - timedelta(days=7)
        assert received == ((tickets["received_at"] >= start) & (tickets["received_at"] < end)).sum()
        assert closed == ((tickets["resolved_at"] >= start) & (tickets["resolved_at"] < end)).sum()
    assert shown.backlog[-1] == tickets["resolved_at"].isna().sum()


def test_renovation_and_investment_are_the_rows_of_the_year(district: Path):
    shown = told(area=DISTRICT, window="this_month")
    assert dict(shown.renovation.stages) == {"完工": 0, "在建": 1, "未开工": 0}
    [work] = shown.renovation.works
    assert (round(work.done, 6), round(work.planned, 6)) == (0.2, 0.3)
    assert shown.investment.target == 1.8e9
    assert shown.investment.received == (0, 2e8, 2e8, 2e8)
    assert shown.investment.planned == tuple(1.5e8 * month for month in range(1, 13))
    assert shown.investment.title == "招商到位 2 亿元，落后序时"


def test_the_plan_of_the_funds_is_the_line_of_the_investment_page(demo: None):
    page, shown = curve(gather(Scope.from_query(YEAR), LOCAL)).drawn, told(**YEAR).investment
    assert page.planned is not None
    assert (shown.received, shown.planned, shown.target) == (page.received, page.planned, page.target)
    steps = [after - before for before, after in pairwise((0.0, *shown.planned))]
    assert len(set(steps)) > 1  # the months of this target are not alike


def test_every_tile_has_a_verdict_that_its_number_supports(district: Path):
    tiles = {tile.label: tile for tile in told(area=DISTRICT, window="this_month").tiles}
    assert len(tiles) == 6
    assert (tiles["办结率"].value, tiles["办结率"].verdict, tiles["办结率"].tone) == ("48.3", "未达", "attention")
    assert tiles["办结率"].against == "目标 95"
    assert (tiles["招商到位"].value, tiles["招商到位"].unit, tiles["招商到位"].against) == ("2", "亿元", "目标 18")
    assert tiles["满意率"].value == "–" and tiles["满意率"].tone == "plain"


def test_the_headline_names_areas_as_long_as_they_fit_and_counts_them_else(district: Path, demo_warehouse: Path, monkeypatch):
    named = told(area=DISTRICT, window="this_month").ranking.title
    assert named == "都与同类相当"
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))
    shown = told(**YEAR).ranking
    below = sum(place.state == "below" for place in shown.places)
    assert below == 0 or "差于同类" in shown.title
    assert text_width(shown.title) <= HEADLINE


def test_without_a_target_areas_are_held_against_their_whole(demo: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from data.contracts.policy import DEFAULT

    text = DEFAULT.read_text("utf-8").replace("resolution_rate = 0.95\n", "", 1)
    (tmp_path / "policy.toml").write_text(text, "utf-8")
    monkeypatch.setenv("GRIDSCOPE_POLICY", str(tmp_path / "policy.toml"))
    shown = told(**YEAR)
    assert "差于同类" in shown.plate.below and "全区" in shown.ranking.note


def test_a_place_without_parts_stands_among_its_peers(district: Path):
    shown = told(area="211302002")
    assert {place.code for place in shown.plate.places} == {"211302001", "211302002", "211302003"}


@pytest.mark.parametrize("query", [{}, {"area": DISTRICT}, {"area": "211302001001002"}, {"from": "2010-01-01", "to": "2010-01-01"}])
def test_no_rows_at_all_is_a_sentence_in_every_panel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: dict[str, str]):
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    publish(tmp_path, tickets=[{"ticket_id": "1", "source": "t", "received_at": UNTIL}])
    shown = told(**query)
    assert all(panel.title and panel.note for panel in (shown.ranking, shown.flow, shown.renovation, shown.investment))
    assert len(shown.tiles) == 6 and shown.alerts.title


def test_a_scope_that_cannot_be_is_refused_before_anything_is_drawn(district: Path):
    with pytest.raises(ScopeError):
        told(window="next_decade")


def test_evidence_is_cut_at_a_part_never_inside_a_number():
    finding = Finding(
        "limit", "breach", "龙城区办结率明显偏低", "2,310 件中 85.3%；全市 93.1%；按其诉求构成应为 92.9%；正常波动下限 91.0%", "overview"
    )
    [alert] = alerts((finding,)).alerts
    assert alert.evidence == "2,310 件中 85.3%；全市 93.1%"
    assert not alert.question and alerts(()).alerts == ()


def test_nothing_is_compared_with_a_time_before_the_record_begins(demo: None):
    with engine().reading() as reader:
        begins = reader.about.data_from.date()
    young = told(**{"from": str(begins), "to": str(begins + timedelta(days=60))}).tiles[0]
    assert young.verdict == "" and young.against.startswith("日均")
    later = told(**{"from": str(begins + timedelta(days=70)), "to": str(begins + timedelta(days=130))}).tiles[0]
    assert later.against.startswith("环比")


def test_the_backlog_is_told_with_what_of_it_is_overdue(demo: None):
    scope = Scope.from_query({"area": "211302008001", **{"window": "this_year"}})
    shown = {tile.label: tile for tile in wall(scope, LOCAL).tiles}["期末在办"]
    overdue = int(ask(["overdue_backlog"], scope=scope, principal=LOCAL).frame["overdue_backlog"].iloc[0])
    assert shown.against == f"超期 {overdue} 件"


@pytest.mark.parametrize(
    ("value", "unit", "told_as"),
    [
        ("249.7", "万件", ("250", "万件")),  # without its magnitude it would be another number
        ("253.4", "亿元", ("253", "亿元")),
        ("12.34", "亿元", ("12.3", "亿元")),
        ("7.74", "亿元", ("7.74", "亿元")),
        ("309.5", "million yuan", ("310", "百万元")),
        ("7,637", "件", ("7,637", "件")),
        ("17,637", "件", ("17,637", "")),
        ("117,637", "件", ("118", "千")),
    ],
)
def test_a_number_is_shortened_before_its_magnitude_is_lost(value: str, unit: str, told_as: tuple[str, str]):
    tile = fitting(Tile("", value, unit, "", "plain", ""))
    assert (tile.value, tile.unit) == told_as


def test_more_findings_than_there_is_room_for_are_counted_and_a_long_title_goes_without_its_brackets():
    long = Finding("limit", "breach", "双塔经济开发区木头城子街道办结率（全口径）明显偏低", "85.3%", "overview")
    shown = alerts((long,) * 6)
    assert shown.title == "需要关注 6 项，先列 4 项" and len(shown.alerts) == 4
    assert shown.alerts[0].title == "双塔经济开发区木头城子街道办结率明显偏低"


def test_the_facts_of_an_area_begin_with_its_rate_and_fit_their_line(demo: None):
    for place in told(**YEAR).plate.places:
        assert place.rate is not None and place.facts.startswith(f"{place.rate * 100:.1f}%　受理 ")
        assert text_width(f"{place.name}　{place.facts}") <= 26
