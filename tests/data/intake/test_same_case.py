"""A number that a spreadsheet has cut, and the same case with its number in another file: one case, or two where nothing says so."""

from __future__ import annotations

import pytest

from tests.data.intake.conftest import Bring, Query

HEAD = "工单编号,受理时间,诉求类别,标题,办结时间\n"
GOOD = "".join(f"20210101000{n},2021-01-0{n} 09:1{n},供热,甲小区{n}号楼不热,\n" for n in range(1, 6))
CUT = HEAD + GOOD + "1.23E+11,2021-01-07 09:30,供热,乙小区漏水,\n"
WHOLE = HEAD + "123456789012,2021-01-07 09:30,供热,乙小区漏水,2021-01-09 10:00\n"


@pytest.mark.parametrize("order", [(CUT, WHOLE), (WHOLE, CUT)])
def test_a_cut_number_and_the_real_one_are_one_case_in_either_order(bring: Bring, query: Query, order: tuple[str, str]):
    for place, content in enumerate(order):
        bring(content, name=f"{place}.csv")
    assert query("SELECT count(*) FROM tickets") == [6]
    found = query("SELECT ticket_id, CAST(resolved_at AS VARCHAR) FROM tickets WHERE title LIKE '乙%'")
    assert found == [("123456789012", "2021-01-09 10:00:00")]


@pytest.mark.parametrize(
    "other",
    [
        "123456789012,2021-01-07 09:30,供热,丙小区漏水,\n",  # another subject
        "123456789012,2021-01-07 09:31,供热,乙小区漏水,\n",  # another minute
        "123456789012,2021-01-07 09:30,供热,乙小区漏水,\n123456789013,2021-01-07 09:30,供热,乙小区漏水,\n",  # which of the two?
    ],
)
def test_what_may_be_another_case_stays_one(bring: Bring, query: Query, other: str):
    bring(CUT, name="cut.csv")
    bring(HEAD + other, name="whole.csv")
    assert query("SELECT count(*) FROM tickets") == [6 + other.count("\n")]


def test_a_day_and_a_category_do_not_make_a_case(bring: Bring, query: Query):
    head = "工单编号,受理时间,诉求类别\n" + "".join(f"2021010100{n},2021-01-0{n},供热\n" for n in range(1, 4))
    bring(head + "1.23E+11,2021-01-07,供热\n", name="cut.csv")
    bring("工单编号,受理时间,诉求类别\n123456789012,2021-01-07,供热\n", name="whole.csv")
    assert query("SELECT count(*) FROM tickets") == [5]
