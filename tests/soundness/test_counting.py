"""A wrong number without an error: what counts, and at which moment."""

import pandas as pd
import pytest

from analytics.asking.scope import Scope
from tests.soundness.conftest import LATE, MARCH, Given, at, split, ticket, total

BY_MID_MARCH = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31", "as_of": "2021-03-15 12:00", "compare": "none"})


def test_the_total_is_computed_from_the_rows_and_is_not_the_mean_of_the_rates(given: Given):
    one_of_one = [ticket(1, "2021-03-02", "2021-03-03", street="211302001", grid=None)]
    none_of_three = [ticket(n, "2021-03-02", street="211302002", grid=None) for n in (2, 3, 4)]
    given([*one_of_one, *none_of_three, LATE])
    assert split("resolution_rate", "street") == {"211302001": 1.0, "211302002": 0.0}
    assert total("resolution_rate")["resolution_rate"] == 1 / 4  # the mean of the two rates would be 1/2


def test_a_rate_of_nothing_is_empty_and_neither_zero_nor_an_error(given: Given):
    given([ticket(0, "2019-03-02"), ticket(1, "2021-03-02"), LATE])
    row = total("resolution_rate", "on_time_share", "satisfaction_rate", "mean_hours", "whistle_answer_rate")
    assert row["resolution_rate"] == 0
    assert all(pd.isna(row[name]) for name in ("on_time_share", "satisfaction_rate", "mean_hours", "whistle_answer_rate"))
    empty = total("received", "resolution_rate", scope=Scope.from_query({"from": "2020-03-01", "to": "2020-03-31", "compare": "none"}))
    assert empty["received"] == 0
    assert pd.isna(empty["resolution_rate"])


def test_the_first_moment_of_a_window_belongs_to_it_and_the_end_does_not(given: Given):
    given([ticket(1, "2021-02-28 23:59:59"), ticket(2, "2021-03-01"), ticket(3, "2021-03-31 23:59:59"), ticket(4, "2021-04-01"), LATE])
    assert total("received")["received"] == 2
    assert split("received", "day") == {pd.Timestamp("2021-03-01"): 1, pd.Timestamp("2021-03-31"): 1}


def test_a_ticket_resolved_exactly_at_as_of_counts_as_resolved(given: Given):
    given([ticket(1, "2021-03-02", "2021-03-15 12:00"), ticket(2, "2021-03-02", "2021-03-15 12:00:01"), LATE])
    row = total("resolved", "open", scope=BY_MID_MARCH)
    assert (row["resolved"], row["open"]) == (1, 1)
    at_the_end = [ticket(1, "2021-03-02", "2021-04-01"), ticket(2, "2021-03-02", "2021-04-01 00:00:01"), LATE]
    given(at_the_end)
    assert total("resolved")["resolved"] == 1


def test_a_ticket_due_exactly_at_as_of_is_due_but_not_overdue(given: Given):
    given([ticket(1, "2021-03-02", due_at="2021-03-15 12:00"), ticket(2, "2021-03-02", due_at="2021-03-15 11:59:59"), LATE])
    row = total("due", "overdue_open", scope=BY_MID_MARCH)
    assert (row["due"], row["overdue_open"]) == (2, 1)


def test_a_ticket_resolved_exactly_at_its_deadline_is_on_time(given: Given):
    given(
        [
            ticket(1, "2021-03-02", "2021-03-05", due_at="2021-03-05"),
            ticket(2, "2021-03-02", "2021-03-05 00:00:01", due_at="2021-03-05"),
            LATE,
        ]
    )
    assert total("on_time_rate")[["on_time", "due", "on_time_rate"]].tolist() == [1, 2, 0.5]


def test_a_ticket_resolved_before_its_deadline_has_come_counts_as_due(given: Given):
    given([ticket(1, "2021-03-02", "2021-03-03", due_at="2021-06-01"), ticket(2, "2021-03-02", due_at="2021-06-01"), LATE])
    assert total("due")["due"] == 1


def test_a_void_ticket_counts_until_the_moment_it_is_declared_void(given: Given):
    given(
        [
            ticket(1, "2021-03-02", void_at="2021-03-15 12:00"),
            ticket(2, "2021-03-02", void_at="2021-03-15 12:01"),
            ticket(3, "2021-03-02"),
            LATE,
        ]
    )
    assert total("received", "backlog", scope=BY_MID_MARCH)[["received", "backlog"]].tolist() == [2, 2]
    assert total("received", "backlog")[["received", "backlog"]].tolist() == [1, 1]


def test_a_reopened_ticket_counts_once_however_often_and_only_when_resolved(given: Given):
    given(
        [
            ticket(1, "2021-03-02", "2021-03-03", reopened_count=3),
            ticket(2, "2021-03-02", "2021-03-03", reopened_count=0),
            ticket(3, "2021-03-02", reopened_count=1),
            LATE,
        ]
    )
    assert total("reopened_rate")[["reopened", "resolved", "reopened_rate"]].tolist() == [1, 2, 0.5]


def test_an_explicit_as_of_inside_the_window_leaves_out_what_came_after_it(given: Given):
    given([ticket(1, "2021-03-15 12:00"), ticket(2, "2021-03-15 12:01"), LATE])
    assert total("received", scope=BY_MID_MARCH)["received"] == 1


