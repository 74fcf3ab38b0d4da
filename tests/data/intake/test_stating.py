"""What is stated of a file by hand, on the command line as on the page: it never crashes, never leaks, and never shows a row as a header."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.__main__ import main
from data.contracts.problem import Problem
from data.contracts.reasons import general, group
from data.intake.importer import import_files
from data.intake.mapping.preset import choose, presets
from data.intake.mapping.preview import preview
from data.intake.mapping.stated import date_format
from data.intake.mapping.suggest import suggestions
from data.intake.mend import mendable
from data.intake.reading.tables import tables_of
from data.store import Warehouse
from tests.data.intake.conftest import Bring, Query

CASES = Path(__file__).parent / "cases"
EVERY = presets()
LEDGER = choose(EVERY, "chinese_ledger", None)[0]
FOREIGN = CASES / "wizard_foreign.csv"
COLUMNS = ["ticket_id=Ref No", "received_at=Logged", "resolved_at=Finished", "category=Topic", "title=Text"]
HEADLESS = "A1,张三,13912345678,2021-01-05 09:00,路灯不亮\nA2,李四,13912345679,2021-01-05 10:00,井盖破损\nA3,王五,13912345670,2021-01-06 10:00,噪音扰民\n"


def told(options: dict[str, list[str]]) -> list[str]:
    return [word for option, entries in options.items() for entry in entries for word in (option, entry)]


def test_foreign_headers_and_dates_are_read_by_mapping_alone(warehouse, query: Query):
    formats = ["received_at=%m/%d/%Y %I:%M %p", "resolved_at=月/日/年 时:分 上午"]
    said = told({"--map": COLUMNS, "--format": formats, "--constant": ["channel=hotline_12345"]})
    assert main(["import", str(FOREIGN), *said, "--source", "borough"]) == 0
    assert query("SELECT ticket_id, received_at, resolved_at, channel FROM tickets ORDER BY 1") == [
        ("A1", datetime(2020, 9, 15, 14, 41), datetime(2020, 9, 16, 14, 50), "hotline_12345"),
        ("A2", datetime(2020, 9, 15, 15, 41), datetime(2020, 9, 18, 9, 50), "hotline_12345"),
        ("A3", datetime(2020, 9, 16, 8, 5), None, "hotline_12345"),
    ]


def test_a_date_without_a_clock_in_a_stated_format_is_the_end_of_its_day_where_something_ends(
    bring: Bring, warehouse, tmp_path: Path, query: Query
):
    path = tmp_path / "a.csv"
    path.write_text("no,in,out,text\nA1,03/04/2021,05/04/2021,x\n", "utf-8")
    said = told(
        {"--map": ["ticket_id=no", "received_at=in", "resolved_at=out"], "--format": ["received_at=日/月/年", "resolved_at=日/月/年"]}
    )
    assert main(["import", str(path), *said]) == 0
    assert query("SELECT received_at, resolved_at FROM tickets") == [(datetime(2021, 4, 3), datetime(2021, 4, 5, 23, 59, 59))]


def test_a_table_with_a_title_column_alone_can_be_mapped(tmp_path: Path, warehouse, capsys):
    path = CASES / "title_only_preview.csv"
    assert main(["import", str(path), "--preview"]) == 0
    printed = capsys.readouterr().out
    assert "--map received_at=日期" in printed and "title=路灯不亮" in printed
    assert main(["import", str(path), "--map", "ticket_id=序号", "--map", "received_at=日期"]) == 0
    assert "2 accepted" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (["--map", "receved_at=Logged"], "Did you mean received_at"),
        (["--map", "received_at=没有"], "no column 没有"),
        (["--map", "received_at=#99"], "no column #99"),
        (["--map", "received_at=Logged", "--map", "received_at=Text"], "names received_at twice"),
        (["--map", "received_at"], "needs NAME=VALUE"),
        (["--format", "received_at=昨天"], "is not a date format"),
        (["--unit", "title=斤"], "is not a unit"),
        (["--constant", "chanel=x"], "Did you mean channel"),
        (["--value", "channel=x"], "needs NAME=VALUE"),
        (["--header-row", "-1"], "number of a line"),
        (["--header-row", "40"], "does not name columns"),
        (["--map", "received_at=Logged", "--save-preset", "../x"], "cannot be kept"),
    ],
)
def test_what_cannot_be_said_is_one_sentence(said: list[str], sentence: str, warehouse, capsys):
    for more in ([], ["--preview"]):
        assert main(["import", str(FOREIGN), *said, *more]) == 2
        printed = capsys.readouterr().err
        assert sentence in printed and len(printed.splitlines()) == 1 and "pydantic" not in printed


def test_rows_without_a_header_are_never_shown_as_one_and_hide_whom_they_name(tmp_path: Path, warehouse, capsys, query: Query):
    path = tmp_path / "a.csv"
    path.write_text(HEADLESS, "utf-8")
    for more in ([], ["--header-row", "0"], ["--header-row", "1"]):
        assert main(["import", str(path), "--preview", *more]) == 0
        printed = capsys.readouterr().out
        assert not [word for word in ("张三", "李四", "13912345678", "13912345679") if word in printed]
    said = told({"--map": ["ticket_id=A", "received_at=D", "reporter=#3", "title=E"]})
    assert main(["import", str(path), *said, "--save-preset", "无表头", "--source", "s"]) == 0
    assert query("SELECT ticket_id, title FROM tickets ORDER BY 1") == [("A1", "路灯不亮"), ("A2", "井盖破损"), ("A3", "噪音扰民")]
    # Places alone fit any table: such a format is taken only where it is named.
    assert main(["import", str(path)]) == 2
    assert main(["import", str(path), "--preset", "无表头", "--source", "s"]) == 0


def test_the_line_of_the_header_can_be_named_and_a_column_of_two_names_by_its_letter(tmp_path: Path, warehouse, query: Query):
    path = tmp_path / "a.csv"
    path.write_text("工单编号,受理时间,标题\n编号,时间,时间\nA1,2021-01-05 09:00,2021-01-06 10:00\n", "utf-8")
    said = told({"--map": ["ticket_id=编号", "received_at=B", "resolved_at=C"], "--header-row": ["2"]})
    assert main(["import", str(path), *said]) == 0
    assert query("SELECT ticket_id, received_at, resolved_at FROM tickets") == [("A1", datetime(2021, 1, 5, 9), datetime(2021, 1, 6, 10))]


def test_of_two_columns_of_one_name_the_one_that_is_named_is_read(warehouse, query: Query):
    assert main(["import", str(CASES / "dup_header.csv"), "--map", "resolved_at=N"]) == 0
    assert query("SELECT resolved_at FROM tickets WHERE ticket_id = 'P02'") == [datetime(2021, 1, 9, 10)]


CELLS = st.one_of(
    st.sampled_from(
        [
            "标题",
            "日期",
            "受理时间",
            "工单编号",
            "区县",
            "name",
            "state",
            "",
            "合计",
            "2021-01-05",
            "13912345678",
            "5",
            "#REF!",
            '"',
            "1月",
            "总投资（万元）",
        ]
    ),
    st.text(max_size=6),
)


@settings(max_examples=120)
@given(
    st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6),
    st.sampled_from([one.name for one in EVERY] + [None]),
    st.sampled_from([None, 0, 1, 2]),
)
def test_a_preview_of_anything_is_a_preview_or_a_sentence(rows, preset, row):
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "a.csv"
        path.write_text("\n".join(",".join(cells) for cells in rows), "utf-8", errors="replace")
        try:
            for table in tables_of(path, Path(scratch)):
                found = preview(table, choose(EVERY, preset, None), LEDGER, row=row)
                suggestions(found, EVERY)
                assert [found.name(index) + found.sample(index) for index in range(found.layout.width)]
        except Problem as problem:
            assert str(problem)


@pytest.mark.parametrize(
    ("words", "directives"),
    [
        ("月/日/年 时:分", "%m/%d/%Y %H:%M"),
        ("YYYY-MM-DD HH:mm:ss", "%Y-%m-%d %H:%M:%S"),
        ("dd/mm/yyyy", "%d/%m/%Y"),
        ("日.月.年", "%d.%m.%Y"),
        ("%d-%b-%Y", "%d-%b-%Y"),
    ],
)
def test_a_format_in_words_is_the_same_format(words: str, directives: str):
    assert date_format(words) == directives


def test_a_reason_of_two_columns_is_counted_and_told_with_both_by_the_names_of_the_file():
    counted = group("before:resolved_at:received_at")
    names = {"resolved_at": "办结时间", "received_at": "受理时间"}
    assert general(counted, lambda name: names[name]) == "办结时间 lies before 受理时间."
    assert general(group("not_a_number:rating:x"), lambda name: "评分") == "评分 is not a number"


def test_channels_that_a_format_means_are_known(bring: Bring, warehouse, tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("工单编号,受理时间,来源渠道\nA1,2021-01-05 09:00,市长信箱\n", "utf-8")
    assert main(["import", str(path), "--value", "channel:市长信箱=mayor", "--save-preset", "own"]) == 0
    report = import_files([path], preset="own", warehouse=warehouse, dry_run=True).tables[0]
    assert not [warning for warning in report.warnings if "mayor" in warning]


def test_tests_and_repeats_are_fetched_with_every_other_line_that_stayed_outside(bring: Bring, warehouse):
    bring("工单编号,受理时间,诉求标题\nA1,2021-01-05 09:00,路灯\nA2,2021-01-05 09:00,测试工单\nA1,2021-01-05 09:00,路灯\n")
    _name, content = mendable(warehouse, 1, everything=True)
    assert [line.split(",")[0] for line in content.decode("utf-8-sig").splitlines()[1:]] == ["A2", "A1"]


def test_publishing_into_the_demo_is_asked_for(demo_warehouse: Path, tmp_path: Path, monkeypatch, capsys):
    shutil.copytree(demo_warehouse, tmp_path / "demo")
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path / "demo"))
    path = tmp_path / "a.csv"
    path.write_text("工单编号,受理时间,诉求标题\nA1,2021-01-05 09:00,路灯\n", "utf-8")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert main(["import", str(path)]) == 2
    assert "--join-demo" in capsys.readouterr().err
    assert main(["import", str(path), "--dry-run"]) == 0
    assert main(["import", str(path), "--leave-demo"]) == 0
    capsys.readouterr()
    assert main(["status"]) == 0
    printed = capsys.readouterr().out
    assert "demo" not in printed.splitlines()[0] and "tickets: 1 rows" in printed
    assert main(["rollback"]) == 0
    assert main(["import", str(path), "--join-demo"]) == 0
    assert Warehouse().current() is not None
