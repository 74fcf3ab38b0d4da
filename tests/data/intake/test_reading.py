"""What is met while a file is read: it is read where its meaning is certain, and named in the report of the import."""

from __future__ import annotations

import os
import socket
import struct
import time
import zipfile
from collections.abc import Sequence
from datetime import datetime
from datetime import time as clock
from pathlib import Path

import openpyxl
import pytest

from data.contracts.problem import Problem
from data.intake.importer import import_files
from data.intake.mapping.preset import presets
from data.intake.reading.decode import Encoding, chunks
from data.intake.reading.detect import detect
from data.intake.reading.layout import layout_of
from data.intake.reading.rows import Judge
from data.intake.reading.tables import tables_of
from data.intake.report import TableReport
from tests.data.intake.conftest import Bring, Query

CASES = Path(__file__).parent / "cases"
HEADER = "工单编号,来源渠道,受理时间,诉求标题,办结时间,满意度评分\n"


def row(number: str, more: str = "路灯,2021-01-06 10:00,5") -> str:
    return f"{number},微信,2021-01-05 09:30,{more}\n"


def taken(name: str, warehouse) -> TableReport:
    return import_files([CASES / name], warehouse=warehouse).tables[0]


def said(report: TableReport, *words: str) -> bool:
    return any(all(word in warning for word in words) for warning in report.warnings)


def book(path: Path, rows: Sequence[Sequence[object]], change=lambda sheet: None) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    for cells in rows:
        sheet.append(cells)
    change(sheet)
    made.save(path)
    return path


def test_lines_of_two_encodings_are_each_read_in_their_own(warehouse, query: Query):
    report = taken("mixed_encoding3.csv", warehouse)
    assert (report.accepted, report.quarantined_lines) == (100, 0)
    assert said(report, "30 lines", "utf-8", "gb18030")
    raw = (CASES / "mixed_encoding3.csv").read_bytes().split(b"\n")[1:101]
    expected = [line.decode("utf-8" if line.startswith(b"UT") else "gbk").split(",")[3] for line in raw]
    assert query("SELECT title FROM tickets ORDER BY ticket_id") == expected


def test_two_columns_of_one_name_that_contradict_each_other_are_both_named(warehouse):
    with pytest.raises(Problem, match="办结时间 stands in the columns L and N, which contradict each other in line 2"):
        taken("dup_header.csv", warehouse)


def test_two_columns_of_one_name_that_never_contradict_are_read_as_one_and_told(bring: Bring, query: Query):
    header = "工单编号,受理时间,办结时间,街道,办结时间\n"
    lines = "P1,2021-01-05 09:30,2021-01-06 10:00,东街,\nP2,2021-01-05 09:30,,东街,2021-01-09 10:00\nP3,2021-01-05 09:30,--,东街,\n"
    report = bring(header + lines).tables[0]
    assert query("SELECT resolved_at FROM tickets ORDER BY ticket_id") == [datetime(2021, 1, 6, 10), datetime(2021, 1, 9, 10), None]
    assert said(report, "办结时间", "C, E", "whichever is filled")


def test_lines_without_their_empty_last_cells_are_whole(warehouse, query: Query):
    report = taken("ragged_tail.csv", warehouse)
    assert (report.accepted, report.quarantined_lines) == (20, 0)
    assert said(report, "15 lines end before their last columns")
    assert query("SELECT count(*) FROM tickets WHERE resolved_at IS NULL") == [15]


def test_a_line_that_lost_a_column_in_its_middle_stays_outside(bring: Bring, query: Query):
    lost = "X,微信,2021-01-05 09:30,2021-01-06 10:00,5\n"
    report = bring(HEADER + row("A1") + row("A2") + row("A3") + lost + row("A4", "路灯")).tables[0]
    assert query("SELECT line, reasons[1] FROM quarantine") == [(5, "columns:5:6")]
    assert report.accepted == 4


@pytest.mark.parametrize(
    "name",
    [
        "受理时间\n（必填）",
        "受理时间*",
        "【必填】受理时间",
        "受理时间(yyyy-mm-dd)",
        "*受理时间：",
        "3.受理时间",
        "受理时间\n例：2021-01-04",
        "受理时间（必填，格式：年-月-日）",
    ],
)
def test_a_header_with_notes_for_who_fills_it_in_is_the_name_without_them(name: str, bring: Bring, query: Query):
    bring(f'工单编号,"{name}",诉求标题\nA1,2021-01-05 09:30,路灯\n')
    assert query("SELECT received_at FROM tickets") == [datetime(2021, 1, 5, 9, 30)]


def test_a_header_over_several_lines_is_read(warehouse, query: Query):
    assert taken("header_newline.csv", warehouse).accepted == 1
    assert query("SELECT ticket_id, received_at FROM tickets") == [("W1", datetime(2021, 1, 5, 9))]


