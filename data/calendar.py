"""Working days of the national calendar, with what a deployment adds to it, and the days of its building season."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import numpy as np
import pandas as pd

from data.contracts.policy import Policy

FIRST = date(2004, 1, 1)
LAST = date(2035, 12, 31)


def is_working_day(day: date, policy: Policy) -> bool:
    """National holidays and make-up days as far as they are published; Monday to Friday beyond that."""
    if day in policy.extra_holidays.closed:
        return False
    if day in policy.extra_holidays.open:
        return True
    return _national(day)


def _national(day: date) -> bool:
    # A year that is not published yet has neither holidays nor make-up days.
    return day in chinese_calendar.workdays or (day.weekday() < 5 and day not in chinese_calendar.holidays)


def working_days(policy: Policy) -> pd.DataFrame:
    """One row per day: `day`, `is_working`, `ordinal` (working days from FIRST up to and including the day)."""
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    working = [is_working_day(day, policy) for day in days]
    frame = pd.DataFrame({"day": pd.to_datetime(days), "is_working": working})
    frame["ordinal"] = frame["is_working"].cumsum().astype("int64")
    return frame


def building_days(policy: Policy) -> pd.DataFrame:
    """One row per day: `day`, `ordinal` (time for building outdoors from FIRST up to and including the day, in days of the season)."""
    day = pd.date_range(FIRST, LAST)
    resting = day.month.isin(policy.seasons.winter_break_months)
    return pd.DataFrame({"day": day, "ordinal": np.where(resting, policy.seasons.winter_pace, 1.0).cumsum()})
