"""Periods: a window with the moment from which its rows are judged, and how far back the one lies that it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

import pandas as pd

from analytics.asking.filters import ScopeError
from data.contracts.model import N_

Step: TypeAlias = pd.DateOffset | timedelta
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
SAME_WEEKDAYS = 52 * WEEK  # back to the same weekdays of the year before
YEAR = pd.DateOffset(years=1)
LAST_30_DAYS = timedelta(days=30)
# Calendar windows step by their own unit, so that the month before the 1st to 20th is the 1st to 20th of the month before.
STEPS: dict[str, Step] = {
    "this_week": WEEK,
    "this_month": pd.DateOffset(months=1),
    "this_quarter": pd.DateOffset(months=3),
    "this_year": YEAR,
    "last_30_days": LAST_30_DAYS,
    "last_12_months": YEAR,
}


@dataclass(frozen=True)
class Period:
    """A window [start, end) and the moment from which its rows are judged; what happens at that very moment counts."""

    start: datetime
    end: datetime
    as_of: datetime

    @property
    def until(self) -> datetime:
        """Up to when the window is known: its end, or as-of where that comes first."""
        return min(self.end, self.as_of)

    @property
    def last(self) -> datetime:
        """The last moment of the window that counts."""
        return min(self.end - datetime.resolution, self.as_of)

    def shifted(self, step: Step) -> Period:
        """The period one step earlier; window and as-of move together, so that both have ripened equally long."""
        start, end = (_back(moment, step) for moment in (self.start, self.end))
        if end.day < self.end.day and (end + DAY).day == 1 and isinstance(step, pd.DateOffset):
            end += DAY  # a shorter month: its 28 days end where a 29th would begin
        return Period(start, end, end + (self.as_of - self.end))


def known(start: datetime, end: datetime, as_of: datetime, newest: datetime) -> Period:
    """The window as far as it is known: one that is not over at as-of ends with the day of as-of, to be compared with as many days."""
    if as_of <= start:  # a window wholly after the data is empty, not wrong
        return Period(start, end, end)
    # Midnight is the end of the day before it; but where the data end then, they have begun the day that it names.
    last = as_of if as_of == newest else as_of - datetime.resolution
    return Period(start, min(end, datetime.combine(last, time()) + DAY), as_of)


def step_back(window: str, first: date | None, last: date | None) -> Step:
    """To the window before: by the window as it was asked for, also while it is open. `first` and `last` are those of a custom one."""
    if first is None or last is None:
        return STEPS[window]
    months = _whole_months(first, last)
    return pd.DateOffset(months=months) if months else last - first + DAY


def year_back(window: str, first: date | None, last: date | None) -> Step:
    """To the year before: whole weeks keep their weekdays, any other window its dates."""
    if first is None or last is None:
        return SAME_WEEKDAYS if window == "this_week" else YEAR
    # From the first of a month on it is a part of that month, whatever its length, unless it runs from Monday to Sunday.
    by_date = _whole_months(first, last) or (first.day == 1 and first.weekday() > 0)
    return YEAR if by_date or (last - first + DAY) % WEEK else SAME_WEEKDAYS


def _whole_months(first: date, last: date) -> int:
    """How many whole calendar months the days are; 0 where they are not."""
    after = last + DAY
    return (after.year - first.year) * 12 + after.month - first.month if first.day == after.day == 1 else 0


def _back(moment: datetime, step: Step) -> datetime:
    try:
        return (pd.Timestamp(moment) - step).to_pydatetime()
    except (OverflowError, ValueError):
        raise ScopeError(
            N_("The window reaches back before what a calendar can hold ({day}). Choose a later one."), day=moment.date()
        ) from None