def test_a_header_of_two_lines_whose_upper_cells_are_merged_is_read(bring: Bring, query: Query):
    bring("工单编号,受理,,办理情况,\n,受理时间,来源渠道,办结时间,满意度评分\nA1,2021-01-05 09:30,微信,2021-01-06 10:00,5\n")
    assert query("SELECT ticket_id, received_at, resolved_at, rating FROM tickets") == [
        ("A1", datetime(2021, 1, 5, 9, 30), datetime(2021, 1, 6, 10), 5)
    ]


def test_below_a_header_of_another_order_every_value_is_read_in_its_own_column(bring: Bring, query: Query):
    other = '受理时间,满意度评分,工单编号,诉求标题,不识\n2021-02-01 08:00,4,B1,井盖,x\n2021-02-01 08:00,3,B2,"井,盖",x\nB3,缺列\n'
    lacking = "诉求标题,满意度评分,工单编号,来源渠道\n井盖,4,C1,微信\n"
    report = bring(HEADER + row("A1") + other + lacking + HEADER + row("A2")).tables[0]
    assert query("SELECT ticket_id, title, rating FROM tickets ORDER BY 1") == [
        ("A1", "路灯", 5), ("A2", "路灯", 5), ("B1", "井盖", 4), ("B2", "井,盖", 3)
    ]  # fmt: skip
    assert dict(query("SELECT line, reasons[1] FROM quarantine")) == {
        3: "repeated_header", 6: "no_header", 7: "repeated_header", 8: "no_header", 9: "repeated_header"
    }  # fmt: skip
    assert report.accepted == 4


def test_columns_that_nothing_reads_are_named_with_how_much_they_hold(bring: Bring):
    header = "工单编号,受理时间,回访备注,经办人电话,诉求标题\n"
    report = bring(f"{header}A1,2021-01-05 09:30,好,,a\nA2,2021-01-05 09:30,好,1,b\nA3,2021-01-05 09:30,,,c\n").tables[0]
    assert said(report, "nothing reads", "回访备注 (2)", "经办人电话 (1)")


def test_columns_behind_the_header_are_not_read_and_lines_are_not_lost(bring: Bring, query: Query):
    lines = "".join(f"A{n},2021-01-05 09:30,路灯,x,y\n" for n in range(5))
    report = bring("工单编号,受理时间,诉求标题\n" + lines).tables[0]
    assert (report.accepted, report.quarantined_lines) == (5, 0)
    assert said(report, "2 columns behind the last one")
    assert query("SELECT DISTINCT title FROM tickets") == ["路灯"]


def test_a_first_column_without_a_name_moves_no_value_to_another_column(bring: Bring, query: Query):
    lines = "".join(f"{n},A{n},2021-01-05 09:30,路灯\n" for n in range(1, 6))
    report = bring("工单编号,受理时间,诉求标题\n" + lines).tables[0]
    assert said(report, "first column has no name")
    assert query("SELECT ticket_id, title FROM tickets ORDER BY 1 LIMIT 1") == [("A1", "路灯")]


def test_delimiters_at_the_end_of_every_line_but_the_header_are_nothing(bring: Bring):
    report = bring(HEADER + row("A1").replace("\n", ",,\n") + row("A2").replace("\n", ",\n")).tables[0]
    assert (report.accepted, report.quarantined_lines) == (2, 0)


def test_cells_with_an_error_are_empty_and_told(bring: Bring, query: Query):
    report = bring(HEADER + row("A1", "#REF!,2021-01-06 10:00,#N/A") + row("A2", '"#DIV/0!",,5') + row("A3", "见#REF!,,4")).tables[0]
    assert query("SELECT title, rating FROM tickets ORDER BY ticket_id") == [(None, None), (None, 5), ("见#REF!", 4)]
    assert said(report, "error", "诉求标题 (2)", "满意度评分 (1)")


def test_formulas_without_a_stored_value_are_told_with_their_column(warehouse, query: Query):
    report = taken("formula_nocache.xlsx", warehouse)
    assert said(report, "Formulas without a stored value", "办结时间 (4)")
    assert query("SELECT count(resolved_at) FROM tickets") == [0]


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell_and_no_fault(tmp_path: Path, warehouse):
    def empty_texts(sheet) -> None:
        sheet["C2"] = '=IF(1,"","")'

    path = book(tmp_path / "a.xlsx", [["工单编号", "受理时间", "诉求标题"], ["A1", datetime(2021, 1, 5, 9), "x"]], empty_texts)
    content = path.read_bytes()
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b'<c r="C2">', b'<c r="C2" t="str">')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    assert path.read_bytes() != content
    assert not said(import_files([path], warehouse=warehouse).tables[0], "Formulas")


