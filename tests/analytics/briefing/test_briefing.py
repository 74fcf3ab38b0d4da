"""The numbers of a briefing are those of the pages, and every state of little data is a sentence."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.briefing import Briefing, briefing
from analytics.briefing.model import Number, Table
from analytics.briefing.sentences import aimed, amount, joined, judgement, plain, valued
from analytics.engines.duckdb import newest
from analytics.stories.investment import investment
from analytics.stories.overview import overview
from analytics.stories.renovation import plan_years, renovation
from analytics.stories.services import services
from analytics.stories.tickets import departments_at_risk, risk
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
    for kpi in (*view.kpis, *served.kpis, *(kpi for kpi in money.kpis if kpi.measure_id not in ("inflow_this_year", "target_rate"))):
        assert amount(kpi.value, kpi.unit) in told.text
    for kpi in served.kpis[:4]:
        assert aimed(kpi) in told.text
    for kpi in works.kpis:
        assert valued(kpi) in told.text
    assert joined(works.support) in told.text and plain(view.support) in told.text
    assert money.curve is not None and plain(money.curve.title).removeprefix("完成目标57.4%，") in told.text
    for finding in view.findings:
        assert plain(finding.title) in told.text and plain(finding.evidence) in told.text
    assert numbers(annex(told, "works"), 1) == [kpi.value for kpi in works.kpis]
    assert numbers(annex(told, "investment"), 1) == [kpi.value for kpi in money.kpis]
    assert numbers(annex(told, "services"), 1) == [kpi.value for kpi in served.kpis]


def test_overdue_cases_are_those_of_the_tickets_page_by_department(told: Briefing) -> None:
    late = {each.name: each for each in departments_at_risk(JULY, LOCAL) if each.overdue}
    total = sum(each.overdue for each in late.values())
    assert risk(JULY, LOCAL).overdue.title == f"已超期 {total}"
    assert f"期末在办607件，其中超期{total}件" in told.text and f"全部在办件中超期的{total}件" in told.text
    rows = annex(told, "departments").rows
    assert [str(row[0]) for row in rows] == sorted(late, key=lambda name: (-late[name].overdue, -late[name].due_soon, name))[:12]
    assert all(row[1] == Number(late[str(row[0])].overdue, "cases") for row in rows)


def test_the_year_before_is_what_the_overview_says_of_it(told: Briefing) -> None:
    yearly = overview(replace(JULY, compare="year"), LOCAL)
    assert numbers(annex(told, "kpis"), 4) == pytest.approx([kpi.change for kpi in yearly.kpis])
    assert [row[5] for row in annex(told, "kpis").rows] == [judgement(kpi) for kpi in yearly.kpis]


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
    assert all(len(section.blocks) == 1 and "没有数据" in section.blocks[0].text for section in empty.sections)  # type: ignore[union-attr]
    assert empty.text.count("没有数据；现有数据自2014-09-01至2022-04-20。") == 1


def said(area: str | None, month: str) -> Briefing:
    """A briefing all of whose paragraphs are whole sentences."""
    told = briefing(Scope(area=area), LOCAL, month)
    assert told.text and "None" not in told.text and "nan" not in told.text and "{" not in told.text
    assert all(line.endswith("。") and len(line) > 5 for line in told.text.splitlines())
    return told


@pytest.mark.parametrize(("area", "month"), [(None, "2021-07"), ("211303", "2019-02")])
def test_the_widest_area_and_little_data_give_sentences(demo: Path, area: str | None, month: str) -> None:
    assert said(area, month).sections[-1].blocks


def test_a_running_month_is_told_up_to_its_day_against_as_many_days(demo: Path) -> None:
    told = said("211302008", "2022-04")
    assert told.text.startswith("2022年4月1—20日，站南街道受理诉求")
    assert "与上月同期" in told.text and "与上年同期" in told.text and "上年同月" not in told.text.partition("四、")[0].partition("招商")[0]
    assert annex(told, "kpis").heads[2] == "比上月同期" and "本月尚未结束" in annex(told, "kpis").note


def test_parts_with_too_few_cases_are_neither_judged_nor_drawn(demo: Path) -> None:
    told = said("211302001", "2020-03")
    assert "9个下级单位受理量均不足20件，样本太少，不作比较；数字见附表。" in told.text
    assert [picture.name for picture in told.pictures] == ["flow"] and len(annex(told, "areas").rows) == 9


def test_an_area_without_a_ticket_in_a_month_of_the_data_says_so(demo: Path) -> None:
    told = said(AREA, "2016-05")
    assert told.text.startswith("2016年5月，双塔区没有受理诉求的记录。")
    assert "kpis" not in [table.name for table in told.annex]


def test_a_warehouse_of_two_tickets_gives_a_briefing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    common = {"source": "t", "channel": "hotline_12345", "street": "211302001", "district": "211302"}
    received = ["2021-07-03 10:00", "2021-07-09 10:00"]
    publish(tmp_path, tickets=[{"ticket_id": str(n), "received_at": when, **common} for n, when in enumerate(received)])
    told = briefing(Scope(area="211302"), LOCAL, MONTH)
    assert "2021年7月1—9日，D受理诉求2件，日均0.2件；期末已办结0件。连同此前受理的，期末在办2件，其中超期0件。" in told.text
    assert "没有完整的上月同期数据可比。" in told.text and "没有完整的上年同期数据可比。" in told.text
    assert "招商台账中没有本区域的项目。" in told.text


def test_a_month_that_the_data_begin_in_is_nothing_to_compare_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    common = {"source": "t", "channel": "hotline_12345", "street": "211302001", "district": "211302"}
    days = ["2021-06-12", "2021-06-20", *(f"2021-07-{day:02d}" for day in range(1, 31)), "2021-08-02"]
    publish(tmp_path, tickets=[{"ticket_id": str(n), "received_at": f"{day} 10:00", **common} for n, day in enumerate(days)])
    assert "没有完整的上月数据可比。" in briefing(Scope(area="211302"), LOCAL, MONTH).text
    assert "没有完整的上月数据可比。" not in briefing(Scope(area="211302"), LOCAL, "2021-08").text
