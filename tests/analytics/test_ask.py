"""What an answer looks like: frames, totals, periods, order, notes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from analytics.asking.ask import ask
from analytics.asking.filters import Filter
from analytics.asking.geography import UnknownArea
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from analytics.query import RequestError
from tests.support.warehouses import publish

MARCH = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31"})
NEWEST = datetime(2021, 12, 31)


@pytest.fixture(autouse=True)
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path))
    received = [(3, 2, "a"), (3, 9, "a"), (3, 9, "b"), (2, 5, "b"), (2, 6, "c"), (12, 31, "c")]
    publish(
        tmp_path,
        tickets=[
            {"ticket_id": str(n), "source": "t", "channel": channel, "street": "211302001", "received_at": datetime(2021, month, day)}
            for n, (month, day, channel) in enumerate(received)
        ],
    )


def test_one_period_has_no_period_column():
    assert list(ask(["resolution_rate"], by=["channel"], scope=MARCH, principal=LOCAL).frame) == [
        "channel",
        "resolved",
        "received",
        "resolution_rate",
    ]


def test_several_periods_are_numbered_as_they_were_asked_for():
    periods = MARCH.history(2, NEWEST)
    frame = ask(["received"], scope=MARCH, principal=LOCAL, periods=periods).frame
    assert frame.to_dict("list") == {"period": [0, 1], "received": [3, 2]}
    turned = ask(["received"], scope=MARCH, principal=LOCAL, periods=periods[::-1]).frame
    assert turned.sort_values("period")["received"].tolist() == [2, 3]


def test_several_periods_by_a_unit_of_time_are_told_apart():
    frame = ask(["received", "backlog"], by=["month"], scope=MARCH, principal=LOCAL, periods=MARCH.history(2, NEWEST)).frame
    assert [(row.period, row.month.month, row.received, row.backlog) for row in frame.itertuples()] == [(0, 3, 3, 5), (1, 2, 2, 2)]


def test_rows_come_in_the_order_asked_for_and_otherwise_by_dimension():
    def channels(order: str) -> list[str]:
        return ask(["received"], by=["channel"], scope=MARCH, principal=LOCAL, order=order).frame["channel"].tolist()

    assert channels("") == ["a", "b"]
    assert channels("received") == ["b", "a"]
    assert channels("-channel") == ["b", "a"]


def test_a_limit_with_two_dimensions_keeps_the_first_values_of_the_first():
    frame = ask(["received"], by=["channel", "day"], scope=MARCH, principal=LOCAL, limit=1).frame
    assert frame["channel"].tolist() == ["a", "a"]


def test_the_others_keep_the_order_of_each_period():
    answer = ask(
        ["received"],
        by=["channel"],
        scope=MARCH,
        principal=LOCAL,
        periods=MARCH.history(2, NEWEST),
        order="-received",
        limit=1,
        others=True,
    )
    assert answer.frame.to_numpy().tolist() == [[0, "a", 2], [0, "others", 1], [1, "others", 2]]


def test_a_limit_on_a_time_is_refused_where_it_would_say_nothing():
    with pytest.raises(RequestError, match="which is a time"):
        ask(["received"], by=["month"], scope=MARCH, principal=LOCAL, limit=1, others=True)
    with pytest.raises(RequestError, match="which is a time"):
        ask(["received"], by=["month", "channel"], scope=MARCH, principal=LOCAL, limit=1)
    assert len(ask(["received"], by=["day"], scope=MARCH, principal=LOCAL, limit=1).frame) == 1


def test_totals_are_there_only_when_asked_for():
    assert ask(["received"], by=["channel"], scope=MARCH, principal=LOCAL).totals.empty
    assert ask(["received"], by=["channel"], scope=MARCH, principal=LOCAL, totals=True).total["received"] == 3


def test_the_total_of_a_limited_request_is_that_of_all_rows():
    assert ask(["received"], by=["channel", "day"], scope=MARCH, principal=LOCAL, limit=1, totals=True).total["received"] == 3
    assert ask(["received"], by=["channel"], scope=MARCH, principal=LOCAL, limit=1, totals=True).total["received"] == 3


def test_an_answer_says_which_filter_a_measure_does_not_hear():
    scope = Scope("custom", MARCH.first, MARCH.last, where=(Filter("channel", ("a",)),))
    answer = ask(["received_per_worker"], scope=scope, principal=LOCAL)
    assert tuple(map(str, answer.notes)) == ("grid_workers: not filtered by channel, which it does not have.",)
    assert answer.frame["received"].tolist() == [2]


def test_an_answer_names_its_generation():
    answer = ask(["received"], scope=MARCH, principal=LOCAL)
    assert (answer.generation.number, answer.generation.data_until, answer.generation.demo) == (1, NEWEST, False)


def test_an_unknown_area_is_refused_with_the_closest():
    with pytest.raises(UnknownArea, match=r"Did you mean 21130200[12]"):
        ask(["received"], scope=MARCH.within("211302009"), principal=LOCAL)