def test_a_workbook_and_a_text_file_of_one_table_give_the_same_moments(warehouse, tmp_path: Path, query: Query):
    moments = [datetime(2021, 1, 5, 0, 0), datetime(2021, 1, 5, 9, 30), datetime(2021, 1, 7, 23, 59, 59)]
    head: list[object] = ["工单编号", "受理时间", "办结时间", "满意度评分"]
    rows = [[f"A{n}", moment, datetime(2021, 1, 8, 10), float(n + 3)] for n, moment in enumerate(moments)]
    import_files([book(tmp_path / "a.xlsx", [head, *rows])], warehouse=warehouse, source="x")
    text = "\n".join(",".join(map(str, cells)) for cells in [head, *rows])
    (tmp_path / "b.csv").write_text(text + "\n", "utf-8")
    assert import_files([tmp_path / "b.csv"], warehouse=warehouse, source="x").nothing_changed
    assert query("SELECT received_at FROM tickets ORDER BY ticket_id") == moments


def test_numbers_too_long_for_a_spreadsheet_are_shown_as_cut_and_never_as_other_digits(tmp_path: Path, warehouse, query: Query):
    head: list[object] = ["工单编号", "受理时间", "诉求标题", "满意度评分"]
    rows: list[list[object]] = [[1004.0, datetime(2021, 1, 5, 9), 210102021010100123, 5], ["A2", datetime(2021, 1, 5, 9), True, 0.5]]
    import_files([book(tmp_path / "a.xlsx", [head, *rows])], warehouse=warehouse, accept_losses=True)
    titles = dict(query("SELECT ticket_id, title FROM tickets"))
    assert set(titles) >= {"1004"}
    assert "E+17" in titles["1004"]


def test_a_clock_in_a_cell_is_a_clock_and_not_a_day_of_1899(tmp_path: Path, warehouse, query: Query):
    path = book(tmp_path / "a.xlsx", [["工单编号", "受理时间", "诉求标题"], ["A1", datetime(2021, 1, 5, 9), clock(9, 5)]])
    import_files([path], warehouse=warehouse)
    assert query("SELECT title FROM tickets") == ["09:05:00"]


