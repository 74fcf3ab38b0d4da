"""Every sample of a ledger, found by its header and its title, with its lines and amounts counted by hand."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from data.intake.importer import import_files
from data.store import Warehouse
from tests.data.intake.conftest import SAMPLES, Query

# preset, lines, header, accepted, new, quarantined
EXPECTED = {
    "areas.csv": ("areas_ledger", 10, 2, 8, 8, {}),
    "grids.csv": ("areas_ledger", 6, 2, 3, 3, {"footer": 1}),
    "old_compounds_202106.csv": ("renovation_ledger", 9, 4, 3, 3, {"footer": 2}),
    "old_compounds_202107.csv": ("renovation_ledger", 8, 4, 3, 0, {"footer": 1}),
    "shantytowns_202106.csv": ("shantytown_ledger", 5, 2, 2, 2, {"footer": 1}),
    "project_list.csv": ("project_list", 5, 2, 3, 3, {}),
    "renovation_progress.csv": ("renovation_progress_report", 5, 2, 2, 2, {"unknown_name:project_id": 1}),
    "investment_202105.csv": ("investment_ledger", 5, 2, 3, 3, {}),
    "funds_long.csv": ("investment_flows", 7, 2, 5, 5, {}),
    "funds_wide_2021.csv": ("investment_flows", 6, 3, 2, 0, {"footer": 1}),
    "targets_2021.csv": ("investment_targets", 5, 2, 2, 2, {"footer": 1}),
    "service_items.csv": ("service_items", 5, 2, 3, 3, {}),
    "service_cases.csv": ("service_cases", 6, 2, 3, 3, {"footer": 1}),
    "visits.csv": ("activities_ledger", 7, 2, 4, 4, {"not_a_timestamp:held_at": 1}),
    "old_compounds.xlsx": ("renovation_ledger", 6, 3, 2, 0, {"footer": 1}),
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    return Warehouse(tmp_path_factory.mktemp("ledgers") / "warehouse")


@pytest.fixture(scope="module")
def report(warehouse):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDSCOPE_KEY", "a key that is only for tests")
        return import_files([SAMPLES / name for name in EXPECTED], warehouse=warehouse, accept_losses=True)


def test_the_samples_go_in_one_after_the_other(report, warehouse, query: Query):
    found = {
        table.file: (table.preset, table.lines, table.header, table.accepted, table.new, dict(table.quarantined)) for table in report.tables
    }
    assert found == EXPECTED
    assert not [area for area in query("SELECT name FROM areas WHERE kind = 'provisional'")]
    again = import_files([SAMPLES / name for name in EXPECTED], warehouse=warehouse, accept_losses=True)
    assert again.nothing_changed

    assert query("SELECT area_code, parent_code, households, grid_workers FROM areas WHERE level = 'grid' ORDER BY 1") == [
        ("990101001001:第一网格", "990101001001", 310, 1),
        ("990101001001:第二网格", "990101001001", 295, 2),
        ("990101002001:第一网格", "990101002001", 330, 1),
    ]

    columns = "kind, class, area_code, buildings, households, floor_area_m2, planned_investment, planned_start, planned_finish, started_at"
    projects = {row[0]: row[1:] for row in query(f"SELECT name, {columns} FROM renovation_projects")}
    assert projects["示例一小区"] == (
        "old_compound", "basic", "990101001001", 27, 1582, 128_000, 19_200_000, date(2021, 6, 1), date(2021, 12, 31), date(2021, 6, 26),
    )  # fmt: skip
    assert projects["示例二小区"] == (
        "old_compound", "basic+improvement", "990101002", 9, 410, 32_500, 5_120_000, date(2021, 5, 1), date(2022, 6, 30), date(2021, 5, 11),
    )  # fmt: skip
    assert projects["示例三小区"][-2] == date(2021, 10, 31)
    assert projects["示例地块甲"][0::6] == ("shantytown", 774_000_000)
    assert {name: row[0] for name, row in projects.items()} | {"示例路（一段）": "road", "示例广场照明": "list_project"} == {
        name: row[0] for name, row in projects.items()
    }

    progress = query(
        "SELECT month, actual_percent, planned_percent, actual_spend FROM renovation_progress WHERE project_id = 'SYN-R1' ORDER BY 1"
    )
    assert progress == [
        (date(2021, 6, 1), 35.0, None, None),
        (date(2021, 7, 1), 48.0, None, None),
        (date(2021, 8, 1), 57.0, 60.0, 9_805_000.0),
    ]
    plans = query("SELECT month, planned_finish, planned_investment, reason FROM renovation_plans WHERE project_id = 'SYN-R2' ORDER BY 1")
    assert plans == [
        (date(2021, 6, 1), date(2021, 11, 30), 4_880_000, None),
        (date(2021, 7, 1), date(2022, 6, 30), 5_120_000, "雨季停工"),
        (date(2021, 8, 1), date(2022, 6, 30), 5_120_000, None),
    ]

    stages = query("SELECT project_id, negotiating_at, signed_at, landed_at, contracted_amount FROM investment_projects ORDER BY 1")
    assert [(*row[:4], row[4] and float(row[4])) for row in stages] == [
        ("SYN-Z1", None, date(2021, 1, 12), date(2021, 3, 20), 774_000_000.0),
        ("SYN-Z2", None, date(2021, 5, 31), None, 120_000_000.0),
        ("SYN-Z3", date(2021, 5, 31), None, None, None),
    ]
    assert query("SELECT area_code FROM investment_projects WHERE project_id = 'SYN-Z1'") == ["990101001"]
    flows = [(row[0], row[1], float(row[2])) for row in query("SELECT project_id, month, inflow FROM investment_flows ORDER BY 1, 2")]
    assert flows == [
        ("SYN-Z1", date(2021, 1, 1), 8_000_000),
        ("SYN-Z1", date(2021, 2, 1), 50_000_000),
        ("SYN-Z1", date(2021, 3, 1), 19_999_999),
        ("SYN-Z1", date(2021, 5, 1), 12_500_000),
        ("SYN-Z2", date(2021, 3, 1), 3_000_000),
        ("SYN-Z2", date(2021, 4, 1), -255_000),
    ]
    targets = {
        (area, month): float(target)
        for area, month, target in query("SELECT area_code, month, target FROM investment_targets WHERE year = 2021")
    }
    assert (targets["990101", 0], targets["990102", 0], len(targets)) == (2_300_000_000, 774_000_000, 14)
    assert sum(targets["990101", month] for month in range(1, 13)) == 2_300_000_000

    items = query("SELECT item_code, kind, statutory_days, promised_days, visits, online, one_window FROM service_items ORDER BY 1")
    assert items == [
        ("SYN-S1", "item", 15, 1, 0, True, True),
        ("SYN-S2", "item", 7, 2.5, 1, True, True),
        ("SYN-S3", "package", 20, 0, 1, False, False),
    ]
    cases = query("SELECT item_code, channel, month, cases, mean_days FROM service_cases ORDER BY 1, 2")
    assert cases == [
        ("SYN-S1", "district_centre", date(2021, 3, 1), 64, 1.1),
        ("SYN-S1", "online", date(2021, 3, 1), 120, 0.8),
        ("SYN-S2", "district_centre", date(2021, 3, 1), 9, 2.5),
    ]
    visits = query("SELECT kind, area_code, grid, held_at, planned, done, participants FROM activities ORDER BY held_at, kind")
    assert visits == [
        ("visit", "990101001001:第一网格", "990101001001:第一网格", datetime(2021, 6, 26), True, True, 2),
        ("visit", "990101001001:第一网格", "990101001001:第一网格", datetime(2021, 6, 26), True, True, 2),
        ("enterprise_visit", "990101002", None, datetime(2021, 6, 27), True, False, None),
        ("volunteer", "990101001002", None, datetime(2021, 6, 27), False, True, 35),
    ]


def test_no_phone_number_and_no_name_of_a_ledger_reaches_the_generation(report, query: Query):
    everything = query("SELECT string_agg(raw || array_to_string(reasons, ' '), ' ') FROM quarantine")[0]
    assert not [text for text in ("13800000001", "13800000003", "张示例") if text in everything]


def test_the_history_names_presets_in_both_languages(report, query: Query):
    labels = dict(query("SELECT preset, label_zh_CN FROM imports"))
    assert labels["investment_flows"] == "到位资金月报"
    assert None not in query("SELECT label_en FROM imports")
