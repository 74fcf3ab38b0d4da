"""An independent oracle: the ticket measures of METRICS.md in plain pandas, from the accepted rows and not from the SQL."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import chinese_calendar
import pandas as pd

from analytics.scope import Filter, Period
from data.contracts import CONTRACTS, LEVELS
from data.contracts.model import Type
from data.contracts.policy import policy

Values = dict[str, float | None]
Groups = dict[tuple[object, ...], Values]
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
        self.tickets["due_at"] = pd.to_datetime(pd.Series(due, dtype=object))
        weights = policy().category_weights
        self.tickets["weight"] = [row["difficulty"] if pd.notna(row["difficulty"]) else weights.get(row["category"], 1) for row in rows]
        self.tickets["repeat"] = _repeats(rows)
        self.tickets["gone_at"] = self.tickets[["resolved_at", "void_at"]].min(axis=1)
        self.newest = max(moment for row in rows for moment in (row["received_at"], row["resolved_at"], row["rated_at"], row["archived_at"]) if pd.notna(moment))

    def groups(self, measures: Sequence[str], by: Sequence[str], period: Period, where: Sequence[Filter] = ()) -> Groups:
        """The value of every measure for every group that has one."""
        found: Groups = {}
        for measure in measures:
            for key, value in self._one(measure, by, period, where).items():
                found.setdefault(key, {})[measure] = value
        return {key: {measure: values.get(measure, _nothing(measure)) for measure in measures} for key, values in found.items()}

    def _one(self, measure: str, by: Sequence[str], period: Period, where: Sequence[Filter]) -> dict[tuple[object, ...], float | None]:
        if measure in RATIOS:
            top, bottom, factor = RATIOS[measure]
            over, under = self._one(top, by, period, where), self._one(bottom, by, period, where)
            keys = {*over, *under}
            return {key: _divided(over.get(key, _nothing(top)), under.get(key, _nothing(bottom)), factor) for key in keys}
        if measure == "backlog":
            return self._backlog(by, period, where)
        if measure in OF_AREAS:
            return _split(_filtered(self._areas_at(period.as_of), where), by, OF_AREAS[measure])
        column = "resolved_at" if measure == "closed" else "received_at"
        cohort = _filtered(self._cohort(column, period), where)
        return _split(_bucketed(cohort, by, column), by, lambda rows: MEASURES[measure](rows, period.as_of))

    def _cohort(self, column: str, period: Period) -> pd.DataFrame:
        tickets = self.tickets
        inside = (tickets[column] >= period.start) & (tickets[column] < period.end) & (tickets[column] <= period.as_of)
        return tickets[inside & ~(tickets["void_at"] <= period.as_of)]

    def _areas_at(self, as_of: datetime) -> pd.DataFrame:
        areas = self.areas
        return areas[~(areas["valid_from"] >= as_of) & ~(areas["valid_to"] < as_of)]

    def _backlog(self, by: Sequence[str], period: Period, where: Sequence[Filter]) -> dict[tuple[object, ...], float | None]:
        tickets = _filtered(self.tickets, where)
        unit = next((name for name in by if name in TIMES), None)
        if unit is None:
            entered = (tickets["received_at"] < period.end) & (tickets["received_at"] <= period.as_of)
            return _split(tickets[entered & ~(tickets["gone_at"] <= period.as_of)], by, len)
        found: dict[tuple[object, ...], float | None] = {}
        last = min(period.end - timedelta(microseconds=1), period.as_of)
        for bucket in pd.period_range(period.start, last, freq=TIMES[unit]):
            until = (bucket + 1).start_time
            entered = (tickets["received_at"] < min(until, period.end)) & (tickets["received_at"] <= period.as_of)
            still = tickets[entered & ~(tickets["gone_at"] <= min(until, period.end, period.as_of))].assign(**{unit: bucket.start_time})
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
    """The latest earlier ticket of the same reporter and subcategory, void ones aside, is at most so many days old."""
    within = timedelta(days=policy().repeat_days)
    found = []
    for row in rows:
        counts = row["reporter_key"] is not None and pd.isna(row["void_at"])
        earlier = [
            other["received_at"]
            for other in rows
            if other is not row
            and pd.isna(other["void_at"])
            and (other["reporter_key"], other["subcategory"]) == (row["reporter_key"], row["subcategory"])
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


def _split(rows: pd.DataFrame, by: Sequence[str], measure: Callable[[pd.DataFrame], float | None]) -> dict[tuple[object, ...], float | None]:
    if not by:
        return {(): measure(rows)}
    keys = [tuple(None if value is None or value is pd.NaT or value != value else value for value in key) for key in rows[list(by)].itertuples(index=False, name=None)]
    places: dict[tuple[object, ...], list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    return {key: measure(rows.iloc[chosen]) for key, chosen in places.items()}


def _divided(top: float | None, bottom: float | None, factor: float) -> float | None:
    return None if top is None or not bottom else factor * top / bottom


def _sum(column: pd.Series) -> float | None:
    present = column.dropna()
    return float(present.sum()) if len(present) else None


def _nothing(measure: str) -> float | None:
    return None if measure in SUMS or measure in RATIOS or measure in ("median_hours", "p90_hours") else 0


def kaplan_meier_quantile(minutes: Sequence[int], ended: Sequence[bool], quantile: float) -> float | None:
    """The first minute at which the product-limit estimate has fallen to 1 − quantile, in hours; None where it never does."""
    surviving = 1.0
    for minute in sorted(set(minutes)):
        at_risk = sum(wait >= minute for wait in minutes)
        events = sum(over and wait == minute for wait, over in zip(minutes, ended, strict=True))
        surviving *= 1 - events / at_risk
        if surviving <= 1 - quantile + 1e-9:
            return minute / 60
    return None


def _waits(rows: pd.DataFrame, as_of: datetime, quantile: float) -> float | None:
    ended = (rows["resolved_at"] <= as_of).tolist()
    until = rows["resolved_at"].where(rows["resolved_at"] <= as_of, as_of)
    minutes = [math.ceil(seconds / 60) for seconds in (until - rows["received_at"]).dt.total_seconds()]
    return kaplan_meier_quantile(minutes, ended, quantile)


def _resolved(rows: pd.DataFrame, as_of: datetime) -> pd.DataFrame:
    return rows[rows["resolved_at"] <= as_of]


def _rated(rows: pd.DataFrame, as_of: datetime) -> pd.DataFrame:
    rows = _resolved(rows, as_of)
    return rows[rows["rating"].notna() & ~(rows["rated_at"] > as_of)]


def _open(rows: pd.DataFrame, as_of: datetime) -> pd.DataFrame:
    return rows[~(rows["resolved_at"] <= as_of)]


def _seconds(rows: pd.DataFrame) -> pd.Series:
    return (rows["resolved_at"] - rows["received_at"]).dt.total_seconds().clip(lower=0)


def _in_time(rows: pd.DataFrame, as_of: datetime, column: str, limit: timedelta) -> pd.DataFrame:
    return rows[(rows[column] <= as_of) & (rows[column] <= rows["received_at"] + limit)]


def _deadline_closes(rows: pd.DataFrame, as_of: datetime) -> pd.DataFrame:
    rows = _resolved(rows, as_of)
    rows = rows[rows["resolved_at"] <= rows["due_at"]]
    limit = (rows["due_at"] - rows["received_at"]).dt.total_seconds()
    return rows[_seconds(rows) * 10 > limit * 9]


LIMITS = policy().time_limits
PROMPT = timedelta(minutes=LIMITS.dispatch_minutes)
ANSWER = timedelta(hours=LIMITS.response_hours)
MEASURES: dict[str, Callable[[pd.DataFrame, datetime], float | None]] = {
    "received": lambda t, at: len(t),
    "resolved": lambda t, at: len(_resolved(t, at)),
    "open": lambda t, at: len(t) - len(_resolved(t, at)),
    "due": lambda t, at: int(((t["resolved_at"] <= at) | (t["due_at"] <= at)).sum()),
    "on_time": lambda t, at: int((_resolved(t, at)["resolved_at"] <= _resolved(t, at)["due_at"]).sum()),
    "overdue_open": lambda t, at: int((_open(t, at)["due_at"] < at).sum()),
    "dispatched": lambda t, at: int((t["dispatched_at"] <= at).sum()),
    "dispatched_promptly": lambda t, at: len(_in_time(t, at, "dispatched_at", PROMPT)),
    "responded_in_time": lambda t, at: len(_in_time(t, at, "responded_at", ANSWER)),
    "response_due": lambda t, at: int(((t["responded_at"] <= at) | (t["received_at"] + ANSWER <= at)).sum()),
    "rated": lambda t, at: len(_rated(t, at)),
    "satisfied": lambda t, at: int((_rated(t, at)["rating"] >= 4).sum()),
    "not_dissatisfied": lambda t, at: len(_resolved(t, at)) - int((_rated(t, at)["rating"] < 4).sum()),
    "five_star": lambda t, at: int((_rated(t, at)["rating"] == 5).sum()),
    "reopened": lambda t, at: int((_resolved(t, at)["reopened_count"] > 0).sum()),
    "repeats": lambda t, at: int(t["repeat"].sum()),
    "supervised": lambda t, at: int((t["supervised_at"] <= at).sum()),
    "solved_locally": lambda t, at: int(_resolved(t, at)["level"].isin(["grid", "community"]).sum()),
    "hours_spent": lambda t, at: _hours(_resolved(t, at)),
    "median_hours": lambda t, at: _waits(t, at, 0.5),
    "p90_hours": lambda t, at: _waits(t, at, 0.9),
    "closed": lambda t, at: len(_resolved(t, at)),
    "instant_closes": lambda t, at: int((_seconds(_resolved(t, at)) <= 60 * policy().instant_minutes).sum()),
    "resolved_with_limit": lambda t, at: int(_resolved(t, at)["due_at"].notna().sum()),
    "deadline_closes": lambda t, at: len(_deadline_closes(t, at)),
    "from_enterprises": lambda t, at: int((t["enterprise"] == True).sum()),  # noqa: E712
    "departments_called": lambda t, at: _sum(t["departments_called"]),
    "departments_answered": lambda t, at: _sum(t["departments_answered"]),
    "handled_jointly": lambda t, at: int(t["handling"].isin(["joint", "assisted"]).sum()),
    "weighted_load": lambda t, at: _sum(t["weight"]),
    "spaces_freed": lambda t, at: _sum(t["spaces_freed"]),
}
SUMS = ("hours_spent", "departments_called", "departments_answered", "weighted_load", "spaces_freed", "grid_workers", "households")
OF_AREAS: dict[str, Callable[[pd.DataFrame], float | None]] = {
    "grids": lambda areas: int((areas["level"] == "grid").sum()),
    "grid_workers": lambda areas: _sum(areas["grid_workers"]),
    "households": lambda areas: _sum(areas["households"]),
}
RATIOS = {
    "resolution_rate": ("resolved", "received", 1),
    "due_resolution_rate": ("resolved", "due", 1),
    "on_time_rate": ("on_time", "due", 1),
    "on_time_share": ("on_time", "resolved", 1),
    "dispatched_promptly_rate": ("dispatched_promptly", "received", 1),
    "response_rate": ("responded_in_time", "response_due", 1),
    "rated_share": ("rated", "resolved", 1),
    "satisfaction_rate": ("satisfied", "rated", 1),
    "satisfaction_low": ("satisfied", "resolved", 1),
    "satisfaction_high": ("not_dissatisfied", "resolved", 1),
    "five_star_share": ("five_star", "resolved", 1),
    "reopened_rate": ("reopened", "resolved", 1),
    "repeat_rate": ("repeats", "received", 1),
    "solved_locally_rate": ("solved_locally", "resolved", 1),
    "mean_hours": ("hours_spent", "resolved", 1),
    "clearance_ratio": ("closed", "received", 1),
    "instant_close_share": ("instant_closes", "resolved", 1),
    "deadline_close_share": ("deadline_closes", "resolved_with_limit", 1),
    "enterprise_share": ("from_enterprises", "received", 1),
    "whistle_answer_rate": ("departments_answered", "departments_called", 1),
    "joint_share": ("handled_jointly", "received", 1),
    "received_per_worker": ("received", "grid_workers", 1),
    "open_per_worker": ("backlog", "grid_workers", 1),
    "weighted_load_per_worker": ("weighted_load", "grid_workers", 1),
    "received_per_1000_households": ("received", "households", 1000),
}
PER_AREA = {name for name, (_, bottom, _) in RATIOS.items() if bottom in OF_AREAS} | set(OF_AREAS)
EVERY_MEASURE = (*MEASURES, "backlog", *RATIOS, *OF_AREAS)


def _hours(rows: pd.DataFrame) -> float | None:
    return float(_seconds(rows).sum()) / 3600 if len(rows) else None
