"""The story of the renovation page on the demo: it says what ask() says, at every level, and refuses where little is known."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from analytics.asking.ask import ask
from analytics.asking.filters import Filter
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.stories.overview import overview
from analytics.stories.renovation import plan_years, renovation
from analytics.stories.renovation.before_after import before_after
from analytics.stories.renovation.project import project_view
from analytics.words.language import ENGLISH, speaking
from analytics.words.marks import bold
from tests.support.warehouses import publish

CITY = Scope(area="211300")
DISTRICT = Scope(area="211302")


@pytest.fixture
def demo(demo_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(demo_warehouse))


def plan(scope: Scope, year: str) -> Scope:
    return replace(scope, where=(Filter("plan_year", (year,)),))


def test_the_year_of_the_data_comes_first(demo):
    assert plan_years(CITY, LOCAL) == ("2022", "2021", "all")
    assert plan_years(Scope(area="211300", window="custom", first=date(2021, 6, 1), last=date(2021, 8, 31)), LOCAL)[0] == "2021"


def test_the_page_and_the_overview_tell_the_same_progress(demo):
    strip = next(pace for pace in overview(CITY, LOCAL).paces if pace.label.name == "老旧小区")
    row = next(row for row in renovation(CITY, LOCAL, "2022", "investment").kinds.drawn.rows if row.key == "old_compound")
    assert (row.value, row.planned, row.verdict) == (strip.value, strip.planned, strip.verdict)


def test_listed_projects_stand_in_the_strip_where_they_are_behind_and_at_most_four_fit(demo):
    whole = {pace.work: pace for pace in overview(Scope(), LOCAL).paces}
    row = next(row for row in renovation(Scope(), LOCAL, "2022", "investment").kinds.drawn.rows if row.key == "list_project")
    assert row.verdict.state == "behind" and whole["list_project"].value == row.value
    for area in ("210000", "211300", "211302", "210200"):
        found = overview(Scope(area=area), LOCAL).paces
        assert len(found) <= 4 and all(pace.is_behind for pace in found if pace.work == "list_project")


@pytest.mark.parametrize("weight", ["investment", "projects", "households", "floor_area"])
def test_rows_are_those_of_ask_by_any_weight(demo, weight: str):
    ending = "" if weight == "investment" else f"_by_{weight}"
    frame = ask([f"progress{ending}"], by=["renovation_kind"], scope=plan(CITY, "2022"), principal=LOCAL).frame
    expected = dict(zip(frame["renovation_kind"], frame[f"progress{ending}"], strict=True))
    for row in renovation(CITY, LOCAL, "2022", weight).kinds.drawn.rows:
        assert row.value == (None if expected[row.key] != expected[row.key] else pytest.approx(expected[row.key]))


def test_delayed_projects_stand_first_the_latest_on_top_and_are_as_many_as_counted(demo):
    view = renovation(CITY, LOCAL, "2022", "investment")
    late = [project.state == "delayed" for project in view.projects]
    counted = ask(["delayed"], scope=plan(CITY, "2022"), principal=LOCAL).frame["delayed"].iloc[0]
    assert sum(late) == counted > 0
    assert late == sorted(late, reverse=True)
    lateness = [(project.overdue, project.behind) for project in view.projects if project.state == "delayed"]
    assert lateness == sorted(lateness, reverse=True)


def test_the_project_named_as_latest_is_the_one_longest_past_its_finish(demo):
    view = renovation(Scope(), LOCAL, "2022", "investment")
    past = [
        (view.timeline.drawn.today - project.planned_finish).days
        for project in view.projects
        if project.planned_finish and not project.finished
    ]
    assert max(past) > 0
    assert f"{bold(view.projects[0].name)}（超期 {max(past)} 天）" in view.support


def test_the_curve_ends_at_the_whole_plan_and_its_last_report_is_that_of_ask(demo):
    curve = renovation(CITY, LOCAL, "2022", "investment").curve.drawn
    assert curve.planned[-1] == pytest.approx(1, abs=1e-6)
    done = [value for value in curve.actual if value is not None]
    row = ask(["investment_done", "planned_investment"], scope=plan(CITY, "2022"), principal=LOCAL).frame.iloc[0]
    assert done[-1] == pytest.approx(row["investment_done"] / row["planned_investment"])
    assert done == sorted(done) and curve.first


def test_every_project_is_on_the_map_or_counted_as_missing(demo):
    view = renovation(Scope(area="210200"), LOCAL, "2022", "investment")
    assert sum(site.count for site in view.map.drawn.sites) + view.map.drawn.unplaced == len(view.projects)


@pytest.mark.parametrize("area", [None, "210000", "211300", "211302", "211302008", "211302008001"])
@pytest.mark.parametrize("year", ["2022", "2021", "all"])
def test_the_story_stands_at_every_level(demo, area: str | None, year: str):
    scope = Scope(area=area)
    view = renovation(scope, LOCAL, year, "households")
    assert view.headline and view.support and len(view.kpis) == 6
    assert view.curve.title and view.kinds.title and view.timeline.title
    assert len(view.list.table.frame()) == len(view.projects)


def test_no_unfinished_project_is_forecast_to_have_been_finished_before_today(demo):
    view = renovation(Scope(), LOCAL, "2022", "investment")
    told, today = [project for project in view.projects if project.forecast], view.timeline.drawn.today
    assert told and all(project.forecast > today and project.foreseen.early >= today for project in told)
    assert any("应已完工" in project.unforeseen for project in view.projects)


@pytest.mark.parametrize("area", [None, "210200", "211302", "230204"])
def test_streets_of_the_same_name_are_counted_apart(demo, area: str | None):
    view = renovation(Scope(area=area), LOCAL, "2022", "investment")
    late = Counter((item.district, item.street) for item in view.projects if item.state == "delayed" and item.street)
    (place, count), (_next, second), *_others = [*late.most_common(2), (None, 0), (None, 0)]
    title = view.map.title
    if count == second or count <= 1:
        assert title in ("滞后项目分布较散", "项目分布")
    else:
        several = len({item.district for item in view.projects if item.district}) > 1
        assert title == f"滞后最集中：{''.join(place) if several else place[1]} {count} 个"


def test_before_any_report_nothing_is_said_of_who_is_behind(demo):
    early = Scope(window="custom", first=date(2015, 1, 1), last=date(2015, 1, 31))
    view = renovation(early, LOCAL, "2022", "investment")
    assert view.support == "截至 2015-01-31 尚无项目报送进度。"
    shown = {kpi.measure_id: kpi for kpi in view.kpis}
    assert shown["renovated_households"].note == "尚未开工" and shown["spend_rate"].parts == "尚未报送"


def test_payments_are_told_of_what_they_are_a_share_of(demo):
    kpi = next(kpi for kpi in renovation(Scope(), LOCAL, "2022", "investment").kpis if kpi.measure_id == "spend_rate")
    row = ask(["spend_rate"], scope=plan(Scope(), "2022"), principal=LOCAL).frame.iloc[0]
    paid, whole = (float(part) for part in kpi.parts.partition(" 亿元")[0].split(" / "))
    assert (paid, whole) == (round(row["spent"] / 1e8, 2), round(row["investment_reported"] / 1e8, 2))
    assert kpi.value == pytest.approx(paid / whole, abs=0.001)


def test_a_window_in_the_past_is_told_as_of_its_end(demo):
    past = Scope(area="211302", window="custom", first=date(2021, 7, 1), last=date(2021, 7, 31))
    view = renovation(past, LOCAL, "2021", "investment")
    assert view.timeline.drawn.today == date(2021, 7, 31)
    assert all(project.finished is None or project.finished <= date(2021, 7, 31) for project in view.projects)
    yinhe = next(project for project in view.projects if project.name == "银河小区")
    assert (yinhe.state, yinhe.started, yinhe.households) == ("running", date(2021, 6, 26), 1582)


def test_tickets_fall_after_renovation_where_the_demo_made_them_fall(demo):
    found = before_after(Scope(area="210000"), LOCAL)
    assert len(found.table.frame()) >= 20
    assert "低" in found.title and found.said
    # In both kinds of areas tickets rise over these years: a title must not read as a fall.
    assert "减少" not in found.title and found.drawn.changed.after > found.drawn.changed.before


def test_before_and_after_is_refused_with_the_counts_where_little_is_known(demo):
    found = before_after(Scope(area="211302", window="custom", first=date(2021, 9, 1), last=date(2021, 9, 30)), LOCAL)
    assert found.picture is None and "至少需要 5 个" in found.empty


def test_the_page_of_a_project_shows_first_and_present_plan_forecast_and_tickets(demo):
    moved = next(project for project in renovation(CITY, LOCAL, "2022", "investment").projects if project.moved and project.forecast)
    view = project_view(CITY, LOCAL, moved.id)
    assert view is not None and view.curve.drawn.first
    assert f"{moved.first_finish}" in view.support and f"{moved.planned_finish}" in view.support
    foreseen = view.curve.drawn.foreseen
    assert foreseen is not None and foreseen.early <= foreseen.finish == view.project.forecast
    assert "施工月" in view.curve.note
    line = view.tickets.drawn
    assert len(line.times) == len(line.lines[0].values) > 12
    assert project_view(Scope(area="210200"), LOCAL, moved.id) is None


def test_english_has_no_chinese_words_of_ours(demo):
    with speaking(ENGLISH):
        view = renovation(CITY, LOCAL, "2022", "investment")
    assert view.headline.isascii() and all(kpi.note.isascii() for kpi in view.kpis)


def test_no_project_at_all_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    publish(tmp_path, tickets=[{"ticket_id": "1", "source": "t", "received_at": datetime(2021, 5, 1, 9), "district": "211302"}])
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    assert plan_years(Scope(), LOCAL) == ("2021", "all")
    view = renovation(Scope(), LOCAL, "2021", "investment")
    assert (view.headline, view.projects, view.curve.picture, view.costs.picture) == ("该范围没有改造项目", (), None, None)
    assert before_after(Scope(), LOCAL).empty == "该范围还没有完工的老旧小区改造。"


def test_one_project_without_anything_but_its_name_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    publish(
        tmp_path,
        tickets=[{"ticket_id": "1", "source": "t", "received_at": datetime(2021, 5, 1, 9), "district": "211302"}],
        renovation_projects=[{"project_id": "a", "name": "A", "kind": "road", "area_code": "211302001"}],
    )
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    view = renovation(Scope(), LOCAL, "all", "households")
    assert [project.verdict.told for project in view.projects] == ["未开工"] and view.curve.picture is None
    told = project_view(Scope(), LOCAL, "a")
    assert told is not None and told.project.forecast is None and told.headline.startswith("A：")
