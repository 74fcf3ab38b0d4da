"""Grids and their visits: days since the last one, how often, and which have waited for long."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.filters import Filter
from analytics.asking.geography import Areas, areas
from analytics.asking.principal import Principal
from analytics.asking.rows import rows
from analytics.asking.scope import Period, Scope
from analytics.catalogue import Clock
from analytics.readings.silence import silence
from analytics.stories.services.model import Grid
from data.contracts.policy import policy

SHORTEST = timedelta(days=30)  # over fewer days a frequency says nothing
NAMED = 2


@dataclass(frozen=True)
class Visited:
    """`grids`: every grid of the area, those that have waited longest first. `since`: the first visit on record, None without any.

    `start` and `end` bound the days over which visits are counted: the window, or thirty days where that is shorter.
    """

    grids: tuple[Grid, ...]
    since: datetime | None
    start: datetime
    end: datetime

    @property
    def days(self) -> float:
        return (self.end - self.start) / timedelta(days=1)

    @property
    def followed(self) -> float:
        """Days for which there are records."""
        return (self.end - self.since) / timedelta(days=1) if self.since else 0.0

    @property
    def telling(self) -> bool:
        """Records reach back further than the limit; else nobody can tell who has waited longer."""
        return self.followed > policy().visits.long_without_days


def visited(scope: Scope, principal: Principal, period: Period) -> Visited:
    """Every grid that exists at as-of."""
    here = replace(scope, where=())
    end = min(period.end, period.as_of)
    start = max(min(period.start, _midnight_after(end) - SHORTEST), datetime(1900, 1, 1))
    asked = Period(start, end, period.as_of)
    frame = ask(["grids", "days_since_visit", "grid_visits"], by=["grid"], scope=here, principal=principal, periods=[asked]).frame
    frame = frame[(frame["grids"] > 0) & frame["grid"].notna()]
    since = _first_visit(here, principal, end)
    quiet = silent_grids(here, principal)
    known, limit = areas(), policy().visits.long_without_days
    followed = (end - since) / timedelta(days=1) if since else 0.0
    place_of = cache(partial(_place, known, scope.area))
    found = []
    for code, held, visits in zip(frame["grid"], frame["days_since_visit"], frame["grid_visits"].fillna(0), strict=True):
        days = None if pd.isna(held) else float(held)
        late = (followed if days is None else days) > limit
        area = known.get(code)
        found.append(Grid(code, area.name, place_of(area.parent), days, int(visits), late, code in quiet))
    found.sort(key=lambda grid: (-(float("inf") if grid.days is None else grid.days), grid.code))
    return Visited(tuple(found), since, start, end)


def _midnight_after(moment: datetime) -> datetime:
    """Thirty days are counted as whole days, the last of which may not be over."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight if midnight == moment else midnight + timedelta(days=1)


def silent_grids(scope: Scope, principal: Principal) -> frozenset[str]:
    """Grids of the area that report far less than expected, where it is small enough to name them."""
    found = silence(scope, principal)
    return frozenset(grid.code for grid in found.silent) if found else frozenset()


def _first_visit(scope: Scope, principal: Principal, end: datetime) -> datetime | None:
    in_grids = replace(
        scope, where=(Filter("grid", ("none",), negated=True), Filter("activity_kind", ("joint_meeting", "council_meeting"), True))
    )
    frame = rows(
        "activities",
        ["held_at"],
        scope=in_grids,
        principal=principal,
        clock=Clock.STATE,
        between={"held_at": (None, end)},
        order="held_at",
        limit=1,
    ).frame
    return None if not len(frame) else pd.Timestamp(frame["held_at"].iloc[0]).to_pydatetime()


def _place(known: Areas, within: str | None, parent: str | None) -> str:
    """The first areas on the way from the one looked at down to a grid of `parent`: 站南 · 锦泰社区."""
    path = [area.short for area in known.path(parent) if within or area.level != "province"]
    return " · ".join(path[len(known.path(within)) :][:NAMED]) or (path[-1] if path else "")
