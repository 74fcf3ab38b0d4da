"""Which area and which months the parts of the services page look at, derived from the reader's scope."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pandas as pd

from analytics.asking.geography import Areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope

OFFERING = ("province", "city", "district")  # items are offered by districts and above
MONTHS = 12


def offering(scope: Scope, principal: Principal, known: Areas) -> Scope:
    """The scope of the items that people of the area can use: below the district, those of its district.

    A principal who may see some areas only is never shown a wider one.
    """
    if principal.areas is not None:
        return scope
    holders = [area.code for area in known.path(scope.area) if area.level in OFFERING]
    return scope.within(holders[-1]) if holders else scope


def report_months(scope: Scope, period: Period, last: date) -> Scope:
    """Whole months: those that the window touches, up to the last report; at least that one."""
    first = min(period.start.date().replace(day=1), last)
    end = (pd.Timestamp(last) + pd.DateOffset(months=1) - pd.Timedelta(days=1)).date()
    return replace(scope, window="custom", first=first, last=end, as_of=None, basis="latest")


def months_up_to(scope: Scope, last: date, count: int = MONTHS, until: date | None = None) -> Scope:
    """`count` months, the last of which holds the day `last`; no further than `until`, where it is given."""
    first = (pd.Timestamp(last.replace(day=1)) - pd.DateOffset(months=count - 1)).date()
    end = (pd.Timestamp(last.replace(day=1)) + pd.DateOffset(months=1) - pd.Timedelta(days=1)).date()
    return replace(scope, window="custom", first=first, last=min(end, until) if until else end, as_of=None, basis="latest")


def month_starts(scope: Scope) -> list[pd.Timestamp]:
    """First day of every month of a custom scope, oldest first."""
    return list(pd.date_range(scope.first, scope.last, freq="MS"))


def last_day(period: Period) -> date:
    """The last day of the window that as-of has seen."""
    return (min(period.end, period.as_of) - timedelta.resolution).date()


def month_name(moment: datetime | date) -> str:
    return f"{moment:%Y-%m}"
