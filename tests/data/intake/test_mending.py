"""Lines of quarantine keep what is not personal and come back as what they were: same text, same rating, same reporter."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.intake.mend import FORMULAS, Stopped, mendable, written
from data.intake.reading.text import unguarded
from data.store import Warehouse
from tests.data.intake.conftest import Bring, Query

FILES = Path(__file__).parent / "files"
TICKETS = "SELECT * EXCLUDE (source) FROM tickets ORDER BY ticket_id"
HEADER = "工单编号,来源渠道,诉求类别,诉求标题,区县,街道,受理时间,满意度评分,联系人,联系电话\n"
GOOD = "G1,12345热线,供热供水,暖气不热,示例区,人民街道,2021-03-05 09:00,5,,\n"


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("name", ["mend_source.csv", "formula_quarantine.csv"])
def test_a_mended_line_is_what_the_source_mended_by_hand_would_be(
    name: str, bring: Bring, warehouse: Warehouse, query: Query, tmp_path: Path
):
    source = (FILES / name).read_text("utf-8")
    bring(source, name=name, source="热线")
    _, content = mendable(warehouse, 1)
    bring(content.decode("utf-8-sig").replace("昨天", "2021-03-05 09:00"), name="mended.csv", source="热线")
    mended = query(TICKETS)
    bring(source.replace("昨天", "2021-03-05 09:00"), name="by hand.csv", source="热线")
    assert mended and query(TICKETS) == mended
    assert query("SELECT count(*) FROM quarantine WHERE import_id > 1") == [0]


def test_a_bad_date_hides_nothing_but_persons(bring: Bring, warehouse: Warehouse):
    bring(HEADER + "M1,12345热线,供热供水,暖气不热,示例区,人民街道,昨天,5,王一,13800000011\n")
    [_, row] = cells(mendable(warehouse, 1)[1])
    assert row[:8] == ["M1", "12345热线", "供热供水", "暖气不热", "示例区", "人民街道", "昨天", "5"]
    assert row[8] == "***"
    assert row[9].startswith("#") and len(row[9]) == 25


def test_the_pseudonym_is_the_reporters_own_key(bring: Bring, warehouse: Warehouse, query: Query):
    line = "{},12345热线,供热供水,暖气不热,示例区,人民街道,{},5,王一,{}\n"
    bring(HEADER + line.format("M1", "2021-03-05 09:00", "138 0000 0011") + line.format("M2", "昨天", "13800000011"))
    [_, row] = cells(mendable(warehouse, 1)[1])
    assert query("SELECT reporter_key FROM tickets") == [row[9].removeprefix("#")]


@pytest.mark.parametrize("almost", ["#0123", "#" + "g" * 24, "#" + "0" * 25, "x#" + "0" * 24])
def test_what_only_looks_like_a_pseudonym_is_hashed_as_any_text(almost: str, bring: Bring, query: Query):
    bring(HEADER + f"M1,12345热线,供热供水,暖气不热,示例区,人民街道,2021-03-05 09:00,5,王一,{almost}\n")
    [key] = query("SELECT reporter_key FROM tickets")
    assert key not in almost


def test_a_blank_reporter_stays_blank_and_is_no_person(bring: Bring, warehouse: Warehouse):
    bring(HEADER + "M1,12345热线,供热供水,暖气不热,示例区,人民街道,昨天,5,,无\n")
    [_, row] = cells(mendable(warehouse, 1)[1])
    assert row[8:10] == ["", "无"]


@pytest.mark.parametrize(
    ("column", "reason"), [(0, "hidden:ticket_id"), (2, "hidden:category"), (5, "hidden:street"), (7, "hidden:rating")]
)
def test_what_was_hidden_in_a_column_that_counts_is_not_read_as_nothing(column: int, reason: str, bring: Bring, query: Query):
    row = ["M1", "12345热线", "供热供水", "暖气不热", "示例区", "人民街道", "2021-03-05 09:00", "5", "王一", "13800000011"]
    row[column] = "***"
    bring(HEADER + GOOD + ",".join(row) + "\n")
    assert query("SELECT reasons FROM quarantine") == [[reason]]


def test_a_shifted_line_shows_nobody(bring: Bring, query: Query):
    bring(
        HEADER
        + GOOD
        + "M1,12345热线,供热供水,暖气不热,多,示例区,人民街道,2021-03-05 09:00,5,王建国,13800000011\n"
        + "M2,12345热线,供热供水,暖气不热,示例区,人民街道,5,王建国,13800000012,\n"
        + 'M3,12345热线,供热供水,"暖气不热,示例区,人民街道,2021-03-05 09:00,5,王建国,13800000013\n'
    )
    kept = " ".join(query("SELECT raw FROM quarantine"))
    assert not [secret for secret in ("王建国", "13800000011", "13800000012", "13800000013") if secret in kept]


no_line_end = st.characters(exclude_characters="\r", exclude_categories=["Cs"])
cell = st.one_of(
    st.text(no_line_end, max_size=12),
    st.builds(str.__add__, st.sampled_from([*FORMULAS, "'", '="', "\t", "''", " "]), st.text("=+-@'\"1a,;\n王 ", max_size=12)),
)
LITERAL = re.compile(r'="(?:[^"]|"")*"', re.DOTALL)
NUMBER = re.compile(r"[+-][\d_.eE+-]+|[+-](?:inf|infinity|nan)", re.IGNORECASE)


@given(cell)
@example("=cmd|' /C calc'!A0")
@example('="0012"')
@example('="a"&CMD()&"b"')
@example("'=1+1")
@example("-2℃")
@example("@x")
def test_whatever_guard_a_cell_gets_an_import_takes_it_off_again(content: str):
    target = io.StringIO()
    csv.writer(target, lineterminator="").writerow(["A1", content, "end"])
    row = cells(written(["a,b,c"], ",", [Stopped(2, target.getvalue(), ("missing:received_at",))]))[1]
    assert unguarded(row[1]) == unguarded(content)
    bare = row[1].strip()
    assert not bare.startswith(FORMULAS) or LITERAL.fullmatch(bare) or NUMBER.fullmatch(bare)


def test_the_header_of_a_file_to_mend_runs_no_formula_either():
    [header] = cells(written(["=1+1,b"], ",", []))
    assert header[0] == "'=1+1"
