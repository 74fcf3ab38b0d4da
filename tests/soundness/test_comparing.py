"""A wrong number without an error: periods that are compared have had the same time to ripen."""

from datetime import date, datetime

import pandas as pd
import pytest

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Period, Scope
from tests.soundness.conftest import LATE, Given, at, ticket


def period(start: str, end: str, as_of: str) -> Period:
    return Period(at(start), at(end), at(as_of))


def custom(first: str, last: str, **more: object) -> Scope:
    return Scope("custom", date.fromisoformat(first), date.fromisoformat(last), **more)  # type: ignore[arg-type]


def test_window_and_as_of_move_together(given: Given):
    # Both months have one ticket resolved within its month and one resolved a week after it.
    given(
        [
            ticket(1, "2021-02-02", "2021-02-20"),
            ticket(2, "2021-02-20", "2021-03-07"),
            ticket(3, "2021-03-02", "2021-03-20"),
            ticket(4, "2021-03-20", "2021-04-07"),
            LATE,
        ]
    )
    scope = custom("2021-03-01", "2021-03-31")
    newest = at("2021-12-31 12:00")
    before = scope.comparison(newest)
    assert before == period("2021-02-01", "2021-03-01", "2021-03-01")
    frame = ask(["resolution_rate"], scope=scope, principal=LOCAL, periods=[scope.period(newest), before]).frame
    assert frame["resolution_rate"].tolist() == [0.5, 0.5]


def test_an_open_window_is_compared_with_a_window_that_was_as_open():
    newest = at("2021-03-20 10:00")
    scope = Scope("this_month")
    assert scope.period(newest) == period("2021-03-01", "2021-03-21", "2021-03-20 10:00")
    assert scope.comparison(newest) == period("2021-02-01", "2021-02-21", "2021-02-20 10:00")


@pytest.mark.parametrize(
    ("scope", "newest", "expected"),
    [
        (
            Scope("this_month"),
            "2021-03-31 18:00",
            period("2021-02-01", "2021-03-01", "2021-02-28 18:00"),
        ),  # a whole month with a whole month
        (Scope("this_month"), "2021-02-28 18:00", period("2021-01-01", "2021-02-01", "2021-01-31 18:00")),
        (Scope("this_month"), "2021-03-28 18:00", period("2021-02-01", "2021-03-01", "2021-02-28 18:00")),  # 28 days with 28 days
        (Scope("this_month"), "2021-03-30 18:00", period("2021-02-01", "2021-03-01", "2021-02-28 18:00")),
        (Scope("this_week"), "2021-03-31 18:00", period("2021-03-22", "2021-03-25", "2021-03-24 18:00")),
        (Scope("this_quarter"), "2021-05-30 18:00", period("2021-01-01", "2021-03-01", "2021-02-28 18:00")),
        (Scope("this_year"), "2021-03-31 18:00", period("2020-01-01", "2020-04-01", "2020-03-31 18:00")),
        (Scope("last_30_days"), "2021-03-31 18:00", period("2021-01-31", "2021-03-02", "2021-03-01 18:00")),
        (Scope("last_30_days", compare="year"), "2021-03-31 18:00", period("2020-03-02", "2020-04-01", "2020-03-31 18:00")),
        (Scope("last_12_months"), "2021-03-31 18:00", period("2019-04-01", "2020-04-01", "2020-03-31 18:00")),
        (custom("2020-02-01", "2020-02-28", compare="year"), "2021-12-31", period("2019-02-01", "2019-03-01", "2019-03-01")),
        (custom("2020-02-01", "2020-02-29", compare="year"), "2021-12-31", period("2019-02-01", "2019-03-01", "2019-03-01")),
        (custom("2020-02-29", "2020-02-29", compare="year"), "2021-12-31", period("2019-02-28", "2019-03-01", "2019-03-01")),
        (custom("2021-03-01", "2021-03-10"), "2021-12-31", period("2021-02-19", "2021-03-01", "2021-03-01")),  # as many days before
        (custom("2021-01-01", "2021-03-31"), "2021-12-31", period("2020-10-01", "2021-01-01", "2021-01-01")),  # as many whole months
        (custom("2021-03-01", "2021-03-31", as_of=at("2021-04-05")), "2021-12-31", period("2021-02-01", "2021-03-01", "2021-03-05")),
    ],
)
def test_the_period_compared_with(scope: Scope, newest: str, expected: Period):
    assert scope.comparison(at(newest)) == expected


