"""Working days: the national calendar with its make-up days, and what a deployment adds."""

from datetime import date

import pandas as pd
import pytest

from data.calendar import FIRST, LAST, is_working_day, working_days
from data.contracts.policy import ExtraHolidays, Policy, policy


def with_extra(**days: list[date]) -> Policy:
    return policy().model_copy(update={"extra_holidays": ExtraHolidays(**days)})


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2021, 2, 7), True),  # a Sunday worked to make up for the Spring Festival
        (date(2021, 2, 11), False),  # the Spring Festival begins on a Thursday
        (date(2021, 10, 1), False),
        (date(2021, 10, 9), True),  # a Saturday worked to make up for the National Day
        (date(2021, 3, 1), True),
        (date(2021, 3, 6), False),
        (date(2035, 1, 1), True),  # not published yet: a Monday is a Monday
    ],
)
def test_the_national_calendar(day: date, working: bool):
    assert is_working_day(day, policy()) is working


def test_a_deployment_may_close_and_open_days():
    extra = with_extra(closed=[date(2021, 3, 1)], open=[date(2021, 3, 6)])
    assert not is_working_day(date(2021, 3, 1), extra)
    assert is_working_day(date(2021, 3, 6), extra)
    assert is_working_day(date(2021, 3, 1), policy())


def test_the_table_has_every_day_once_and_its_ordinal_counts_working_days():
    frame = working_days(policy())
    assert len(frame) == (LAST - FIRST).days + 1
    assert frame["day"].is_unique
    march = frame[frame["day"].between("2021-03-01", "2021-03-08")]
    assert march["is_working"].tolist() == [True] * 5 + [False] * 2 + [True]
    assert (march["ordinal"] - march["ordinal"].iloc[0]).tolist() == [0, 1, 2, 3, 4, 4, 4, 5]
    assert frame["ordinal"].iloc[-1] == frame["is_working"].sum()


def test_a_closed_day_moves_every_deadline_behind_it():
    usual, closed = working_days(policy()), working_days(with_extra(closed=[date(2021, 3, 1)]))
    moved = usual["ordinal"] - closed["ordinal"]
    assert set(moved[usual["day"] < pd.Timestamp(2021, 3, 1)]) == {0}
    assert set(moved[usual["day"] >= pd.Timestamp(2021, 3, 1)]) == {1}
