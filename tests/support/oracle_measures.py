"""The ticket measures of the oracle: each a function of the rows that count and the moment they are judged from."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

import pandas as pd

from data.contracts.policy import policy


def _sum(column: pd.Series) -> float | None:
    present = column.dropna()
    return float(present.sum()) if len(present) else None


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


def _days(rows: pd.DataFrame, column: str) -> pd.Series:
    """The beginning of the day of a bare date, which is kept as its last second; any other moment as it is."""
    moments = rows[column]
    return moments.where(moments.dt.time != time(23, 59, 59), moments.dt.normalize())


def _is_told(rows: pd.DataFrame, column: str, limit: timedelta) -> pd.Series:
    """Whether it can be told that a limit was kept: both days may have begun and ended at any time."""
    due = rows["received_at"] + limit
    return rows[column].isna() | (rows[column] <= due) | (_days(rows, column) > due + rows["within_day"])


def _in_time(rows: pd.DataFrame, as_of: datetime, column: str, limit: timedelta) -> pd.DataFrame:
    return rows[(rows[column] <= as_of) & (rows[column] <= rows["received_at"] + limit) & _is_told(rows, column, limit)]


def _answer_due(rows: pd.DataFrame, as_of: datetime) -> pd.DataFrame:
    passed = (rows["responded_at"] <= as_of) | (rows["received_at"] + rows["within_day"] + ANSWER <= as_of)
    return rows[passed & _is_told(rows, "responded_at", ANSWER)]


def _on_due_day(rows: pd.DataFrame) -> pd.Series:
    """Closed by a bare date on the day of a deadline that has a clock."""
    return (rows["resolved_at"] > rows["due_at"]) & (_days(rows, "resolved_at") <= rows["due_at"])


def _on_time(rows: pd.DataFrame, as_of: datetime) -> pd.DataFrame:
    rows = _resolved(rows, as_of)
    return rows[(rows["resolved_at"] <= rows["due_at"]) | (_on_due_day(rows) & rows["due_computed"])]


def _due(rows: pd.DataFrame, as_of: datetime) -> pd.DataFrame:
    unknown = _on_due_day(rows) & ~rows["due_computed"]
    return rows[((rows["resolved_at"] <= as_of) | (rows["due_at"] <= as_of)) & ~unknown]


def _deadline_closes(rows: pd.DataFrame, as_of: datetime) -> pd.DataFrame:
    rows = _on_time(rows, as_of)
    limit = (rows["due_at"] - rows["received_at"]).dt.total_seconds()
    return rows[_seconds(rows) * 10 > limit * 9]


LIMITS = policy().time_limits
PROMPT = timedelta(minutes=LIMITS.dispatch_minutes)
ANSWER = timedelta(hours=LIMITS.response_hours)
MEASURES: dict[str, Callable[[pd.DataFrame, datetime], float | None]] = {
    "received": lambda t, at: len(t),
    "resolved": lambda t, at: len(_resolved(t, at)),
    "open": lambda t, at: len(t) - len(_resolved(t, at)),
    "due": lambda t, at: len(_due(t, at)),
    "on_time": lambda t, at: len(_on_time(t, at)),
    "overdue_open": lambda t, at: int((_open(t, at)["due_at"] < at).sum()),
    "dispatched": lambda t, at: int((t["dispatched_at"] <= at).sum()),
    "dispatched_promptly": lambda t, at: len(_in_time(t, at, "dispatched_at", PROMPT)),
    "responded_in_time": lambda t, at: len(_in_time(t, at, "responded_at", ANSWER)),
    "dispatch_judged": lambda t, at: int(_is_told(t, "dispatched_at", PROMPT).sum()),
    "response_due": lambda t, at: len(_answer_due(t, at)),
    "rated": lambda t, at: len(_rated(t, at)),
    "satisfied": lambda t, at: int((_rated(t, at)["rating"] >= 4).sum()),
    "not_dissatisfied": lambda t, at: len(_resolved(t, at)) - int((_rated(t, at)["rating"] < 4).sum()),
    "five_star": lambda t, at: int((_rated(t, at)["rating"] == 5).sum()),
    "reopened": lambda t, at: int((_resolved(t, at)["reopened_count"] > 0).sum()),
    "repeats": lambda t, at: int(t["repeat"].sum()),
    "supervised": lambda t, at: int((t["supervised_at"] <= at).sum()),
    "solved_locally": lambda t, at: int(_resolved(t, at)["level"].isin(["grid", "community"]).sum()),
    "timed": lambda t, at: int(_resolved(t, at)["resolved_at"].notna().sum()),
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
    "dispatched_promptly_rate": ("dispatched_promptly", "dispatch_judged", 1),
    "response_rate": ("responded_in_time", "response_due", 1),
    "rated_share": ("rated", "resolved", 1),
    "satisfaction_rate": ("satisfied", "rated", 1),
    "satisfaction_low": ("satisfied", "resolved", 1),
    "satisfaction_high": ("not_dissatisfied", "resolved", 1),
    "five_star_share": ("five_star", "resolved", 1),
    "reopened_rate": ("reopened", "resolved", 1),
    "repeat_rate": ("repeats", "received", 1),
    "solved_locally_rate": ("solved_locally", "resolved", 1),
    "mean_hours": ("hours_spent", "timed", 1),
    "clearance_ratio": ("closed", "received", 1),
    "instant_close_share": ("instant_closes", "timed", 1),
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
# Which of the tickets that are there at a moment count.
STOCKS: dict[str, Callable[[pd.DataFrame, datetime], pd.DataFrame]] = {
    "backlog": lambda there, at: there,
    "overdue_backlog": lambda there, at: there[there["due_at"] < at],
}
EVERY_MEASURE = (*MEASURES, *STOCKS, *RATIOS, *OF_AREAS)


def _hours(rows: pd.DataFrame) -> float | None:
    return float(_seconds(rows).sum()) / 3600 if len(rows) else None
