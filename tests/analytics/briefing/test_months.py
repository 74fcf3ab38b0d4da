"""Which months there are, which is the last whole one, and what scope a month has."""

from datetime import date, datetime

import pytest

from analytics.briefing import BriefingError, Month, choices, last_whole
from analytics.briefing.months import scope_of

NEWEST = datetime(2022, 4, 20, 23, 59)


def test_the_last_whole_month_is_the_one_that_has_ended() -> None:
    assert str(last_whole(NEWEST)) == "2022-03"
    assert str(last_whole(datetime(2022, 4, 30, 8))) == "2022-04"
    assert str(last_whole(datetime(2022, 1, 3))) == "2021-12"


def test_months_are_offered_from_the_last_whole_one_back_to_the_first_data() -> None:
    offered = [str(month) for month in choices(datetime(2021, 12, 24), NEWEST)]
    assert offered == ["2022-03", "2022-02", "2022-01", "2021-12", "2022-04"]


def test_a_month_is_its_calendar_days_and_the_running_one_goes_as_far_as_the_data() -> None:
    whole, running = scope_of(Month(2022, 2), "211302", NEWEST), scope_of(Month(2022, 4), None, NEWEST)
    assert (whole.first, whole.last, whole.area) == (date(2022, 2, 1), date(2022, 2, 28), "211302")
    assert running.window == "this_month" and running.period(NEWEST).end == datetime(2022, 4, 21)
    assert whole.comparison(NEWEST).start == datetime(2022, 1, 1)  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["2021", "2021-13", "2021-00", "July", "", "2021-07-01", "0001-01"])
def test_what_is_no_month_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BriefingError, match="not one such as 2021-07"):
        Month.parse(text)
