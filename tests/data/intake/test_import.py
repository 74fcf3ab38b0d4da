"""Importing as a whole: merging, history, dry runs, refusals, crashes, and the command line."""

from __future__ import annotations

import json
import os
import time
import zipfile
from datetime import datetime

import pytest

from data.__main__ import main
from data.contracts.policy import DEFAULT
from data.contracts.problem import Problem
from data.contracts.reasons import SENTENCES, sentence
from data.intake import run
from data.intake.importer import import_files
from data.intake.report import NotConserved
from data.intake.report_text import text
from data.store import StoreError, Warehouse
from tests.data.intake.conftest import SAMPLES, Bring, Query

LEDGER = SAMPLES / "chinese_ledger.csv"
HEADER = "工单编号,来源渠道,诉求类别,诉求标题,区县,街道,受理时间,办结时间,满意度评分\n"


def row(number: str, resolved: str = "", rating: str = "", street: str = "人民街道") -> str:
    return f"{number},微信,供热供水,合成,示例区,{street},2021-01-04 08:00:00,{resolved},{rating}\n"


def test_the_same_file_again_adds_nothing_and_changes_nothing(warehouse, query: Query):
    import_files([LEDGER], warehouse=warehouse)
    again = import_files([LEDGER], warehouse=warehouse)
    assert (again.total["accepted"], again.total["new"], again.total["unchanged"]) == (3, 0, 3)
    assert query("SELECT count(*) FROM tickets") == [3]
    assert query("SELECT count(*) FROM changes") == [0]
    assert query("SELECT import_id, generation FROM imports ORDER BY 1") == [(1, 1)]
    assert (again.generation, again.nothing_changed, text(again).splitlines()[-1]) == (
        None,
        True,
        "Nothing changed: no generation was published.",
    )
    assert [generation.number for generation in warehouse.generations()] == [1]


def test_an_unchanged_file_whose_bad_lines_are_known_publishes_nothing_and_a_new_bad_line_is_kept(bring: Bring, query: Query):
    bring(HEADER + row("A1") + row("", rating="5"))
    assert bring(HEADER + row("A1") + row("", rating="5")).nothing_changed
    report = bring(HEADER + row("A1") + row("", rating="4"))
    assert (report.generation, report.nothing_changed) == (2, False)
    assert query("SELECT count(*) FROM quarantine") == [2]


def test_a_changed_policy_reaches_old_rows_with_the_same_file(bring: Bring, warehouse, query: Query, tmp_path, monkeypatch):
    bring(HEADER + row("A1"))
    [before] = query("SELECT due_at FROM tickets")
    path = tmp_path / "policy.toml"
    path.write_text(DEFAULT.read_text("utf-8").replace("default_working_days = 10", "default_working_days = 20"), "utf-8")
    later = time.time() + 5
    os.utime(path, (later, later))
    monkeypatch.setenv("GRIDSCOPE_POLICY", str(path))
    report = bring(HEADER + row("A1"))
    assert (report.generation, report.nothing_changed) == (2, False)
    assert query("SELECT due_at FROM tickets")[0] > before


def test_a_newer_version_replaces_and_the_older_one_is_kept_in_the_history(bring: Bring, query: Query):
    bring(HEADER + row("A1") + row("A2"))
    report = bring(HEADER + row("A1", "2021-01-06 09:00:00", "5"))
    assert (report.total["new"], report.total["updated"]) == (0, 1)
    assert query("SELECT resolved_at FROM tickets WHERE ticket_id = 'A1'") == [datetime(2021, 1, 6, 9)]
    [(key, before)] = query("SELECT key, before FROM changes")
    assert key == "chinese_ledger/A1"
    assert json.loads(before)["resolved_at"] is None


def test_an_older_version_changes_nothing_and_says_so(bring: Bring, query: Query):
    bring(HEADER + row("A1", "2021-01-06 09:00:00"))
    report = bring(HEADER + row("A1"))
    assert report.total["unchanged"] == 1
    assert "older" in report.tables[0].warnings[-1]
    assert query("SELECT resolved_at FROM tickets") == [datetime(2021, 1, 6, 9)]


def test_columns_that_a_file_does_not_carry_keep_their_value(bring: Bring, query: Query):
    bring(HEADER + row("A1", "2021-01-06 09:00:00", "5"))
    bring("工单编号,受理时间,评价时间\nA1,2021-01-04 08:00:00,2021-01-08\n")
    assert query("SELECT rating, rated_at, category FROM tickets") == [(5, datetime(2021, 1, 8, 23, 59, 59), "供热供水")]


