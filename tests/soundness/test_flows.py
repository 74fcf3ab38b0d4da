"""A wrong number without an error: what comes in, what goes out, and what is left."""

import pandas as pd
import pytest

from analytics.asking.ask import ask
from analytics.asking.principal import LOCAL
from analytics.asking.scope import Period, Scope
from tests.soundness.conftest import LATE, MARCH, Given, at, split, ticket, total

FIRST_QUARTER = Scope.from_query({"from": "2021-01-01", "to": "2021-03-31", "compare": "none"})
JANUARY, FEBRUARY, MARCH_1 = (pd.Timestamp(2021, month, 1) for month in (1, 2, 3))


def test_closed_counts_by_the_moment_of_resolution_and_received_by_that_of_receipt(given: Given):
    given([ticket(1, "2021-01-05", "2021-02-05"), ticket(2, "2021-01-06", "2021-03-05"), ticket(3, "2020-12-05", "2021-01-07"), LATE])
    answer = ask(["received", "closed", "clearance_ratio"], by=["month"], scope=FIRST_QUARTER, principal=LOCAL, totals=True)
    assert answer.frame["month"].tolist() == [JANUARY, FEBRUARY, MARCH_1]
    assert answer.frame["received"].tolist() == [2, 0, 0]  # a month without one side has a zero there
    assert answer.frame["closed"].tolist() == [1, 1, 1]
    assert answer.frame["clearance_ratio"].isna().tolist() == [False, True, True]
    assert answer.total["clearance_ratio"] == 3 / 2


def test_tickets_without_a_street_meet_across_the_two_clocks(given: Given):
    given([ticket(1, "2021-01-05", "2021-02-05", grid=None, street=None), ticket(2, "2021-01-05", "2021-01-06"), LATE])
    answer = ask(["received", "closed"], by=["street"], scope=FIRST_QUARTER, principal=LOCAL)
    assert answer.frame["street"].isna().tolist() == [False, True]
    assert answer.frame[["received", "closed"]].to_numpy().tolist() == [[1, 1], [1, 1]]


TICKETS = [
    ticket(1, "2020-12-20 09:00", "2021-01-15 00:00"),  # leaves at midnight: gone at the end of the 14th
    ticket(2, "2021-01-10 00:00", "2021-01-10 00:00"),  # a date without a time, both ways
    ticket(3, "2021-01-10 15:00", "2021-01-10 00:00"),  # closed by a date without a time
    ticket(4, "2021-01-31 23:59:59", "2021-02-01 00:00"),  # closed exactly as the month ends
    ticket(5, "2021-02-01 00:00", "2021-03-03 12:00"),
    ticket(6, "2021-02-10 12:00", void_at="2021-02-20 00:00"),
    ticket(7, "2021-02-11 12:00", "2021-02-25 12:00", void_at="2021-02-20 12:00"),
    ticket(8, "2021-03-30 12:00", grid="211302001001002"),
    ticket(9, "2021-03-31 00:00", "2021-04-01 00:00"),
]


def brute_force(until: pd.Timestamp, as_of: pd.Timestamp | None = None) -> int:
    """Tickets received before a moment and not resolved by then; those void by as-of have never counted."""
    known = [row for row in TICKETS if row.get("void_at", pd.Timestamp.max) > (as_of or until)]
    return sum(row["received_at"] < until and not (row["resolved_at"] and row["resolved_at"] <= until) for row in known)


def test_the_backlog_of_a_window_is_what_is_left_at_its_end(given: Given):
    given([*TICKETS, LATE])
    assert total("backlog", scope=FIRST_QUARTER)["backlog"] == brute_force(pd.Timestamp(2021, 4, 1)) == 1


@pytest.mark.parametrize(("unit", "frequency"), [("day", "D"), ("week", "W"), ("month", "M"), ("quarter", "Q")])
def test_the_backlog_at_the_end_of_each_bucket_equals_brute_force(given: Given, unit: str, frequency: str):
    given([*TICKETS, LATE])
    end = pd.Timestamp(2021, 4, 1)
    found = split("backlog", unit, scope=FIRST_QUARTER)
    buckets = pd.period_range("2021-01-01", "2021-03-31", freq=frequency)
    assert found == {bucket.start_time: brute_force(min((bucket + 1).start_time, end), end) for bucket in buckets}


@pytest.mark.parametrize("count", [2, 8])
def test_the_backlog_of_several_periods_equals_that_of_each(given: Given, count: int):
    given([*TICKETS, LATE])
    march = MARCH.history(count, at("2021-12-31"))
    frame = ask(["backlog"], scope=MARCH, principal=LOCAL, periods=march).frame.sort_values("period")
    known = [period for period in march if period.end > at("2020-12-20")]  # before the first case nobody has reported anything
    assert frame["backlog"].tolist()[: len(known)] == [brute_force(pd.Timestamp(period.as_of)) for period in known]
    assert frame["backlog"].iloc[len(known) :].isna().all()
    by_grid = ask(["backlog"], by=["grid"], scope=MARCH, principal=LOCAL, periods=march).frame
    # A grid without any open ticket may have no row.
    assert by_grid.groupby("period")["backlog"].sum().reindex(range(count), fill_value=0).tolist() == frame["backlog"].fillna(0).tolist()


def test_with_the_latest_basis_what_came_after_a_period_does_not_lower_its_backlog(given: Given):
    given([ticket(1, "2021-02-05"), ticket(2, "2021-03-05"), ticket(3, "2021-04-05", "2021-04-10"), LATE])
    scope = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31", "basis": "latest"})
    frame = ask(["backlog"], scope=scope, principal=LOCAL, periods=scope.history(2, at("2021-12-31 12:00"))).frame
    assert frame["backlog"].tolist() == [2, 1]
    mid = Scope.from_query({"from": "2021-03-01", "to": "2021-04-07", "basis": "latest"})
    assert split("backlog", "month", scope=mid) == {MARCH_1: 2, pd.Timestamp(2021, 4, 1): 3}


def test_the_backlog_of_date_only_data_includes_the_last_day(given: Given):
    given([ticket(1, "2021-03-01"), ticket(2, "2021-03-02")])
    scope = Scope.from_query({"from": "2021-03-01", "to": "2021-03-02"})
    assert split("backlog", "day", scope=scope) == {pd.Timestamp(2021, 3, 1): 1, pd.Timestamp(2021, 3, 2): 2}


def test_periods_out_of_step_are_each_counted_by_themselves(given: Given):
    given([ticket(1, "2021-02-05", "2021-05-01"), ticket(2, "2021-03-05", "2021-05-02"), ticket(3, "2021-01-05", "2021-03-10"), LATE])
    february_judged_late = Period(at("2021-02-01"), at("2021-03-01"), at("2021-05-01 12:00"))
    march_judged_early = Period(at("2021-03-01"), at("2021-04-01"), at("2021-03-08"))
    frame = ask(["backlog"], scope=MARCH, principal=LOCAL, periods=[february_judged_late, march_judged_early]).frame
    # What was left when February ended, whatever became of it since.
    assert frame.sort_values("period")["backlog"].tolist() == [2, 3]


def test_a_day_before_any_ticket_has_a_backlog_of_nothing(given: Given):
    given([ticket(1, "2021-03-03"), LATE])
    found = split("backlog", "day", scope=Scope.from_query({"from": "2021-03-01", "to": "2021-03-04"}))
    assert list(found.values()) == [0, 0, 1, 1]
