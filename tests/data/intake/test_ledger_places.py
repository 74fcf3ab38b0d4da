"""Where a line of a ledger lies: by code, by name, by a path in one cell, by the title; and what a slip of the pen is likely to mean."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from data.intake.placing.gazetteer import Gazetteer, Place
from data.intake.placing.locate import locate
from data.store import now
from tests.data.intake.conftest import Bring, Query

KNOWN = [
    Place("210000", "province", "辽宁省", None),
    Place("211300", "city", "朝阳市", "210000"),
    Place("211302", "district", "双塔区", "211300"),
    Place("211303", "district", "龙城区", "211300"),
    Place("211302008", "street", "站南街道", "211302"),
    Place("211302008001", "community", "燕都社区", "211302008"),
    Place("211303001", "street", "红旗街道", "211303"),
]
AREAS = "area_code,level,name,parent_code\n" + "\n".join(
    f"{place.area_code},{place.level},{place.name},{place.parent_code or ''}" for place in KNOWN
)


@pytest.mark.parametrize(
    ("text", "parent", "code"),
    [
        ("双塔区/站南街道", None, "211302008"),
        ("双塔区-站南街道", None, "211302008"),
        ("朝阳市双塔区站南街道", None, "211302008"),
        ("辽宁省朝阳市双塔区站南街道燕都社区", None, "211302008001"),
        ("双塔区站南街道长江路5号", None, "211302008"),
        ("双塔区", "211302", "211302"),
        ("朝阳市双塔区站南街道", "211302", "211302008"),
        ("站南街道", "211302", "211302008"),
        ("站南街道燕都社区", "211302", "211302008001"),
        ("龙城区/红旗街道", "211302", "211303001"),
        ("211302008", None, "211302008"),
    ],
)
def test_a_cell_may_name_the_whole_path(text, parent, code):
    assert locate(Gazetteer.of(KNOWN), None, text, parent) == code


def test_a_text_that_is_no_path_is_one_area():
    gazetteer = Gazetteer.of(KNOWN)
    locate(gazetteer, None, "'; DROP TABLE areas;--", "211302")
    assert [place.name for place in gazetteer.provisional] == ["; DROP TABLE areas;--"]


def test_a_slip_is_added_as_provisional_and_the_warning_names_what_is_likely_meant(bring: Bring, query: Query):
    bring(AREAS, "areas.csv")
    report = bring("工单编号,受理时间,区县,街道\nA1,2021-01-04 08:00:00,双塔区,站南街到\nA2,2021-01-04 08:00:00,双塔区,四海镇\n")
    [warning] = [text for text in report.tables[0].warnings if "provisional" in text]
    assert "站南街到 (is 站南街道 211302008 meant?)" in warning
    assert "四海镇" in warning and "四海镇 (" not in warning
    report = bring("老旧小区台账\n小区名称,所在区域,户数\n甲小区,朝阳市双塔区站南街到,3\n")
    assert query("SELECT area_code FROM renovation_projects") == query("SELECT area_code FROM areas WHERE name = '站南街到'")


def test_streets_without_a_district_lie_in_the_one_that_the_title_names(bring: Bring, query: Query):
    bring(AREAS, "areas.csv")
    report = bring("双塔区老旧小区改造台账\n小区名称,街道,户数\n甲小区,站南街道,3\n乙小区,龙城区红旗街道,4\n丙小区,,5\n")
    assert query("SELECT name, area_code FROM renovation_projects ORDER BY 1") == [
        ("丙小区", "211302"),
        ("乙小区", "211303001"),
        ("甲小区", "211302008"),
    ]
    assert any("双塔区 (211302)" in warning for warning in report.tables[0].warnings)


def test_a_project_without_any_area_is_turned_away(bring: Bring):
    bring(AREAS, "areas.csv")
    report = bring("老旧小区改造台账\n小区名称,街道,户数\n甲小区,,3\n")
    assert report.quarantined == {"missing:area_code": 1}


def test_a_name_that_is_known_elsewhere_in_the_district_is_another_project_with_a_warning(bring: Bring, query: Query):
    bring(AREAS + "\n211302009,street,前进街道,211302\n", "areas.csv")
    bring("双塔区老旧小区改造台账\n小区名称,街道,户数\n甲小区,站南街道,3\n")
    report = bring("双塔区老旧小区改造台账\n小区名称,街道,户数\n甲小区,前进街道,3\n")
    assert query("SELECT count(*) FROM renovation_projects") == [2]
    assert any(warning.startswith("1 new records bear the name") and "甲小区" in warning for warning in report.tables[0].warnings)


def test_areas_are_added_from_the_top_down_whatever_their_order(bring: Bring, query: Query):
    report = bring(
        "级别,区划名称,上级名称,区划代码,户数\n街道,站南街道,双塔区,211302008,900\n区县,双塔区,,211302,\n社区,燕都社区,站南街道,,300\n社区,孤岛社区,不存在的街道,,1\n"
    )
    assert query("SELECT area_code, parent_code, level FROM areas WHERE kind IS NULL ORDER BY 1") == [
        ("211302", None, "district"),
        ("211302008", "211302", "street"),
        ("211302008:燕都社区", "211302008", "community"),
        ("x:street/不存在的街道:孤岛社区", "x:street/不存在的街道", "community"),
    ]
    assert any("不存在的街道" in warning for warning in report.tables[0].warnings)
    bring("区划代码,级别,区划名称,上级代码\n999999001,街道,某街道,999999\n999999001001,社区,某社区,999999001\n")
    assert query("SELECT area_code, level, parent_code FROM areas WHERE area_code LIKE '9%' ORDER BY 1") == [
        ("999999", "district", None),
        ("999999001", "street", "999999"),
        ("999999001001", "community", "999999001"),
    ]
    bring("区划代码,级别,区划名称\n999999,区,某区\n")
    assert query("SELECT name, kind FROM areas WHERE area_code = '999999'") == [("某区", None)]


def test_an_activity_twice_in_one_file_is_two_and_the_file_twice_is_one(bring: Bring, query: Query):
    bring(AREAS, "areas.csv")
    text = "活动类型,活动时间,街道,参与人数\n志愿服务,2021-06-26,站南街道,5\n志愿服务,2021-06-26,站南街道,5\n网格巡查,2021-06-27,站南街道,1人\n"
    bring(text, within="211302")
    assert query("SELECT count(*) FROM activities") == [3]
    assert bring(text, within="211302").nothing_changed


def test_money_for_a_number_that_is_not_registered_is_kept_with_a_warning(bring: Bring):
    bring(AREAS, "areas.csv")
    report = bring("project_id,month,inflow\nP9,2021-03,5000000\n", dataset="investment_flows")
    assert report.total["accepted"] == 1
    assert any("not in investment_projects" in warning for warning in report.tables[0].warnings)


def test_moments_in_the_future_are_turned_away_and_only_that_of_the_receipt_takes_its_row_along(bring: Bring):
    ahead = (now() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M:%S")
    soon = (now() + timedelta(hours=20)).strftime("%Y-%m-%d %H:%M:%S")
    head = "工单编号,受理时间,办结时间,评价时间,结案时间\n"
    report = bring(
        head
        + f"A1,{ahead},,,\nA2,{soon},,,\nA3,2021-01-04 08:00:00,{ahead},,\nA4,2021-01-04 08:00:00,,{ahead},\nA5,2021-01-04 08:00:00,,,{ahead}\n"
    )
    assert report.total["accepted"] == 4
    assert set(report.quarantined) == {"implausible:received_at"}
    assert {one.reason for one in report.tables[0].dropped} == {
        f"implausible:{name}" for name in ("resolved_at", "rated_at", "archived_at")
    }


def test_a_few_rows_years_ahead_of_the_rest_do_not_move_the_newest_data_and_are_told(bring: Bring, query: Query):
    head = "工单编号,受理时间\n"
    first = date(2021, 1, 1)
    lines = [f"A{number},{first + timedelta(days=number)}" for number in range(60)]
    assert not bring(head + "\n".join(lines) + "\n").tables[0].warnings[1:]
    report = bring(head + "\n".join([*lines, "B1,2024-02-03", "B2,2024-02-04"]) + "\n")
    [warning] = [text for text in report.tables[0].warnings if "newest data" in text]
    assert warning.startswith("2 rows are dated 2024-02-03 or later, while the rest ends on 2021-03-01; they do not move")
    assert query("SELECT data_until, ahead_from, ahead_rows FROM generation") == [(datetime(2021, 3, 1), date(2024, 2, 3), 2)]
    # Many rows after a pause are new data.
    bring(head + "\n".join(f"C{number},2024-02-{1 + number % 28:02d}" for number in range(60)) + "\n")
    assert query("SELECT data_until, ahead_from FROM generation") == [(datetime(2024, 2, 28), None)]


@pytest.mark.parametrize("column", ["受理时间", "办结时间", "评价时间", "结案时间"])
def test_a_lone_moment_years_ahead_moves_now_in_no_column(bring: Bring, query: Query, column: str):
    names = ["受理时间", "办结时间", "评价时间", "结案时间"]
    lines = [
        ["2021-01-01 09:00:00", "2021-01-02 09:00:00", "2021-01-03 09:00:00", f"2021-01-{4 + number % 20:02d} 09:00:00"]
        for number in range(40)
    ]
    for place in range(names.index(column), len(names)):
        lines[7][place] = f"2025-0{place + 1}-01 09:00:00"
    text = "工单编号," + ",".join(names) + "\n" + "".join(f"A{n}," + ",".join(line) + "\n" for n, line in enumerate(lines))
    report = bring(text)
    assert report.total["accepted"] == 40
    assert any("1 rows are dated 2025-" in text and "do not move the newest data" in text for text in report.tables[0].warnings)
    assert query("SELECT data_until FROM generation") == [(datetime(2021, 1, 23, 9))]
