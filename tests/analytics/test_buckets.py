"""Which days, weeks and months are cut: one rule for pages, files and the command line."""

from datetime import datetime

import pytest

from analytics.asking.buckets import buckets, cut_starts, is_cut
from analytics.asking.period import Period
from tests.soundness.conftest import at


@pytest.mark.parametrize(
    ("unit", "start", "expected"),
    [
        ("day", "2021-03-03", False),
        ("day", "2021-03-18", True),  # as-of lies in it
        ("week", "2021-03-01", True),  # begins before the window
        ("week", "2021-03-08", False),
        ("week", "2021-03-15", True),
        ("month", "2021-03-01", True),
        ("quarter", "2021-01-01", True),
    ],
)
def test_a_unit_of_time_is_cut_by_the_window_or_by_as_of(unit: str, start: str, expected: bool):
    assert is_cut(unit, at(start), Period(at("2021-03-03"), at("2021-03-19"), at("2021-03-18 12:00"))) is expected


@pytest.mark.parametrize(("as_of", "expected"), [("2021-04-01 00:00", False), ("2021-03-31 23:59:20", False), ("2021-03-31 18:00", True)])
def test_a_month_is_whole_when_the_data_reach_into_its_last_minute(as_of: str, expected: bool):
    assert is_cut("month", at("2021-03-01"), Period(at("2021-03-01"), at("2021-04-01"), at(as_of))) is expected


def test_only_the_first_and_the_last_of_a_period_can_be_cut():
    period = Period(datetime(2021, 3, 3), datetime(2021, 6, 9), datetime(2021, 6, 9))
    starts = buckets("week", period).start_time
    assert cut_starts("week", [*starts, None], period) == {starts[0], starts[-1]}