def test_hidden_parts_of_a_workbook_are_named_and_hidden_sheets_left_out(tmp_path: Path, warehouse, query: Query):
    def hide(sheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        other = sheet.parent.create_sheet("旧表")
        other.append(["工单编号", "受理时间", "诉求标题"])
        other.append(["B1", datetime(2020, 1, 5, 9), "旧"])
        other.sheet_state = "hidden"

    rows: list[list[object]] = [
        ["工单编号", "受理时间", "诉求标题"],
        ["A1", datetime(2021, 1, 5, 9), "x"],
        ["A2", datetime(2021, 1, 5, 9), "y"],
    ]
    path = book(tmp_path / "a.xlsx", rows, hide)
    report = import_files([path], warehouse=warehouse).tables[0]
    assert said(report, "Hidden sheets were not read: 旧表")
    assert said(report, "1 rows are hidden") and said(report, "Hidden columns", "诉求标题")
    assert query("SELECT ticket_id FROM tickets ORDER BY 1") == ["A1", "A2"]
    import_files([path], warehouse=warehouse, sheets={"旧表": None})
    assert query("SELECT count(*) FROM tickets") == [3]


def test_a_table_that_does_not_begin_in_the_first_cell_keeps_its_lines_and_its_merged_cells(tmp_path: Path, warehouse, query: Query):
    def move(sheet) -> None:
        for cell, value in {"C3": "工单编号", "D3": "受理时间", "E3": "街道", "C4": "A1", "C5": "A2", "E4": "东街"}.items():
            sheet[cell] = value
        sheet["D4"] = sheet["D5"] = datetime(2021, 1, 5, 9)
        sheet.merge_cells("E4:E5")

    report = import_files([book(tmp_path / "a.xlsx", [], move)], warehouse=warehouse).tables[0]
    assert (report.lines, report.header, report.accepted) == (5, 3, 2)
    assert len(set(query("SELECT street FROM tickets"))) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-be"])
def test_lines_that_end_in_carriage_returns_are_lines_in_any_encoding(encoding: str, bring: Bring, query: Query):
    content = (HEADER + row("A1", '"路\n灯",2021-01-06 10:00,5') + row("A2")).replace("5\n", "5\r").replace("评分\n", "评分\r")
    report = bring(content.encode(encoding)).tables[0]
    assert (report.lines, report.accepted) == (3, 2)
    assert query("SELECT title FROM tickets ORDER BY ticket_id") == ["路 灯", "路灯"]


def test_the_sign_for_a_next_line_ends_lines_where_nothing_else_does(bring: Bring, query: Query):
    assert bring((HEADER + row("A1") + row("A2")).replace("\n", "\u0085")).tables[0].accepted == 2


def test_a_byte_order_mark_in_the_middle_is_no_part_of_a_value(bring: Bring, query: Query):
    bring(HEADER.encode() + row("A1").encode() + b"\xef\xbb\xbf" + row("A2").encode())
    assert query("SELECT ticket_id FROM tickets ORDER BY 1") == ["A1", "A2"]


def test_a_file_that_grows_is_read_as_long_as_it_was(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text(HEADER + row("A1"), "utf-8")
    reading = chunks(path, Encoding("utf-8", 1.0), size=64)
    lines = next(reading).lines
    with path.open("a", encoding="utf-8") as file:
        file.write(row("A2") * 1000)
    assert lines + sum(chunk.lines for chunk in reading) == 2


@pytest.mark.parametrize(
    "content",
    [HEADER + row("A1") + '"' + "x" * 50_000_000, HEADER + row("A1") + '"\n' + row("A2") * 1_000_000, HEADER + (row("A1") + '"') * 100_000],
    ids=["one line", "no other quote", "a quote on every line"],
)
def test_fifty_megabytes_behind_an_open_quote_are_judged_in_seconds(content: str, tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text(content, "utf-8")
    started = time.monotonic()
    [table] = tables_of(path, tmp_path)
    judge = Judge(layout_of(table, presets()))
    parts = [judge.judge(chunk) for chunk in chunks(table.path, table.encoding)]
    parts.append(judge.finish())
    assert time.monotonic() - started < 30
    joined = sum(count - 1 for part in parts for count in part.spans.values())
    counted = sum(part.header + part.rows + part.blank + len(part.rejected) for part in parts) + joined
    assert counted == content.count("\n") + (not content.endswith("\n"))


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: socket.socket(socket.AF_UNIX).bind(str(path))])
def test_pipes_and_sockets_are_refused_at_once(make, tmp_path: Path, warehouse, monkeypatch):
    monkeypatch.chdir(tmp_path)
    make(Path("p"))
    for path in (Path("p"), Path("/dev/zero")):
        with pytest.raises(Problem, match="not a regular file"):
            import_files([path], warehouse=warehouse)


def lying(path: Path, entry: str, size: int) -> None:
    """Say in the archive's directory that a part unpacks to so many bytes."""
    raw = bytearray(path.read_bytes())
    at = raw.rindex(entry.encode(), 0, len(raw)) - 46
    assert raw[at : at + 4] == b"PK\x01\x02"
    struct.pack_into("<I", raw, at + 24, size)
    path.write_bytes(raw)


def test_a_workbook_that_unpacks_to_more_than_it_says_is_refused_before_it_fills_the_memory(tmp_path: Path, warehouse):
    path = book(tmp_path / "a.xlsx", [["工单编号", "受理时间"], ["A" * 30_000, "x"]])
    lying(path, "xl/worksheets/sheet1.xml", 5_000)
    with pytest.raises(Problem, match="unpacks to more bytes than it says"):
        import_files([path], warehouse=warehouse)


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_damaged_workbooks_are_refused_with_a_sentence(cut: float, tmp_path: Path, warehouse):
    path = book(tmp_path / "a.xlsx", [[f"A{n}", "2021-01-01"] for n in range(500)])
    raw = path.read_bytes()
    for broken in (raw[: int(len(raw) * cut)], raw[: int(len(raw) * cut)] + b"\x00" * 50 + raw[int(len(raw) * cut) + 50 :]):
        path.write_bytes(broken)
        try:
            import_files([path], warehouse=warehouse, dry_run=True)
        except Problem as problem:
            assert "a.xlsx" in str(problem)


def test_what_a_spreadsheet_program_saved_otherwise_is_named(tmp_path: Path, warehouse):
    secret = tmp_path / "密.xlsx"
    secret.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600)
    found = {secret: "encrypted workbook"}
    for name, part, what in (
        ("a.xlsb", "xl/workbook.bin", ".xlsb"),
        ("a.ods", "content.xml", ".ods"),
        ("a.docx", "word/document.xml", "Word"),
    ):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(part, "x")
        found[tmp_path / name] = what
    for path, what in found.items():
        with pytest.raises(Problem, match=what):
            import_files([path], warehouse=warehouse)


def test_the_encoding_of_a_file_is_what_most_of_its_lines_are_in(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_bytes((HEADER + row("A1") * 5).encode() + row("A2").encode("gbk"))
    assert detect(path).name == "utf-8"


def test_a_date_that_no_order_reads_costs_its_cell_and_not_the_file(bring: Bring, query: Query):
    bring("工单编号,受理时间,标题,评价时间\n1,2021-03-01 08:00,甲,13/14/2021\n2,2021-03-01 08:00,乙,2021-03-04 09:00\n")
    assert query("SELECT CAST(rated_at AS VARCHAR) FROM tickets ORDER BY ticket_id") == [None, "2021-03-04 09:00:00"]
