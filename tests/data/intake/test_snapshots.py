"""The same ledger month after month: current values move on, the first plan stays, each month adds its progress, nothing is done twice."""

from __future__ import annotations

from datetime import date

import pytest

from data.contracts.problem import Problem
from tests.data.intake.conftest import Bring, Query

AREAS = "area_code,level,name,parent_code\n990101,district,示例区,\n990101001,street,人民街道,990101\n990101002,street,建设街道,990101\n"
HEAD = "小区名称,街道,计划开工时间,计划完工时间,实际开工时间,总投资（万元）,形象进度,累计支付（万元）\n"


@pytest.fixture
def month(bring: Bring):
    bring(AREAS, "areas.csv")

    def snapshot(number: int, *lines: str, **options):
        return bring(f"示例区老旧小区改造台账\n截至2021年{number}月底\n" + HEAD + "\n".join(lines) + "\n", **options)

    return snapshot


def row(name: str = "甲小区", finish: str = "2021-11", started: str = "", cost: str = "100", done: str = "10%", paid: str = "") -> str:
    return f"{name},人民街道,2021-05,{finish},{started},{cost},{done},{paid}"


def test_a_moved_plan_updates_the_project_and_leaves_the_first_plan_to_be_seen(month, query: Query):
    month(5, row())
    month(6, row(finish="2022-06", started="2021.5.20", done="25%", paid="12.5"))
    report = month(7, row(finish="2022-09", started="2021.5.20", cost="130", done="40%", paid="33"))
    assert report.tables[0].rows == {"renovation_projects": (0, 1), "renovation_progress": (1, 0), "renovation_plans": (1, 0)}
    assert report.total["updated"] == 1
    current = query("SELECT planned_finish, planned_investment, started_at FROM renovation_projects")
    assert current == [(date(2022, 9, 30), 1_300_000, date(2021, 5, 20))]
    assert query("SELECT month, planned_finish, planned_investment FROM renovation_plans ORDER BY 1") == [
        (date(2021, 5, 1), date(2021, 11, 30), 1_000_000),
        (date(2021, 6, 1), date(2022, 6, 30), 1_000_000),
        (date(2021, 7, 1), date(2022, 9, 30), 1_300_000),
    ]
    assert query("SELECT month, actual_percent, actual_spend FROM renovation_progress ORDER BY 1") == [
        (date(2021, 5, 1), 10, None),
        (date(2021, 6, 1), 25, 125_000),
        (date(2021, 7, 1), 40, 330_000),
    ]
    assert query("SELECT count(*) FROM changes WHERE dataset = 'renovation_projects'") == [2]


def test_the_same_snapshot_again_changes_nothing_and_publishes_nothing(month, warehouse):
    month(5, row(), row("乙小区"))
    before = warehouse.current()
    again = month(5, row(), row("乙小区"))
    assert (again.nothing_changed, again.total["unchanged"], warehouse.current()) == (True, 2, before)


def test_an_older_snapshot_that_comes_late_adds_its_month_and_does_not_turn_the_project_back(month, query: Query):
    month(7, row(finish="2022-06", done="40%"))
    report = month(5, row(done="10%"))
    assert query("SELECT planned_finish FROM renovation_projects") == [date(2022, 6, 30)]
    assert query("SELECT month, actual_percent FROM renovation_progress ORDER BY 1") == [(date(2021, 5, 1), 10), (date(2021, 7, 1), 40)]
    assert query("SELECT planned_finish FROM renovation_plans ORDER BY month") == [date(2021, 11, 30), date(2022, 6, 30)]
    assert any("older than what is already known" in warning for warning in report.tables[0].warnings)


def test_a_plan_that_was_known_before_the_first_monthly_report_is_kept_as_the_first_one(bring: Bring, month, query: Query):
    bring("老旧小区改造\n小区名称,街道,计划开工时间,计划完工时间\n甲小区,人民街道,2021-05,2021-11\n", within="990101")
    month(6, row(finish="2022-06"))
    assert query("SELECT month, planned_finish FROM renovation_plans ORDER BY 1") == [
        (date(2021, 5, 1), date(2021, 11, 30)),
        (date(2021, 6, 1), date(2022, 6, 30)),
    ]


def test_a_project_without_a_number_keeps_the_one_made_of_its_name_and_area(month, query: Query):
    month(5, row(), row("乙小区").replace("人民街道", "建设街道"), row("甲小区").replace("人民街道", "建设街道"))
    first = query("SELECT project_id FROM renovation_projects ORDER BY 1")
    assert len(set(first)) == 3
    # Wider brackets and blanks in the name, and only the district for an area, do not make another project of it.
    report = month(6, row(" 乙 小 区 ").replace("人民街道", "示例区"), row("甲小区").replace("人民街道", "示例区"))
    assert query("SELECT project_id FROM renovation_projects ORDER BY 1") == first
    assert report.quarantined == {"ambiguous_name": 1}
    assert query("SELECT count(DISTINCT area_code) FROM renovation_projects") == [2]


def test_the_month_of_the_report_is_found_where_people_write_it(bring: Bring, month, query: Query):
    for name, title, expected in (
        ("a.csv", "截至2021年6月30日", date(2021, 6, 1)),
        ("b.csv", "2021年1-7月老旧小区改造情况", date(2021, 7, 1)),
        ("老旧小区台账_202108.csv", "", date(2021, 8, 1)),
        ("老旧小区2021-09.csv", "", date(2021, 9, 1)),
        ("老旧小区2021年台账10月.csv", "", date(2021, 10, 1)),
    ):
        bring(f"老旧小区改造台账\n{title}\n" + HEAD + row() + "\n", name, within="990101")
        assert query("SELECT max(month) FROM renovation_progress") == [expected], name
    bring("老旧小区改造台账\n截至2021年6月30日\n" + HEAD + row() + "\n", within="990101", as_of="2021-11")
    assert query("SELECT max(month) FROM renovation_progress") == [date(2021, 11, 1)]


def test_progress_without_a_month_is_refused_with_what_to_do(bring: Bring, month):
    with pytest.raises(Problem, match="--as-of 2021-06"):
        bring("老旧小区改造台账\n" + HEAD + row() + "\n")
    with pytest.raises(Problem, match="is not a month"):
        month(5, row(), as_of="next month")


def test_a_stage_without_a_date_is_dated_by_the_first_ledger_that_shows_it(bring: Bring, month, query: Query):
    head = "项目名称,区县,投资方,项目阶段,签约时间\n"
    bring("招商引资项目台账（2021年5月）\n" + head + "甲项目,示例区,甲公司,在谈,\n乙项目,示例区,乙公司,签约,2021-04-02\n")
    bring("招商引资项目台账（2021年6月）\n" + head + "甲项目,示例区,甲公司,签约,\n乙项目,示例区,乙公司,签约,\n")
    bring("招商引资项目台账（2021年7月）\n" + head + "甲项目,示例区,甲公司,签约,\n乙项目,示例区,乙公司,落地,\n")
    columns = "name, negotiating_at, signed_at, landed_at"
    assert query(f"SELECT {columns} FROM investment_projects ORDER BY 1") == [
        ("乙项目", None, date(2021, 4, 2), date(2021, 7, 31)),
        ("甲项目", date(2021, 5, 31), date(2021, 6, 30), None),
    ]
