"""The oracle where sources report different columns in different months: a measure sees only rows of those that report what it needs."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import pandas as pd

from analytics.asking.filters import Filter
from analytics.asking.scope import Period
from tests.support.oracle import TIMES, Groups, Oracle, _divided, _filtered, _nothing, _parts
from tests.support.oracle_measures import MEASURES, OF_AREAS, RATIOS, STOCKS

Reporting = Mapping[tuple[str, date], frozenset[str]]
RESOLVED = (
    "resolved",
    "open",
    "due",
    "on_time",
    "overdue_open",
    "hours_spent",
    "median_hours",
    "p90_hours",
    "closed",
    "instant_closes",
    "timed",
)
RATED = frozenset(("resolved_at", "rating"))
# By hand, from what each measure means.
NEEDS: dict[str, frozenset[str]] = {
    **{name: frozenset(("resolved_at",)) for name in (*RESOLVED, "resolved_with_limit", "deadline_closes", *STOCKS)},
    **{name: RATED for name in ("rated", "satisfied", "not_dissatisfied", "five_star")},
    **{name: frozenset(("dispatched_at",)) for name in ("dispatched", "dispatched_promptly", "dispatch_judged")},
    **{name: frozenset(("responded_at",)) for name in ("responded_in_time", "response_due")},
    "reopened": frozenset(("resolved_at", "reopened_count")),
    "repeats": frozenset(("reporter_key", "category")),
    "supervised": frozenset(("supervised_at",)),
    "solved_locally": frozenset(("resolved_at", "level")),
    "from_enterprises": frozenset(("enterprise",)),
    "departments_called": frozenset(("departments_called",)),
    "departments_answered": frozenset(("departments_answered",)),
    "handled_jointly": frozenset(("handling",)),
    "spaces_freed": frozenset(("spaces_freed",)),
}


class ReportingOracle:
    """`reporting` says which columns a source reports in a month."""

    def __init__(self, areas: Sequence[Mapping[str, Any]], tickets: Sequence[Mapping[str, Any]], reporting: Reporting) -> None:
        self.base, self.reporting = Oracle(areas, tickets), reporting
        self._narrow = lru_cache(maxsize=64)(self._narrowed)

    def lacking(self, needs: frozenset[str]) -> bool:
        return any(not needs <= columns for columns in self.reporting.values())

    def _narrowed(self, needs: frozenset[str]) -> Oracle:
        """An oracle of the rows whose source reports the needs in their month."""
        found = copy.copy(self.base)
        rows = self.base.tickets
        months = rows["received_at"].dt.to_period("M").dt.start_time.dt.date
        kept = [needs <= self.reporting[source, month] for source, month in zip(rows["source"], months, strict=True)]
        found.tickets = rows[kept]
        found._parts = lru_cache(maxsize=8)(found._cohort_parts)
        return found

    def groups(self, measures: Sequence[str], by: tuple[str, ...], period: Period, where: tuple[Filter, ...] = ()) -> Groups:
        found: Groups = {}
        for measure in measures:
            for key, value in self._one(measure, by, period, where).items():
                found.setdefault(key, {})[measure] = value
        return {key: {name: values.get(name, self._nothing(name)) for name in measures} for key, values in found.items()}

    def _one(self, measure: str, by: tuple[str, ...], period: Period, where: tuple[Filter, ...]) -> dict[tuple[object, ...], float | None]:
        if measure not in RATIOS:
            return self._counted(measure, NEEDS.get(measure, frozenset()), by, period, where)
        top, bottom, factor = RATIOS[measure]
        needs = NEEDS.get(top, frozenset()) | NEEDS.get(bottom, frozenset())
        over = self._counted(top, needs, by, period, where)
        under = self._counted(bottom, needs, by, period, where)
        none_of = {part: None if self.lacking(needs) else _nothing(part) for part in (top, bottom)}
        keys = {*over, *under}
        return {key: _divided(over.get(key, none_of[top]), under.get(key, none_of[bottom]), factor) for key in keys}

    def _counted(
        self, measure: str, needs: frozenset[str], by: tuple[str, ...], period: Period, where: tuple[Filter, ...]
    ) -> dict[tuple[object, ...], float | None]:
        if measure in OF_AREAS or not self.lacking(needs):
            return self.base._one(measure, by, period, where)
        narrow = self._narrow(needs)
        if measure in MEASURES and measure != "closed":
            found = narrow._one(measure, by, period, where)
            return found if by or len(narrow._cohort_parts("received_at", by, period, where)[()]) else {(): None}
        found = {key: value for key, value in narrow._one(measure, by, period, where).items() if value}
        return {**dict.fromkeys(self._known(narrow, by, period, where), 0.0), **found} or ({} if by else {(): None})

    def _known(self, narrow: Oracle, by: tuple[str, ...], period: Period, where: tuple[Filter, ...]) -> list[tuple[object, ...]]:
        """Groups in which a reporting source had a case by the end: there a nought is a count."""
        rows = _filtered(narrow.tickets, where)
        rows = rows[(rows["received_at"] < period.end) & (rows["received_at"] <= period.as_of) & ~(rows["void_at"] <= period.as_of)]
        unit = next((name for name in by if name in TIMES), None)
        if unit is None:
            return [key for key, part in _parts(rows, by).items() if len(part)]
        keys: list[tuple[object, ...]] = []
        for bucket in pd.period_range(period.start, min(period.end - timedelta(microseconds=1), period.as_of), freq=TIMES[unit]):
            came = rows[rows["received_at"] < (bucket + 1).start_time].assign(**{unit: bucket.start_time})
            keys += [key for key, part in _parts(came, by).items() if len(part)]
        return keys

    def _nothing(self, measure: str) -> float | None:
        return None if self.lacking(NEEDS.get(measure, frozenset())) else _nothing(measure)
