"""Files that nobody here wrote: each small input with the right value, so that no row, moment or state is lost or told wrongly without a word."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.calendar import working_days
from data.contracts.policy import policy
from data.intake import report_text
from data.intake.importer import import_files
from data.intake.mapping.preset import MappingError
from data.intake.mend import mendable
from data.store import Warehouse, read_only
from tests.data.intake.conftest import Bring, Query

CASES = Path(__file__).parent / "cases"
HEAD = "工单编号,受理时间,诉求类别,办结时间,满意度评分,工单状态,派单时间\n"


def case(name: str) -> str:
    return (CASES / name).read_text("utf-8-sig")


def test_words_that_say_nothing_leave_the_row_in(bring: Bring, query: Query):
    report = bring(case("unrated_open.csv")).tables[0]
    assert query("SELECT count(*) FROM tickets") == [100]
    assert [(one.reason, one.count, one.examples) for one in report.dropped] == [("not_given:rating", 40, ["未评价"])]
    assert not report.losses


def test_an_optional_field_costs_itself_and_never_its_row(bring: Bring, query: Query):
    report = bring(case("optional_fields.csv")).tables[0]
    assert (report.accepted, report.quarantined_lines) == (6, 0)
    assert {one.reason for one in report.dropped} == {
        "not_allowed:level",
        "not_allowed:handling",
        "not_an_integer:reopened_count",
        "not_given:enterprise",
        "before:dispatched_at:received_at",
        "not_given:rated_at",
    }
    assert query("SELECT DISTINCT coalesce(level, handling) FROM tickets") == [None]


def test_unknown_words_of_handling_leave_four_cases_of_four(bring: Bring):
    assert bring(case("hotline_three_rates.csv")).tables[0].accepted == 4


def test_what_was_left_empty_can_be_mended_line_by_line(bring: Bring, warehouse: Warehouse, query: Query):
    bring(HEAD + "A1,2021-01-05 09:00,供热,,9,,\nA2,2021-01-05 09:00,供热,,5,,\n")
    _, content = mendable(warehouse, 1)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["A1"]
    bring(content.decode("utf-8-sig").replace(",9,", ",4,"), name="mended.csv")
    assert query("SELECT ticket_id, rating FROM tickets ORDER BY 1") == [("A1", 4), ("A2", 5)]


def test_limits_in_words_become_deadlines_of_the_calendar(bring: Bring, query: Query):
    bring(case("due_duration.csv"))
    received = datetime(2021, 1, 5, 9, 30)
    days = working_days(policy())
    working = days.loc[days["is_working"], "day"]
    after = working[working > received.replace(hour=0, minute=0)].reset_index(drop=True)
    found = dict(query("SELECT ticket_id, due_at FROM tickets WHERE NOT due_computed"))
    clock = timedelta(hours=9, minutes=30)
    assert found == {
        "U01": after[4].to_pydatetime() + clock,
        "U02": received + timedelta(hours=24),
        "U03": after[2].to_pydatetime() + clock,
    }


@pytest.mark.parametrize("order", [("id_tricks.csv", "id_plain_again.csv"), ("id_plain_again.csv", "id_tricks.csv")])
def test_guards_and_blanks_are_no_part_of_a_number(bring: Bring, query: Query, order: Sequence[str]):
    for name in order:
        bring(case(name), name=name)
    numbers = query("SELECT ticket_id FROM tickets ORDER BY 1")
    assert [number for number in numbers if number.startswith("2101")] == [f"21010020210105000{digit}" for digit in range(1, 9)]
    assert len(numbers) == 10
    assert "000123" in numbers and not [number for number in numbers if "E" in number]


def test_numbers_that_a_spreadsheet_cut_replace_no_case(bring: Bring):
    with_number = bring(case("mangled_jan.csv"))
    assert (with_number.generation, with_number.refused) == (None, True)
    assert set(with_number.quarantined) == {"cut_number:ticket_id"}
    assert "was cut by a spreadsheet" in report_text.text(with_number)


def test_long_numbers_that_end_in_zeros_behind_the_fifteenth_digit_were_cut(bring: Bring):
    rows = "".join(f"21010020210105{number}000,2021-01-05 09:00,供热,,,,\n" for number in range(1, 6))
    assert set(bring(HEAD + rows).quarantined) == {"cut_number:ticket_id"}
    good = "".join(f"2101002021010500{number:02},2021-01-05 09:00,供热,,,,\n" for number in range(1, 30))
    assert bring(HEAD + good).tables[0].accepted == 29


def test_a_file_without_numbers_is_the_same_cases_whenever_it_comes_and_equal_rows_are_counted(bring: Bring, query: Query):
    head = "受理时间,诉求类别,诉求标题,办结时间\n"
    first = "2021-01-05 09:00,供热,暖气不热,\n2021-01-05 09:00,供热,暖气不热,\n2021-01-06 10:00,噪音,施工,\n"
    bring(head + first)
    bring(head + first.replace("施工,", "施工,2021-01-07 10:00"), name="later.csv")
    assert query("SELECT count(*), count(resolved_at) FROM tickets") == [(3, 1)]


@pytest.mark.parametrize("name", ["same2.csv", "same2.xlsx", "midnight_slash.csv", "midnight_cells.xlsx"])
def test_midnight_at_the_end_of_something_is_the_end_of_its_day_in_every_container(name: str, warehouse: Warehouse, query: Query):
    import_files([CASES / name], warehouse=warehouse, accept_losses=True)
    clocks = query("SELECT DISTINCT CAST(due_at AS TIME)::VARCHAR FROM tickets WHERE NOT due_computed")
    assert clocks == ["23:59:59"]


def test_a_column_that_runs_through_the_night_keeps_its_midnights(bring: Bring, query: Query):
    closes = [f"2021-01-{6 + number % 20:02} {number % 24:02}:{(number * 7) % 60:02}:{(number * 13) % 59 + 1:02}" for number in range(48)]
    rows = [f"N{number},2021-01-05 09:00,供热,{close},,," for number, close in enumerate([*closes, "2021-01-09 00:00:00"])]
    bring(HEAD + "\n".join(rows) + "\n")
    assert query("SELECT resolved_at FROM tickets WHERE ticket_id = 'N48'") == [datetime(2021, 1, 9)]


MEANT = {
    "D02": datetime(2021, 1, 5, 23, 59, 59),
    "D03": datetime(2021, 1, 5, 23, 59, 59),
    "D06": datetime(2021, 1, 5, 15, 5),
    "D07": datetime(2021, 1, 5, 15, 5),
    "D08": datetime(2021, 1, 5, 15, 5),
    "D09": datetime(2021, 1, 5, 0, 30),
    "D10": datetime(2021, 1, 5, 12, 30),
    "D11": datetime(2021, 1, 5, 15, 5),
    "D12": datetime(2021, 1, 5, 15, 5),
    "D13": datetime(2021, 1, 5, 17, 30),
    "D30": datetime(2021, 1, 5, 9, 5),
    **{f"D{number}": datetime(2021, 1, 5, 9, 30) for number in (14, 16, 17, 18, 19, 20, 22, 23, 24, 28, 29, 31, 32, 33)},
}


def test_moments_of_every_writing_are_read_as_they_are_meant(bring: Bring, query: Query):
    text = "".join(line for line in case("dates.csv").splitlines(keepends=True) if not line.startswith("D05"))
    bring(text)
    found = dict(query("SELECT ticket_id, received_at FROM tickets"))
    assert {number: found[number] for number in MEANT} == MEANT
    assert not set(found) & {"D01", "D04", "D25", "D26", "D27"}


def test_each_date_of_both_orders_that_can_be_told_is_read(bring: Bring, query: Query):
    bring(case("dates_us_and_cn.csv"))
    assert query("SELECT count(*) FROM tickets") == [14]
    assert query("SELECT received_at FROM tickets WHERE ticket_id IN ('1', '2', '3', '8') GROUP BY 1") == [datetime(2020, 9, 15, 14, 41)]


def test_the_order_of_day_and_month_is_that_of_the_column_and_asked_for_where_nothing_says_it(bring: Bring, query: Query):
    rows = "A1,05/01/2021 09:00,供热,06/01/2021 10:00,,,\nA2,13/01/2021 09:00,供热,,,,\n"
    bring(HEAD + rows)
    assert query("SELECT received_at, resolved_at FROM tickets WHERE ticket_id = 'A1'") == [
        (datetime(2021, 1, 5, 9), datetime(2021, 1, 6, 10))
    ]
    with pytest.raises(MappingError, match="may begin with the day or with the month"):
        bring(HEAD + "B1,05/01/2021 09:00,供热,,,,\n")


def test_a_state_without_a_date_closes_from_the_export_on_and_has_no_duration(bring: Bring, query: Query):
    report = bring(case("state_only.csv")).tables[0]
    newest = datetime(2021, 1, 20, 9)
    assert query("SELECT count(*), min(closed_known_at), max(closed_at) FROM tickets WHERE closed_known_at IS NOT NULL") == [
        (25, newest, newest)
    ]
    assert query("SELECT count(resolution_seconds) FROM tickets") == [0]
    assert [text for text in report.warnings if "25 cases are closed by 工单状态" in text]


def test_a_later_export_keeps_the_moment_from_which_a_close_was_known_and_believes_that_a_case_was_opened_again(bring: Bring, query: Query):
    bring(HEAD + "A1,2021-01-05 09:00,供热,,,已办结,\nA2,2021-01-06 09:00,供热,,,已办结,\n")
    bring(
        HEAD + "A1,2021-01-05 09:00,供热,,,已办结,\nA2,2021-01-06 09:00,供热,,,办理中,\nA3,2021-02-01 09:00,供热,,,办理中,\n",
        name="later.csv",
    )
    assert query("SELECT ticket_id, closed_known_at FROM tickets ORDER BY 1") == [
        ("A1", datetime(2021, 1, 6, 9)),
        ("A2", None),
        ("A3", None),
    ]


def test_a_close_before_the_receipt_stays_outside_unless_the_state_says_closed(bring: Bring, query: Query):
    report = bring(HEAD + "A1,2021-01-05 09:00,供热,2021-01-03 10:00,,,\nA2,2021-01-05 09:00,供热,2021-01-03 10:00,,已办结,\n").tables[0]
    assert set(report.quarantined) == {"before:resolved_at:received_at"}
    assert query("SELECT ticket_id, resolved_at, closed_known_at IS NOT NULL FROM tickets") == [("A2", None, True)]


def test_what_the_source_says_of_being_on_time_counts_where_there_is_no_date(bring: Bring, query: Query):
    head = "工单编号,受理时间,诉求类别,工单状态,是否超期\n"
    bring(head + "A1,2021-01-05 09:00,供热,已办结,否\nA2,2021-01-05 09:00,供热,已办结,是\nA3,2021-01-05 09:00,供热,已办结,\n")
    assert query("SELECT ticket_id, isfinite(on_time_at), isfinite(counts_as_due_at) FROM tickets ORDER BY 1") == [
        ("A1", True, True),
        ("A2", False, True),
        ("A3", False, False),
    ]


def test_writings_of_one_word_are_one_group_under_the_writing_that_came_first(bring: Bring, query: Query):
    bring(HEAD + "A1,2021-01-05 09:00,供热（供水）,,,,\n")
    report = bring(HEAD + "A2,2021-01-05 09:00,供热(供水) ,,,,\nA3,2021-01-05 09:00,\u200b供热（供水）,,,,\n", name="more.csv").tables[0]
    assert query("SELECT category, count(*) FROM tickets GROUP BY 1") == [("供热（供水）", 3)]
    assert [text for text in report.warnings if "other writings were read as 供热（供水）" in text]


def test_losses_beyond_the_policy_need_an_explicit_yes_and_nothing_accepted_is_never_published(bring: Bring, warehouse: Warehouse):
    rows = [f"A{number},2021-01-05 09:00,供热,,5,," for number in range(18)] + ["B1,昨天,供热,,5,,"]
    text = HEAD + "\n".join(rows) + "\n"
    refused = bring(text, accept_losses=False)
    assert (refused.generation, refused.refused) == (None, True)
    assert warehouse.current() is None
    assert [loss for loss in refused.losses if loss.startswith("1 of 19 lines would stay outside (5%)")]
    assert mendable(warehouse, refused.tables[0].number)
    assert bring(text, accept_losses=True).generation == 1
    assert bring(HEAD + "C1,昨天,供热,,5,,\n", name="none.csv", accept_losses=True).generation is None


def test_a_column_that_is_mostly_unreadable_needs_an_explicit_yes(bring: Bring):
    rows = [f"A{number},2021-01-05 09:00,供热,,{'差得很' if number % 3 == 0 else 5},," for number in range(12)]
    report = bring(HEAD + "\n".join(rows) + "\n", accept_losses=False)
    assert report.refused
    assert [loss for loss in report.losses if loss.startswith("满意度评分 cannot be read in 4 of 12 filled cells (33%)")]


def test_a_report_fits_on_a_screen(bring: Bring):
    kinds = ["9", "差得很", "未评价", "十分", "x", "八"]
    rows = [f"A{number},2021-01-05 09:00,供热,,{kinds[number % 6]},奇怪,{'未知' if number % 2 else '昨天'}" for number in range(60)]
    rows += [f"B{number},{text},供热,,,," for number, text in enumerate(["昨天", "2021-13-01", "", "9999-12-31", "后天"])]
    assert len(report_text.text(bring(HEAD + "\n".join(rows) + "\n")).splitlines()) <= 20


CLOCK = st.datetimes(datetime(2020, 1, 1), datetime(2021, 12, 28)).map(lambda moment: moment.replace(second=0, microsecond=0))
WRITINGS = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M",
    "%Y年%m月%d日 %H:%M",
    "%Y年%m月%d日%H时%M分",
    "%Y.%m.%d %H:%M",
    "%Y%m%d%H%M%S",
    "%Y-%m-%dT%H:%M:%S+08:00",
    "%Y-%m-%d %I:%M %p",
)
RATING = st.sampled_from(
    [("5", 5), ("非常满意", 5), ("４", 4), ("3星", 3), ("未评价", None), ("0", None), ("10", None), ("很好吗", None), ("", None)]
)
GUARD = st.sampled_from(["{}", '="{}"', "'{}", " {} ", "\u200b{}", "{}\t"])


@st.composite
def line(draw: st.DrawFn) -> tuple[str, str, datetime, datetime | None, int | None]:
    """A clean row of an export in a strange writing, and what it means: number, cells, receipt, close, rating."""
    number = f"S{draw(st.integers(1, 10**6)):07}"
    received = draw(CLOCK)
    closed = draw(st.none() | st.integers(1, 60 * 24 * 60).map(lambda minutes: received + timedelta(minutes=minutes)))
    if closed and closed.hour == closed.minute == 0:
        closed += timedelta(minutes=1)
    written, rating = draw(RATING)
    moments = [draw(st.sampled_from(WRITINGS)) for _ in range(2)]
    cells = [
        draw(GUARD).format(number),
        received.strftime(moments[0]),
        "供热",
        closed.strftime(moments[1]) if closed else draw(st.sampled_from(["", "-", "未办结", "办理中", "0000-00-00 00:00:00"])),
        written,
        "",
        draw(st.sampled_from(["", "不详", received.strftime("%Y-%m-%d %H:%M"), "3天前"])),
    ]
    target = io.StringIO()
    csv.writer(target, lineterminator="").writerow(cells)
    return number, target.getvalue(), received, closed, rating


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    rows=st.lists(line(), min_size=1, max_size=12, unique_by=lambda row: row[0]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
)
def test_clean_rows_in_strange_writings_are_never_quarantined_and_mean_what_they_say(
    rows: list[tuple[str, str, datetime, datetime | None, int | None]], encoding: str, tmp_path_factory: pytest.TempPathFactory
):
    if encoding == "gb18030":
        rows = [(number, text.replace("\u200b", ""), *rest) for number, text, *rest in rows]  # type: ignore[misc]
    folder = tmp_path_factory.mktemp("strange")
    path = folder / "export.csv"
    path.write_text(HEAD + "".join(f"{text}\n" for _, text, *_ in rows), encoding)
    report = import_files([path], warehouse=Warehouse(folder / "warehouse"), accept_losses=True)
    assert (report.total["accepted"], report.total["quarantined_lines"]) == (len(rows), 0)
    generation = Warehouse(folder / "warehouse").current()
    assert generation
    with read_only(generation.path) as connection:
        found = connection.execute("SELECT ticket_id, received_at, resolved_at, rating FROM tickets ORDER BY 1").fetchall()
    assert found == sorted((number, received, closed, rating) for number, _, received, closed, rating in rows)
