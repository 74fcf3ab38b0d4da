"""Two ways in which a whole table is something else: ratings of another scale, and thousands of columns."""

from __future__ import annotations

import time

import pytest

from data.intake.reading.refused import Refused
from data.intake.report_text import text
from tests.data.intake.conftest import Bring, Query

HEAD = "工单编号,受理时间,办结时间,满意度评分\n"


def rows(*ratings: str) -> str:
    return HEAD + "".join(f"A{n},2021-01-05 08:{n:02d},2021-01-06 08:00,{rating}\n" for n, rating in enumerate(ratings))


@pytest.mark.parametrize("ratings", [("10", "4", "3", "9"), ("100", "80分", "5", "60"), ("8", "5", "5", "5")])
def test_four_of_ten_is_no_four_of_five(bring: Bring, query: Query, ratings: tuple[str, ...]):
    report = bring(rows(*ratings * 5))
    assert query("SELECT count(rating), count(*) FROM tickets") == [(0, 20)]
    assert "counts by another scale" in text(report)


def test_a_slip_among_many_ratings_costs_itself_alone(bring: Bring, query: Query):
    bring(rows(*["5"] * 30, "55"))
    assert query("SELECT count(rating), count(*) FROM tickets") == [(30, 31)]


def test_a_slip_among_few_ratings_costs_itself_alone_too(bring: Bring, query: Query):
    bring(rows("10", "5", "4"))
    assert query("SELECT count(rating), count(*) FROM tickets") == [(2, 3)]


@pytest.mark.parametrize("named", ["列0", "工单编号,受理时间"])
def test_twenty_thousand_columns_are_one_sentence_in_seconds(bring: Bring, named: str):
    begun = time.process_time()
    head = named + "," + ",".join(f"列{n}" for n in range(20_000))
    with pytest.raises(Refused, match="columns; at most 2,000 can be read"):
        bring(head + "\n" + ",".join("1" for _ in head.split(",")) + "\n")
    assert time.process_time() - begun < 10


def test_empty_columns_behind_the_last_do_not_count(bring: Bring, query: Query):
    bring("工单编号,受理时间" + "," * 5_000 + "\nA1,2021-01-05 08:00" + "," * 5_000 + "\n")
    assert query("SELECT count(*) FROM tickets") == [1]
