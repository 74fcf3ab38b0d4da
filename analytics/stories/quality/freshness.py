"""Whether each source still delivers as it used to: its silence against the gaps between its days in the year before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept

DAYS = 365
FEWEST = 8  # days with tickets, below which there is no rhythm to speak of
RARE = 0.99  # a silence longer than this share of the gaps is unusual
LONG_GONE = 90

LATE, ENDED, ON_TIME, THIN = "late", "ended", "on time", "thin"
ORDER = (LATE, ENDED, ON_TIME, THIN)


@dataclass(frozen=True)
class Source:
    """A source: the days on which it delivered, the usual gap between two (days), the longest usual one, the newest, its age in days."""

    name: str
    tickets: int
    days: int
    usual: float
    limit: int
    last: date
    age: int
    verdict: str


def past_year(scope: Scope, days: int = DAYS) -> Scope:
    """The scope over the days that end with the newest data."""
    last = newest().date()
    return replace(scope, window="custom", first=last - timedelta(days=days - 1), last=last, compare="none", as_of=None)


@kept
def freshness(scope: Scope, principal: Principal) -> tuple[Source, ...]:
    """The sources of the last year: the late ones first, then by how long they have been silent."""
    last = newest().date()
    frame = ask(["received"], by=["source", "day"], scope=past_year(scope), principal=principal).frame
    frame = frame[frame["source"].notna() & (frame["received"] > 0)]
    found = [_judged(str(name), rows, last) for name, rows in frame.groupby("source")]
    return tuple(sorted(found, key=lambda source: (ORDER.index(source.verdict), -source.age, source.name)))


def _judged(name: str, rows: pd.DataFrame, last: date) -> Source:
    days = sorted(pd.to_datetime(rows["day"]).dt.date.unique())
    gaps = np.diff([day.toordinal() for day in days])
    usual = float(np.median(gaps)) if len(gaps) else 0.0
    limit = int(np.quantile(gaps, RARE, method="higher")) if len(gaps) else 0
    age = (last - days[-1]).days
    verdict = THIN if len(days) < FEWEST else ON_TIME if age <= limit else ENDED if age > LONG_GONE else LATE
    return Source(name, int(rows["received"].sum()), len(days), usual, limit, days[-1], age, verdict)