def test_a_short_february_does_not_shorten_the_months_before_it():
    starts_and_ends = [(p.start.date(), p.end.date()) for p in Scope("this_month").history(4, at("2021-03-30 18:00"))]
    assert starts_and_ends == [
        (date(2021, 3, 1), date(2021, 3, 31)),
        (date(2021, 2, 1), date(2021, 3, 1)),
        (date(2021, 1, 1), date(2021, 1, 31)),
        (date(2020, 12, 1), date(2020, 12, 31)),
    ]


def test_a_year_comparison_may_lie_inside_the_history(given: Given):
    given([ticket(n, f"{2020 + n // 12}-{n % 12 + 1:02d}-05") for n in range(24)])
    newest = at("2021-12-05")
    scope = custom("2021-11-01", "2021-11-30", compare="year")
    history = scope.history(14, newest)
    compared = scope.comparison(newest)
    assert compared == history[12]
    frame = ask(["received", "backlog"], scope=scope, principal=LOCAL, periods=[*history, compared]).frame
    assert frame["received"].tolist() == [1] * 15
    # None is ever resolved: at the end of November 2021 there are 23, a month earlier 22, and so on down to a year before.
    assert frame.sort_values("period")["backlog"].tolist() == [*range(23, 9, -1), 11]


def test_periods_with_a_gap_between_them_count_nothing_of_the_gap(given: Given):
    given([ticket(1, "2021-01-05"), ticket(2, "2021-02-05"), ticket(3, "2021-03-05"), LATE])
    periods = [period("2021-03-01", "2021-04-01", "2021-04-01"), period("2021-01-01", "2021-02-01", "2021-02-01")]
    answer = ask(["received", "median_hours"], scope=Scope(), principal=LOCAL, periods=periods, totals=True)
    assert answer.frame["received"].tolist() == [1, 1]
    assert answer.totals["received"].tolist() == [1, 1]


def test_a_period_without_any_row_has_its_zero_within_the_record_and_no_value_before_or_after_it(given: Given):
    given([ticket(1, "2021-03-05"), ticket(2, "2021-01-05"), LATE])
    scope = custom("2021-03-01", "2021-03-31")
    answer = ask(
        ["received", "resolution_rate"], scope=scope, principal=LOCAL, periods=scope.history(4, datetime(2021, 12, 31)), totals=True
    )
    for frame in (answer.frame, answer.totals):
        received = frame.sort_values("period")["received"]
        assert received.tolist()[:3] == [1, 0, 1] and pd.isna(received.iloc[3])
    after = ask(["received", "backlog", "clearance_ratio"], scope=custom("2030-01-01", "2030-01-31"), principal=LOCAL)
    assert after.frame[["received", "backlog", "closed"]].isna().all(axis=None)
    assert str(after.notes[0]) == "Received: No data were reported for that time: they reach from 2021-01-05 to 2021-12-31"


def test_a_period_judged_early_does_not_hand_its_late_tickets_to_the_one_before(given: Given):
    given([ticket(1, "2021-02-05"), ticket(2, "2021-03-05"), ticket(3, "2021-03-25"), LATE])
    periods = [period("2021-03-01", "2021-04-01", "2021-03-10"), period("2021-02-01", "2021-03-01", "2021-03-01")]
    assert ask(["received"], scope=Scope(), principal=LOCAL, periods=periods).frame["received"].tolist() == [1, 1]
