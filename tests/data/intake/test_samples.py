"""Every preset reads its sample, found by the header alone."""

from __future__ import annotations

from datetime import datetime

import pytest

from data.intake.importer import import_files
from data.intake.mapping.preset import presets
from tests.data.intake.conftest import SAMPLES, Query

EXPECTED = {
    "chinese_ledger.csv": ("chinese_ledger", 3),
    "city_management.csv": ("city_management", 3),
    "city_management_cases.csv": ("city_management_cases", 2),
    "message_replies.csv": ("message_replies", 2),
    "nyc_311.csv": ("nyc_311", 2),
    "nyc_311_snake.csv": ("nyc_311", 1),
    "boston_311.csv": ("boston_311", 2),
    "san_diego.csv": ("san_diego", 2),
    "open311.csv": ("open311", 2),
    "ledger_utf16.csv": ("chinese_ledger", 3),
}


def test_all_samples_go_in_together_and_every_preset_is_found_by_its_header(warehouse, query: Query):
    report = import_files([SAMPLES / name for name in EXPECTED], warehouse=warehouse, accept_losses=True)
    assert {table.file: (table.preset, table.accepted) for table in report.tables} == EXPECTED
    assert report.total["quarantined_lines"] == 0

    def ticket(number: str, columns: str) -> tuple:
        return query(f"SELECT {columns}, 1 FROM tickets WHERE ticket_id = '{number}'")[0][:-1]

    assert ticket("SYN-C1", "channel, category, archived_at") == ("grid_report", "市容环境", datetime(2021, 3, 1, 18))
    assert ticket("SYN-C2", "channel, longitude, latitude") == ("hotline_12345", None, None)
    assert ticket("SYN-C3", "longitude, latitude, void_at") == (120.45, 41.57, datetime(2021, 3, 2, 11))
    assert ticket("SYN-K1", "filed_at, resolved_at, void_at") == (datetime(2021, 4, 1, 8, 5), datetime(2021, 4, 2, 10), None)
    assert ticket("SYN-K2", "void_at") == (datetime(2021, 4, 2, 9),)
    assert ticket("SYN-M1", "title, resolved_at, channel") == ("合成数据：关于小区供暖的问题", datetime(2021, 5, 12, 9), "message_board")
    assert ticket("9900001", "received_at, resolved_at") == (datetime(2021, 1, 4, 8, 5), datetime(2021, 1, 5, 13, 30))
    assert ticket("9900002", "received_at, resolved_at") == (datetime(2021, 1, 5, 23, 59, 59), None)
    assert ticket("990000000001", "due_at, channel") == (datetime(2021, 2, 3, 8, 30), "phone")
    assert ticket("9910002", "title") == ("Synthetic row; call ***",)
    # 00:05 in Greenwich is 08:05 in Shanghai; 06:00 at five hours west of it is 19:00.
    assert ticket("SYN-O1", "received_at, resolved_at") == (datetime(2021, 4, 1, 8, 5), datetime(2021, 4, 2, 9))
    assert ticket("SYN-O2", "received_at, resolved_at") == (datetime(2021, 4, 2, 19), None)


def test_the_same_ward_written_in_two_ways_is_one_area(warehouse, query: Query):
    import_files([SAMPLES / "boston_311.csv"], warehouse=warehouse)
    assert query("SELECT name FROM areas WHERE level = 'street'") == ["Ward 3"]
    assert query("SELECT count(DISTINCT street) FROM tickets") == [1]


def test_a_workbook_with_titles_merged_cells_totals_and_a_drifting_header(warehouse, query: Query):
    report = import_files([SAMPLES / "ledger_sheets.xlsx"], warehouse=warehouse, accept_losses=True)
    january, february = report.tables
    assert (january.lines, january.header, january.accepted, dict(january.quarantined)) == (7, 3, 3, {"footer": 1})
    assert (february.lines, february.header, february.blank, february.accepted) == (4, 1, 1, 2)
    assert any("说明" in warning for warning in january.warnings)
    times = dict(query("SELECT ticket_id, received_at FROM tickets"))
    assert times["SYN1001"] == datetime(2021, 1, 4, 8, 5)
    assert times["SYN1003"] == datetime(2021, 1, 7)
    # The merged cell of the district holds for the rows below it.
    assert query("SELECT count(*) FROM tickets JOIN areas ON areas.area_code = tickets.district WHERE name = '示例区'") == [5]
    assert query("SELECT rating FROM tickets WHERE ticket_id = 'SYN1004'") == [4]


def test_the_samples_are_what_their_script_writes(tmp_path, monkeypatch):
    import data.samples.make_samples as script

    monkeypatch.setattr(script, "HERE", tmp_path)
    script.main()
    shipped = {path.name for path in SAMPLES.iterdir() if path.suffix in (".csv", ".xlsx")}
    assert {path.name for path in tmp_path.iterdir()} == shipped
    for name in shipped:
        assert (tmp_path / name).read_bytes() == (SAMPLES / name).read_bytes(), name


def test_every_sample_stands_in_the_table_of_the_readme():
    table = (SAMPLES / "README.md").read_text("utf-8")
    assert not [path.name for path in SAMPLES.iterdir() if path.suffix in (".csv", ".xlsx") and path.name not in table]


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.name)
def test_no_header_name_of_a_preset_stands_for_two_columns_of_the_same_priority(preset):
    firsts = [aliases[0] for aliases in preset.columns.values() if aliases]
    assert len(firsts) == len(set(firsts))
