"""An independent oracle: the ticket measures of METRICS.md in plain pandas, from the accepted rows and not from the SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import chinese_calendar
import numpy as np
import pandas as pd

from analytics.asking.filters import Filter
from analytics.asking.scope import Period
from data.contracts import CONTRACTS, LEVELS
from data.contracts.model import Type
from data.contracts.policy import policy
from tests.support.oracle_measures import MEASURES, OF_AREAS, RATIOS, STOCKS, SUMS

Values = dict[str, float | None]
Groups = dict[tuple[object, ...], Values]
Parts = dict[tuple[object, ...], pd.DataFrame]
TIMES = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}


def ancestors(areas: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """For each area code its own and its ancestors' codes by level."""
    known = {str(area["area_code"]): area for area in areas}
    found = {}
    for code in known:
        path, here = {}, known.get(code)
        while here is not None:
            path[str(here["level"])] = str(here["area_code"])
            here = known.get(str(here.get("parent_code")))
        found[code] = path
    return found


def deadline(received: datetime, channel: object) -> datetime:
    """So many working days after the day of receipt, at the same time of day."""
    limits = policy().time_limits
    left, day = limits.channels.get(str(channel), limits.default_working_days), received
    while left:
        day += timedelta(days=1)
        left -= chinese_calendar.is_workday(day.date())
    return day


class Oracle:
    """Answers for one set of areas and tickets."""

    def __init__(self, areas: Sequence[Mapping[str, Any]], tickets: Sequence[Mapping[str, Any]]) -> None:
        above = ancestors(areas)
        self.tickets = _typed("tickets", tickets)
        self.areas = _typed("areas", areas)
        for level in LEVELS:
            self.areas[level] = [above[str(code)].get(level) for code in self.areas["area_code"]]
        rows = self.tickets.to_dict("records")
        deepest = [next((row[level] for level in reversed(LEVELS[2:]) if row[level] is not None), None) for row in rows]
        for level in LEVELS:
            own = [row.get(level) for row in rows]
            self.tickets[level] = [above.get(str(code), {}).get(level) or mine for code, mine in zip(deepest, own, strict=True)]
        due = [row["due_at"] if pd.notna(row["due_at"]) else deadline(row["received_at"], row["channel"]) for row in rows]
        # What is counted from a bare date ends with a day.
        self.tickets["within_day"] = pd.to_timedelta(
            np.where(self.tickets["received_at"].dt.normalize() == self.tickets["received_at"], 86399, 0), "s"
        )
        self.tickets["due_computed"] = self.tickets["due_at"].isna()
        self.tickets["due_at"] = pd.to_datetime(pd.Series(due, dtype=object))
        self.tickets["due_at"] += self.tickets["within_day"].where(self.tickets["due_computed"], timedelta())
        weights = policy().category_weights
        self.tickets["weight"] = [row["difficulty"] if pd.notna(row["difficulty"]) else weights.get(row["category"], 1) for row in rows]
        self.tickets["repeat"] = _repeats(rows)
        # A close counts in the day and the window that it ends: at midnight in that before; never before the case came.
        instant = timedelta(microseconds=1)
        self.tickets["closing_at"] = (self.tickets["resolved_at"] - instant).clip(lower=self.tickets["received_at"])
        self.newest = max(
            moment
            for row in rows
            for moment in (row["received_at"], row["resolved_at"], row["rated_at"], row["archived_at"])
            if pd.notna(moment)
        )
        # Every measure of a request looks at the same rows; cutting them is what costs.
        self._parts = lru_cache(maxsize=8)(self._cohort_parts)

    def groups(self, measures: Sequence[str], by: Sequence[str], period: Period, where: Sequence[Filter] = ()) -> Groups:
        """The value of every measure for every group that has one."""
        found: Groups = {}
        for measure in measures:
            for key, value in self._one(measure, tuple(by), period, tuple(where)).items():
                found.setdefault(key, {})[measure] = value
        return {key: {measure: values.get(measure, _nothing(measure)) for measure in measures} for key, values in found.items()}

    def _one(self, measure: str, by: tuple[str, ...], period: Period, where: tuple[Filter, ...]) -> dict[tuple[object, ...], float | None]:
        if measure in RATIOS:
            top, bottom, factor = RATIOS[measure]
            over, under = self._one(top, by, period, where), self._one(bottom, by, period, where)
            keys = {*over, *under}
            return {key: _divided(over.get(key, _nothing(top)), under.get(key, _nothing(bottom)), factor) for key in keys}
        if measure in STOCKS:
            return self._backlog(by, period, where, STOCKS[measure])
        if measure in OF_AREAS:
            return _split(_filtered(self._areas_at(period.as_of), where), by, OF_AREAS[measure])
        column = "closing_at" if measure == "closed" else "received_at"
        return {key: MEASURES[measure](rows, period.as_of) for key, rows in self._parts(column, by, period, where).items()}

    def _cohort_parts(self, column: str, by: tuple[str, ...], period: Period, where: tuple[Filter, ...]) -> Parts:
        return _parts(_bucketed(_filtered(self._cohort(column, period), where), by, column), by)

    def _cohort(self, column: str, period: Period) -> pd.DataFrame:
        tickets = self.tickets
        inside = (tickets[column] >= period.start) & (tickets[column] < period.end) & (tickets[column] <= period.as_of)
        return tickets[inside & ~(tickets["void_at"] <= period.as_of)]

    def _areas_at(self, as_of: datetime) -> pd.DataFrame:
        areas = self.areas
        return areas[~(areas["valid_from"] >= as_of) & ~(areas["valid_to"] < as_of)]

    def _backlog(
        self, by: Sequence[str], period: Period, where: Sequence[Filter], counts: Callable[[pd.DataFrame, datetime], pd.DataFrame]
    ) -> dict[tuple[object, ...], float | None]:
        tickets = _filtered(self.tickets[~(self.tickets["void_at"] <= period.as_of)], where)
        unit = next((name for name in by if name in TIMES), None)
        if unit is None:
            entered = (tickets["received_at"] < period.end) & (tickets["received_at"] <= period.as_of)
            until = min(period.end, period.as_of)
            return _split(counts(tickets[entered & ~(tickets["resolved_at"] <= until)], until), by, len)
        found: dict[tuple[object, ...], float | None] = {}
        last = min(period.end - timedelta(microseconds=1), period.as_of)
        for bucket in pd.period_range(period.start, last, freq=TIMES[unit]):
            until = (bucket + 1).start_time
            entered = (tickets["received_at"] < min(until, period.end)) & (tickets["received_at"] <= period.as_of)
            then = min(until, period.end, period.as_of)
            still = counts(tickets[entered & ~(tickets["resolved_at"] <= then)], then).assign(**{unit: bucket.start_time})
            found |= _split(still, by, len)
        return found


