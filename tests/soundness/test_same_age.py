"""A wrong number without an error: both sides of a comparison have the same length, the same age and, where promised, the same weekdays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import assume, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Period, Scope
from analytics.catalogue import CATALOGUE, Clock
from tests.soundness.conftest import Given, at, ticket

DAY = timedelta(days=1)
MOMENTS = st.datetimes(datetime(2019, 1, 1), datetime(2024, 12, 31)).map(lambda moment: moment.replace(microsecond=0))


def received(scope: Scope, *, last: str) -> list[int]:
    newest = at(last)
    compared = scope.comparison(newest)
    assert compared is not None
    return ask(["received"], scope=scope, principal=LOCAL, periods=[scope.period(newest), compared]).frame["received"].tolist()


def custom(first: str, last: str, **more: object) -> Scope:
    return Scope("custom", date.fromisoformat(first), date.fromisoformat(last), **more)  # type: ignore[arg-type]


def ten_a_day(days: Sequence[date]) -> list[dict[str, Any]]:
    return [ticket(100 * place + number, f"{day} 09:{number:02d}") for place, day in enumerate(days) for number in range(10)]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (custom("2021-04-01", "2021-04-30"), [200, 200]),  # open: the first twenty days of both months
        (custom("2021-03-01", "2021-03-31", as_of=at("2021-03-21")), [200, 200]),  # as it was known on the 20th
        (custom("2021-03-01", "2021-03-31", as_of=at("2021-03-20 09:04")), [195, 195]),  # in the midst of a day
        (custom("2021-04-01", "2021-06-30"), [200, 200]),  # an open quarter
        (custom("2021-04-01", "2021-05-31"), [200, 200]),  # two months
        (custom("2021-04-19", "2021-04-25"), [20, 20]),  # a week
        (custom("2021-03-01", "2021-03-31"), [310, 280]),  # over: the whole months
        (Scope("this_month"), [200, 200]),
    ],
)
def test_an_open_window_is_compared_with_as_many_days_of_the_window_before(given: Given, scope: Scope, expected: list[int]):
    given(ten_a_day([date(2021, 1, 1) + DAY * number for number in range(110)]))
    assert received(scope, last="2021-04-20 09:09") == expected


@pytest.mark.parametrize(
    "scope",
    [
        Scope("this_week", compare="year"),
        custom("2021-04-19", "2021-04-25", compare="year"),
        custom("2021-04-12", "2021-04-25", compare="year"),
    ],
)
def test_weeks_are_compared_with_the_same_weekdays_of_the_year_before(given: Given, scope: Scope):
    days = [date(2020, 4, 1) + DAY * number for number in range(386)]
    given(ten_a_day([day for day in days if day.weekday() < 5]))
    now, then = received(scope, last="2021-04-21 09:09")
    assert now == then == (30 if scope.first != date(2021, 4, 12) else 80)


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    window = draw(
        st.sampled_from(["this_week", "this_month", "this_quarter", "this_year", "last_30_days", "last_12_months", "custom", "custom"])
    )
    first = draw(st.dates(date(2019, 1, 1), date(2024, 12, 31)))
    last = first + DAY * draw(st.sampled_from([0, 1, 4, 6, 13, 20, 27, 28, 29, 30, 59, 89, 90, 364, 365]))
    days = {"first": first, "last": last} if window == "custom" else {}
    return Scope(
        window,
        compare=draw(st.sampled_from(["previous", "year"])),
        basis=draw(st.sampled_from(["period_end", "latest"])),
        as_of=draw(st.one_of(st.none(), MOMENTS)),
        **days,  # type: ignore[arg-type]
    )


def both(scope: Scope, newest: datetime) -> tuple[Period, Period]:
    period, compared = scope.period(newest), scope.comparison(newest)
    assert compared is not None
    return period, compared


def begins_and_ends_months(period: Period) -> bool:
    return period.start.day == 1 or period.end.day == 1


def has_leap_day(period: Period) -> bool:
    return bool(
        ((pd.date_range(period.start, period.end - DAY).month == 2) & (pd.date_range(period.start, period.end - DAY).day == 29)).any()
    )


@settings(max_examples=400, deadline=None, derandomize=True)
@drawn(scopes(), MOMENTS)
def test_both_periods_have_the_same_age_and_as_many_days_or_whole_months(scope: Scope, newest: datetime):
    assume(scope.as_of is None or scope.as_of > scope._window(newest.date())[0])
    period, compared = both(scope, newest)
    assert period.as_of - period.end == compared.as_of - compared.end
    lengths = {each.end - each.start for each in (period, compared)}
    # Only where months or a leap day differ in length may two windows.
    assert len(lengths) == 1 or begins_and_ends_months(period) or has_leap_day(period) or has_leap_day(compared)
    assert max(lengths) - min(lengths) <= 3 * DAY or period.end - period.start > 31 * DAY
    if period.as_of < period.end:
        assert period.end - period.as_of <= DAY, "an open window ends with the day of its as-of"
    if scope.compare == "year" and scope.window == "this_week":
        assert period.start.weekday() == compared.start.weekday() == 0
        assert period.start - compared.start == timedelta(days=364)


@settings(max_examples=200, deadline=None, derandomize=True)
@drawn(st.dates(date(2019, 1, 1), date(2024, 12, 31)), st.integers(1, 8), MOMENTS, st.integers(1, 12))
def test_whole_weeks_keep_their_weekdays_in_every_comparison(first: date, weeks: int, newest: datetime, back: int):
    first -= DAY * first.weekday()
    after = first + 7 * weeks * DAY
    scope = Scope("custom", first, after - DAY, compare="year")
    assume(scope.period(newest).as_of <= newest and not first.day == after.day == 1)
    period, compared = both(scope, newest)
    assert period.start - compared.start == period.end - compared.end == timedelta(days=364)
    earlier = scope.history(back + 1, newest)[back]
    assert (period.start - earlier.start) == (period.end - earlier.end) == timedelta(days=7 * weeks * back)


@pytest.mark.parametrize(
    ("window", "first", "last"),
    [
        ("this_week", "2021-04-19", "2021-04-25"),
        ("this_month", "2021-04-01", "2021-04-30"),
        ("this_quarter", "2021-04-01", "2021-06-30"),
        ("this_year", "2021-01-01", "2021-12-31"),
    ],
)
@pytest.mark.parametrize("compare", ["previous", "year"])
@pytest.mark.parametrize("newest", ["2021-04-20 15:30", "2021-04-20 23:59:59"])
def test_a_preset_and_the_equal_custom_window_are_the_same_periods(window: str, first: str, last: str, compare: str, newest: str):
    preset, own = Scope(window, compare=compare), custom(first, last, compare=compare)
    assert preset.history(12, at(newest)) == own.history(12, at(newest))
    assert preset.comparison(at(newest)) == own.comparison(at(newest))


def test_a_preset_and_the_equal_custom_window_give_the_same_numbers_of_all_measures(given: Given):
    days = [date(2021, 1, 1) + DAY * number for number in range(110)]
    rows = ten_a_day(days)
    for place, row in enumerate(rows):
        if place % 3:
            row["resolved_at"] = row["received_at"] + timedelta(hours=place % 200)
    given([row for row in rows if row.get("resolved_at") is None or row["resolved_at"] <= at("2021-04-20 12:00")])
    measures = [
        name for name, measure in CATALOGUE.measures.items() if CATALOGUE.model_of(name).table == "tickets" and measure.clock != Clock.STATE
    ]
    newest = at("2021-04-20 12:00")
    preset, own = Scope("this_month"), custom("2021-04-01", "2021-04-30")
    frames = [
        ask(measures, scope=scope, principal=LOCAL, periods=list(both(scope, newest)), by=["street"]).frame for scope in (preset, own)
    ]
    pd.testing.assert_frame_equal(*frames)


def test_a_window_wholly_in_the_past_is_not_cut():
    scope = custom("2021-02-01", "2021-02-28")
    assert scope.period(at("2021-04-20 15:30")) == Period(at("2021-02-01"), at("2021-03-01"), at("2021-03-01"))