def test_an_as_of_later_than_the_data_knows_no_more_than_the_data(given: Given):
    given([ticket(1, "2021-03-02", due_at="2021-04-10"), ticket(2, "2021-04-05")])
    later = Scope.from_query({"from": "2021-03-01", "to": "2021-03-31", "as_of": "2021-12-31", "compare": "none"})
    assert later.period(at("2021-04-05")).as_of == at("2021-04-05")
    assert total("overdue_open", scope=later)["overdue_open"] == 0


def test_basis_latest_judges_old_tickets_by_the_newest_data(given: Given):
    given([ticket(1, "2021-03-02", "2021-06-01"), LATE])
    assert total("resolved")["resolved"] == 0
    assert total("resolved", scope=Scope.from_query({"from": "2021-03-01", "to": "2021-03-31", "basis": "latest"}))["resolved"] == 1


def test_satisfaction_lies_between_its_bounds(given: Given):
    rated = [ticket(n, "2021-03-02", "2021-03-03", rating=stars) for n, stars in enumerate([5, 4, 3])]
    given([*rated, ticket(8, "2021-03-02", "2021-03-03"), ticket(9, "2021-03-02", rating=5), LATE])
    # Of four resolved, three are rated and two are satisfied; the rating of an open ticket does not count yet.
    row = total("satisfaction_low", "satisfaction_rate", "satisfaction_high", "rated_share", "five_star_share")
    assert row[["satisfaction_low", "satisfaction_rate", "satisfaction_high"]].tolist() == [2 / 4, 2 / 3, 3 / 4]
    assert row[["rated_share", "five_star_share"]].tolist() == [3 / 4, 1 / 4]


def test_a_rating_counts_from_the_moment_it_is_given(given: Given):
    given([ticket(1, "2021-03-02", "2021-03-03", rating=5, rated_at="2021-03-20"), LATE])
    assert total("rated", scope=BY_MID_MARCH)["rated"] == 0
    assert total("rated")["rated"] == 1


def test_a_repeat_is_the_same_reporter_and_subcategory_within_thirty_days_to_the_second(given: Given):
    given(
        [
            ticket(1, "2021-02-01 10:00", reporter_key="a", subcategory="x"),
            ticket(2, "2021-03-03 10:00", reporter_key="a", subcategory="x"),  # 30 days later to the second
            ticket(3, "2021-02-01 10:00", reporter_key="b", subcategory="x"),
            ticket(4, "2021-03-03 10:00:01", reporter_key="b", subcategory="x"),  # a second too late
            ticket(5, "2021-03-04", reporter_key="a", subcategory="y"),  # another matter
            ticket(6, "2021-03-04"),  # nobody knows who
            ticket(7, "2021-03-05"),
            ticket(8, "2021-03-06", reporter_key="a", subcategory="x", void_at="2021-03-06"),
            LATE,
        ]
    )
    assert total("repeats", "received")[["repeats", "received"]].tolist() == [1, 5]


def test_an_instant_close_takes_ten_minutes_at_most(given: Given):
    given([ticket(1, "2021-03-02 10:00", "2021-03-02 10:10"), ticket(2, "2021-03-02 10:00", "2021-03-02 10:10:01"), LATE])
    assert total("instant_closes")["instant_closes"] == 1


def test_a_deadline_close_falls_into_the_last_tenth_of_the_limit(given: Given):
    limit = {"received": "2021-03-01 00:00", "due_at": "2021-03-11 00:00"}  # ten days: the last tenth is the last day
    closes = ["2021-03-10 00:00", "2021-03-10 00:00:01", "2021-03-11 00:00", "2021-03-11 00:00:01"]
    given([*(ticket(n, resolved=close, **limit) for n, close in enumerate(closes)), LATE])
    assert total("deadline_close_share")[["deadline_closes", "resolved_with_limit"]].tolist() == [2, 4]


def test_a_date_only_close_on_the_opening_day_takes_no_time_and_never_a_negative_one(given: Given):
    given([ticket(1, "2021-03-02 15:00", "2021-03-02"), ticket(2, "2021-03-02", "2021-03-02 10:00"), LATE])
    row = total("mean_hours", "resolved", "backlog")
    assert row["mean_hours"] == 5
    assert row["backlog"] == 0


@pytest.mark.parametrize(("received", "due"), [("2021-04-02 10:00", "2021-04-14 10:00"), ("2021-04-03 10:00", "2021-04-14 10:00")])
def test_a_missing_deadline_is_so_many_working_days_of_the_calendar_after_the_day_of_receipt(given: Given, received: str, due: str):
    # Seven working days for the hotline; 3 to 5 April 2021 is the Qingming holiday, 10 and 11 April a weekend.
    given([ticket(1, received, channel="hotline_12345", due_at=None), LATE])
    just_due = Scope.from_query({"from": "2021-04-01", "to": "2021-04-30", "as_of": due})
    just_before = Scope.from_query({"from": "2021-04-01", "to": "2021-04-30", "as_of": str(at(due) - pd.Timedelta(seconds=1))})
    assert total("due", scope=just_due)["due"] == 1
    assert total("due", scope=just_before)["due"] == 0


def test_march_is_the_scope_of_these_tests():
    assert MARCH.period(at("2021-12-31")).end == at("2021-04-01")
