"""The numbers of a briefing are those of the pages, and every state of little data is a sentence."""

from datetime import date
from pathlib import Path

import pytest

from analytics.ask import ask
from analytics.briefing import Briefing, briefing
from analytics.briefing.model import Number, Table
from analytics.briefing.sentences import joined, level, plain
from analytics.engines.duckdb import newest
from analytics.principal import LOCAL
from analytics.scope import Scope
from analytics.stories.investment import investment
from analytics.stories.overview import overview
from analytics.stories.renovation import plan_years, renovation
from analytics.stories.services import services
from tests.analytics.briefing.conftest import AREA, MONTH
from tests.support.warehouses import publish

JULY = Scope(window="custom", first=date(2021, 7, 1), last=date(2021, 7, 31), area=AREA)


def annex(told: Briefing, name: str) -> Table:
    return next(table for table in told.annex if table.name == name)


def numbers(table: Table, column: int) -> list[float | None]:
    return [cell.value for row in table.rows for cell in [row[column]] if isinstance(cell, Number)]


def test_the_structure_is_fixed(told: Briefing) -> None:
    assert [section.title for section in told.sections] == ["概况", "变化", "比较", "项目", "改造项目", "招商投资", "问题"]
    assert (told.title, told.issue, told.as_of) == ("双塔区网格治理工作专报", "2021年第7期", "数据截至2021-07-31 24:00")
    assert told.notice == "演示数据"


def test_main_numbers_are_those_that_ask_gives(told: Briefing) -> None:
    measures = ["received", "resolution_rate", "on_time_rate", "median_hours", "satisfaction_rate", "backlog"]
    compared = JULY.comparison(newest())
    assert compared is not None
    periods = [JULY.period(newest()), compared]
    frame = ask(measures, scope=JULY, principal=LOCAL, periods=periods).frame.set_index("period")
    assert numbers(annex(told, "kpis"), 1) == pytest.approx(frame.loc[0, measures].tolist())
    assert numbers(annex(told, "kpis"), 2) == pytest.approx((frame.loc[0, measures] - frame.loc[1, measures]).tolist())


def test_sentences_say_what_the_pages_say(told: Briefing) -> None:
    view, money, served = overview(JULY, LOCAL), investment(JULY, LOCAL), services(JULY, LOCAL)
    works = renovation(JULY, LOCAL, plan_years(JULY, LOCAL)[0], "investment")
    for page in (money, served, works):
        assert joined(page.headline, page.support) in told.text
    for kpi in view.kpis[1:]:
        assert level(kpi) in told.text
    for finding in view.findings:
        assert plain(finding.title) in told.text
    assert numbers(annex(told, "works"), 1) == [kpi.value for kpi in works.kpis]
    assert numbers(annex(told, "investment"), 1) == [kpi.value for kpi in money.kpis]
    assert numbers(annex(told, "services"), 1) == [kpi.value for kpi in served.kpis]


def test_areas_are_those_of_the_ranking(told: Briefing) -> None:
    counted = {unit.short: unit for unit in overview(JULY, LOCAL).units if unit.n}
    rows = {str(row[0]): row for row in annex(told, "areas").rows}
    assert rows.keys() == counted.keys()
    assert all(row[2] == Number(counted[name].rate, "percent") for name, row in rows.items())


def test_every_number_has_its_definition(told: Briefing) -> None:
    defined = {str(row[0]).partition("（")[0] for row in annex(told, "definitions").rows}
    for name in ("kpis", "works", "investment", "services"):
        assert {str(row[0]) for row in annex(told, name).rows} <= defined
    assert all(str(row[1]) for row in annex(told, "definitions").rows)


@pytest.mark.parametrize("month", ["2030-01", "1999-12"])
def test_a_month_without_data_says_so_in_every_section(demo: Path, month: str) -> None:
    empty = briefing(Scope(area=AREA), LOCAL, month)
    assert len(empty.sections) == 5 and not empty.annex and not empty.pictures
    assert all(len(section.blocks) == 1 and "没有数据；现有数据自" in section.blocks[0].text for section in empty.sections)  # type: ignore[union-attr]


@pytest.mark.parametrize(("area", "month"), [(None, "2021-07"), ("211302008", "2021-07"), ("211302", "2022-04"), ("211303", "2019-02")])
def test_every_level_and_little_data_give_sentences(demo: Path, area: str | None, month: str) -> None:
    told = briefing(Scope(area=area), LOCAL, month)
    assert told.text and "None" not in told.text and "nan" not in told.text and "{" not in told.text


def test_a_warehouse_of_two_tickets_gives_a_briefing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    common = {"source": "t", "channel": "hotline_12345", "street": "211302001", "district": "211302"}
    received = ["2021-07-03 10:00", "2021-07-09 10:00"]
    publish(tmp_path, tickets=[{"ticket_id": str(n), "received_at": when, **common} for n, when in enumerate(received)])
    told = briefing(Scope(area="211302"), LOCAL, MONTH)
    assert "受理诉求2件" in told.text
    assert "招商台账中没有本区域的项目。" in told.text