def test_sources_keep_equal_numbers_apart(bring: Bring, query: Query):
    bring(HEADER + row("A1"), source="one")
    bring(HEADER + row("A1"), source="two")
    assert query("SELECT source FROM tickets ORDER BY 1") == ["one", "two"]


def test_a_dry_run_reports_the_same_and_changes_nothing(bring: Bring, warehouse, monkeypatch):
    monkeypatch.delenv("GRIDSCOPE_KEY")
    dry = bring(HEADER + row("A1") + row("", rating="5"), dry_run=True)
    assert dry.generation is None
    assert warehouse.current() is None
    assert [path.name for path in warehouse.folder.iterdir()] == [".writing"]
    real = bring(HEADER + row("A1") + row("", rating="5"))
    assert (dry.total, dry.quarantined) == (real.total, real.quarantined)
    assert (warehouse.folder / "key").stat().st_mode & 0o777 == 0o600


def test_a_crash_in_the_middle_leaves_the_old_generation_serving(bring: Bring, warehouse, query: Query, monkeypatch):
    bring(HEADER + row("A1"))

    def crash(*_):
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr(run, "assemble", crash)
        bring(HEADER + row("A2"))
    assert query("SELECT ticket_id FROM tickets") == ["A1"]
    bring(HEADER + row("A2"))
    assert query("SELECT ticket_id FROM tickets ORDER BY 1") == ["A1", "A2"]


def test_lines_that_do_not_add_up_are_not_published(bring: Bring, warehouse, monkeypatch):
    real = run.stage

    def losing(*arguments):
        staged = real(*arguments)
        staged.lines += 1
        return staged

    monkeypatch.setattr(run, "stage", losing)
    with pytest.raises(NotConserved, match="accounted for"):
        bring(HEADER + row("A1"))
    assert warehouse.current() is None


def test_two_imports_at_once_are_one_too_many(bring: Bring, warehouse):
    with warehouse._writing(), pytest.raises(StoreError, match="Another import is running"):
        bring(HEADER + row("A1"))


def test_rows_that_differ_only_in_the_number_are_accepted_with_a_warning(bring: Bring):
    report = bring(HEADER + row("A1") + row("A2"))
    assert report.total["accepted"] == 2
    assert any(warning.startswith("1 rows equal another row") for warning in report.tables[0].warnings)


def test_a_file_of_a_later_year_moves_the_newest_data(bring: Bring, query: Query):
    bring(HEADER + row("A1"))
    bring(HEADER + row("A2", "2022-03-01 10:00:00"))
    assert query("SELECT data_until FROM generation") == [datetime(2022, 3, 1, 10)]


def test_bare_dates_meet_the_deadline_of_their_day_and_are_no_instant_close(bring: Bring, query: Query):
    head = "工单编号,受理时间,办理时限,办结时间,结案时间\n"
    bring(head + "A1,2021-03-31 08:00:00,2021-04-01,2021-04-01,2021/4/1\nA2,2021-03-31,2021-03-31,2021-03-31,\n")
    end = datetime(2021, 4, 1, 23, 59, 59)
    assert query("SELECT due_at, resolved_at, archived_at, on_time_at FROM tickets WHERE ticket_id = 'A1'") == [(end, end, end, end)]
    [(received, on_time, never_instant, seconds)] = query(
        "SELECT received_at, on_time_at, isinf(instant_at), resolution_seconds FROM tickets WHERE ticket_id = 'A2'"
    )
    assert (received, on_time) == (datetime(2021, 3, 31), datetime(2021, 3, 31, 23, 59, 59))
    assert (never_instant, seconds) == (True, 86_399)


def test_several_tables_of_one_import_are_merged_with_each_other(tmp_path, warehouse, query: Query):
    contents = {"one.csv": HEADER + row("A1") + row("A2"), "two.csv": HEADER + row("A2", "2021-01-06 09:00:00") + row("A3")}
    for name, content in contents.items():
        (tmp_path / name).write_text(content, "utf-8")
    report = import_files([tmp_path / name for name in contents], warehouse=warehouse)
    assert [(table.new, table.updated) for table in report.tables] == [(2, 0), (1, 1)]
    assert query("SELECT ticket_id, resolved_at FROM tickets ORDER BY 1") == [("A1", None), ("A2", datetime(2021, 1, 6, 9)), ("A3", None)]