def _typed(table: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    columns = {}
    for column in CONTRACTS[table].columns:
        values = pd.Series([row.get(column.name) for row in rows], dtype=object)
        if column.type in (Type.TIMESTAMP, Type.DATE):
            values = pd.to_datetime(values)
        elif column.type in (Type.INTEGER, Type.NUMBER):
            values = values.astype("float64")
        columns[column.name] = values
    return pd.DataFrame(columns)


def _repeats(rows: Sequence[Mapping[str, Any]]) -> list[bool]:
    """The latest earlier ticket of the same reporter and subject, void ones aside, is at most so many days old."""
    within = timedelta(days=policy().repeat_days)

    def subject(row: Mapping[str, Any]) -> object:
        return row["category"] if row["subcategory"] is None else row["subcategory"]

    found = []
    for row in rows:
        counts = row["reporter_key"] is not None and subject(row) is not None and pd.isna(row["void_at"])
        earlier = [
            other["received_at"]
            for other in rows
            if other is not row
            and pd.isna(other["void_at"])
            and (other["reporter_key"], subject(other)) == (row["reporter_key"], subject(row))
            and (other["received_at"], other["ticket_id"]) < (row["received_at"], row["ticket_id"])
        ]
        found.append(bool(counts and earlier and row["received_at"] - max(earlier) <= within))
    return found


def _filtered(rows: pd.DataFrame, where: Sequence[Filter]) -> pd.DataFrame:
    for item in where:
        if item.dimension not in rows:
            continue
        texts = rows[item.dimension].map(_text)
        chosen = texts.isin(item.values)
        rows = rows[~chosen if item.negated else chosen]
    return rows


def _text(value: object) -> str:
    if value is None or value is pd.NaT or value != value:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) else str(value)


def _bucketed(rows: pd.DataFrame, by: Sequence[str], column: str) -> pd.DataFrame:
    units = {name: rows[column].dt.to_period(TIMES[name]).dt.start_time for name in by if name in TIMES}
    return rows.assign(**units)


def _split(
    rows: pd.DataFrame, by: Sequence[str], measure: Callable[[pd.DataFrame], float | None]
) -> dict[tuple[object, ...], float | None]:
    return {key: measure(part) for key, part in _parts(rows, by).items()}


def _parts(rows: pd.DataFrame, by: Sequence[str]) -> Parts:
    if not by:
        return {(): rows}
    keys = [
        tuple(None if value is None or value is pd.NaT or value != value else value for value in key)
        for key in rows[list(by)].itertuples(index=False, name=None)
    ]
    places: dict[tuple[object, ...], list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    return {key: rows.iloc[chosen] for key, chosen in places.items()}


def _divided(top: float | None, bottom: float | None, factor: float) -> float | None:
    return None if top is None or not bottom else factor * top / bottom


def _nothing(measure: str) -> float | None:
    return None if measure in SUMS or measure in RATIOS or measure in ("median_hours", "p90_hours") else 0
