"""Dates without a time of day: no verdict within a day that nobody has timed, and nothing known before its day is over."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Scope
from data.intake.report_text import text
from tests.data.intake.conftest import Bring, Query

HEAD = "工单编号,受理时间,派单时间,首次响应时间,办结时间,截止时间,督办时间,作废时间\n"
MARCH = Scope("custom", date(2021, 3, 1), date(2021, 3, 31), compare="none")


def asked(*measures: str, scope: Scope = MARCH) -> dict[str, float]:
    return ask(measures, scope=scope, principal=LOCAL).frame.iloc[0].to_dict()


@pytest.mark.parametrize("midnight", ["", " 00:00:00"])
def test_a_date_alone_keeps_a_limit_or_breaks_it_only_with_its_whole_day(bring: Bring, midnight: str):
    bring(
        HEAD
        + f"A1,2021-03-02 09:00:05,2021-03-02{midnight},2021-03-02{midnight},,,,\n"  # dispatched that day: when?; answered that day: in time
        + f"A2,2021-03-02 09:00:05,2021-03-03{midnight},2021-03-03{midnight},,,,\n"  # dispatched a day late; answered the next day: when?
        + f"A3,2021-03-02 23:30:05,2021-03-03{midnight},2021-03-04{midnight},,,,\n"  # half an hour or more: when?; answered too late
        + "A4,2021-03-02 10:00:05,,,,,,\n"
        + "A5,2021-03-20 10:00:05,2021-03-20 10:30:00,2021-03-20 10:40:00,2021-03-25 10:00:00,,,\n"
    )
    row = asked("dispatched_promptly_rate", "response_rate")
    # Judged are A2 (late), A4 (not at all) and A5 of dispatch; A1, A3, A4 and A5 of the answer.
    assert (row["dispatched_promptly"], row["dispatch_judged"], row["dispatched_promptly_rate"]) == (1, 3, pytest.approx(1 / 3))
    assert (row["responded_in_time"], row["response_due"], row["response_rate"]) == (2, 4, 0.5)


def test_the_report_says_which_times_have_no_time_of_day(bring: Bring):
    report = bring(HEAD + "A1,2021-03-02 09:00:05,2021-03-02,2021-03-02,,,,\n")
    assert "1 times of 派单时间 are dates without a time of day" in text(report)


def test_a_close_on_the_day_of_its_deadline_is_judged_by_days_where_the_limit_is(bring: Bring):
    bring(
        HEAD
        + "A1,2021-03-01 09:00:05,,,2021-03-12,2021-03-12 09:00:00,,\n"  # the deadline has a clock, the close has none: not told
        + "A2,2021-03-01 09:00:05,,,2021-03-11,2021-03-12 09:00:00,,\n"
        + "A3,2021-03-01 09:00:05,,,2021-03-13,2021-03-12 09:00:00,,\n"
        + "A4,2021-03-01 09:00:05,,,2021-03-15,,,\n"  # ten working days by the policy: kept by a close on the last of them
        + "A5,2021-03-01,,,2021-03-15 17:00:00,,,\n"  # received by a bare date: the tenth day is whole
    )
    row = asked("on_time_rate", "resolved")
    assert (row["on_time"], row["due"], row["resolved"]) == (3, 4, 5)


def test_what_a_bare_date_tells_is_not_known_before_its_day(bring: Bring, query: Query):
    bring(HEAD + "A1,2021-03-30 09:00:05,,,,,2021-04-01,\nA2,2021-03-30 09:00:05,,,,,,2021-04-01\nA3,2021-04-20 09:00:05,,,,,,\n")
    assert query("SELECT CAST(supervised_at AS VARCHAR) FROM tickets WHERE ticket_id = 'A1'") == ["2021-04-01 23:59:59"]
    # At the end of March nobody knew of the supervision, nor that the second case is void.
    row = asked("supervised", "received")
    assert (row["supervised"], row["received"]) == (0, 2)
