"""Days, weeks, months of a period: which there are, and which of them the window or as-of cuts. The one place that decides it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import pandas as pd

from analytics.asking.period import Period

FREQUENCIES = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q-DEC", "year": "Y-DEC"}
MINUTE = timedelta(minutes=1)  # data that reach into the last minute of a day hold the day
MARK = "*"


def buckets(unit: str, period: Period) -> pd.PeriodIndex:
    """Every unit of time that a period touches."""
    return pd.period_range(period.start, period.last, freq=FREQUENCIES[unit])


def is_cut(unit: str, start: datetime, period: Period) -> bool:
    """Whether the unit that begins at `start` begins before the window or is not over when the window or the data end."""
    bucket = pd.Period(start, freq=FREQUENCIES[unit])
    return bool(bucket.start_time < period.start or (bucket + 1).start_time > min(period.end, period.as_of + MINUTE))


def cut_starts(unit: str, starts: Iterable[object], period: Period) -> frozenset[pd.Timestamp]:
    """Those of the starts whose unit is cut."""
    known = {pd.Timestamp(str(start)) for start in starts if start is not None and start is not pd.NaT and start == start}
    return frozenset(start for start in known if is_cut(unit, start.to_pydatetime(), period))