def test_every_table_can_be_brought_in_by_our_own_column_names(bring: Bring, query: Query):
    bring("area_code,level,name,parent_code,households\n211302,district,示例区,,1000\n", "areas.csv")
    bring("project_id,month,inflow\nP1,2021-03,5000000\n", "flows.csv", dataset="investment_flows")
    bring("activity_id,kind,area_code,held_at,done\nV1,visit,211302,2021-03-05 09:00:00,是\n", "activities.csv")
    assert query("SELECT households FROM areas") == [1000]
    assert query("SELECT CAST(month AS VARCHAR), inflow FROM investment_flows") == [("2021-03-01", 5000000.0)]
    assert query("SELECT done, district FROM activities") == [(True, "211302")]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"<!doctype html><html><body>x</body></html>", "an HTML page"),
        ("b.csv", b'  [{"id": 1}]', "JSON"),
        ("c.csv", b'{"id": 1}', "JSON"),
        ("d.csv", b"\x89PNG\r\n\x1a\n", "a PNG image"),
        ("e.csv", b"%PDF-1.7", "a PDF document"),
        ("f.csv", b"", "is empty"),
        ("g.csv", b" \r\n \r\n", "is empty"),
        ("h.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel workbook"),
        ("i.xlsx", b"PK\x03\x04 broken", "a damaged archive"),
        ("j.csv", "甲,乙,丙\n1,2,3\n".encode(), "is a header that fits"),
    ],
)
def test_what_is_no_table_is_refused_by_name_and_nothing_changes(bring: Bring, warehouse, name, content, says):
    with pytest.raises(Problem) as refusal:
        bring(content, name)
    assert name in str(refusal.value)
    assert says in str(refusal.value)
    assert warehouse.current() is None


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, warehouse):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (65 << 20))
    with pytest.raises(Problem, match="zip bomb"):
        import_files([path], warehouse=warehouse)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path, warehouse):
    path = tmp_path / "export.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x")
    with pytest.raises(Problem, match="not an XLSX workbook"):
        import_files([path], warehouse=warehouse)


def test_the_command_says_what_it_did_as_json(warehouse, capsys):
    assert main(["import", str(LEDGER), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["generation"] == 1
    assert printed["total"]["accepted"] == 3
    assert main(["status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"]["tickets"] == 3


def test_mistakes_on_the_command_line_are_one_sentence_and_status_2(warehouse, capsys):
    for arguments, says in (
        (["import", "nowhere.csv"], "does not exist"),
        (["import", str(LEDGER), "--preset", "nyc"], "There is no preset nyc"),
        (["import", str(LEDGER), "--dataset", "ticket"], "There is no dataset ticket"),
        (["import", str(LEDGER), "--encoding", "utf-9"], "The encoding utf-9 is unknown"),
        (["import", str(LEDGER), "--preset", "nyc_311"], "is a header that fits nyc_311"),
        (["import", str(SAMPLES / "really_html.csv")], "an HTML page"),
        (["rollback"], "There is no generation before"),
    ):
        assert main(arguments) == 2, arguments
        printed = capsys.readouterr()
        assert says in printed.err
        assert "Traceback" not in printed.err
        assert printed.out == ""


def test_rollback_points_back_to_the_generation_before(warehouse, query: Query, bring: Bring, capsys):
    bring(HEADER + row("A1"))
    bring(HEADER + row("A2"))
    assert main(["rollback"]) == 0
    assert query("SELECT ticket_id FROM tickets") == ["A1"]


def test_every_reason_has_a_sentence_that_takes_its_arguments():
    for code in SENTENCES:
        assert "{" not in sentence(f"{code}:one:two")
    assert sentence("columns:19:21") == "The line has 19 columns where the header has 21."
    assert sentence("not_a_timestamp:received_at:08:61") == "received_at is not a date or time: 08:61"


def test_a_masked_phone_number_names_nobody(bring: Bring, query: Query):
    header = "工单编号,来源渠道,诉求类别,诉求标题,区县,街道,受理时间,联系电话\n"
    line = "{},12345热线,供热供水,合成数据,示例区,人民街道,2021-01-04 08:05:00,{}\n"
    bring(header + line.format("M1", "***") + line.format("M2", "***") + line.format("M3", "13800000001"))
    keys = query("SELECT reporter_key FROM tickets ORDER BY ticket_id")
    assert keys[:2] == [None, None]
    assert keys[2] is not None


def test_a_file_cannot_belong_to_an_area_that_is_not_known(bring: Bring, warehouse):
    with pytest.raises(Problem, match="no area '999'"):
        bring(HEADER + row("A1"), within="999")
    with pytest.raises(Problem, match="source is empty"):
        bring(HEADER + row("A1"), source=" ")
    assert warehouse.current() is None


def test_a_warehouse_that_cannot_be_made_is_a_sentence(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(Problem, match="cannot be made"):
        import_files([LEDGER], warehouse=Warehouse(blocked / "warehouse"))
