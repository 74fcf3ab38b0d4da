"""Cases as a file: every column of the contract, as it was known at as-of, so that each rate can be computed from it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import numpy as np
import pandas as pd

from analytics.asking.geography import areas
from analytics.catalogue import CATALOGUE
from analytics.stories.cases.listing import PLACES
from analytics.words.language import _
from data.contracts import CONTRACTS
from data.contracts.model import N_, Personal, Type

# A key of a person stays inside; whether a case repeats another of the same person is told instead.
CONTRACT = tuple(column for column in CONTRACTS["tickets"].columns if column.personal != Personal.KEY)
MOMENTS = {column.name for column in CONTRACT if column.type == Type.TIMESTAMP}
# What the mart adds: limits that the policy sets, and what only all cases together or the policy can tell.
ADDED = ("due_computed", "dispatch_due_at", "response_due_at", "is_repeat", "instant_at", "workload_weight", "rating_known_at")
JUDGED = ("dispatch_judged", "response_judged", "closed_at", "on_time_at", "counts_as_due_at")
COLUMNS = (*(column.name for column in CONTRACT), *ADDED, *JUDGED)
HEADS = {
    "ticket_id": N_("Case number"),
    "source": N_("Source system"),
    "title": N_("Matter"),
    "longitude": N_("Longitude"),
    "latitude": N_("Latitude"),
    "received_at": N_("Received at"),
    "filed_at": N_("Filed at"),
    "dispatched_at": N_("Dispatched at"),
    "responded_at": N_("First answer at"),
    "due_at": N_("Due at"),
    "resolved_at": N_("Date resolved"),
    "archived_at": N_("Closed on file at"),
    "rating": N_("Stars"),
    "rated_at": N_("Rated at"),
    "reopened_count": N_("Times reopened"),
    "supervised_at": N_("Supervised at"),
    "void_at": N_("Void at"),
    "difficulty": N_("Difficulty"),
    "whistled_at": N_("Departments called at"),
    "departments_called": N_("Departments called"),
    "departments_answered": N_("Departments that came"),
    "spaces_freed": N_("Parking spaces freed"),
}


def columns() -> dict[str, str]:
    """The head of each column of the contract that the file has; those that a later contract adds are called by their meaning."""
    dimensions = CATALOGUE.dimensions
    found = {}
    for column in CONTRACT:
        label = HEADS.get(column.name) or (dimensions[column.name].label if column.name in dimensions else column.meaning)
        found[column.name] = _("{dimension} code").format(dimension=_(label)) if column.name in PLACES else _(label)
    return found


def case_file(frame: pd.DataFrame, as_of: datetime) -> pd.DataFrame:
    """One line a case: its state, every column, the limits; moments after as-of are not known yet."""
    made: dict[str, pd.Series] = {}
    for name, head in columns().items():
        if name in PLACES:
            made[_(CATALOGUE.dimension(name).label)] = _renamed(frame[name], areas().name)
        made[head] = _value(name, frame, as_of)
        if name == "source":
            made[_("State")] = _states(frame, as_of)
            made[_("Judged at")] = pd.Series(pd.Timestamp(as_of), index=frame.index)
    made[_("Deadline by policy")] = _yes_no(frame["due_computed"])
    made[_("Dispatch due at")] = frame["dispatch_due_at"]
    made[_("First answer due at")] = frame["response_due_at"]
    made[_("Dispatch can be judged")] = _yes_no(frame["dispatch_judged"])
    made[_("First answer can be judged")] = _yes_no(frame["response_judged"])
    made[_("Closed on time")] = _yes_no((frame["on_time_at"] <= as_of).where(_is_judged(frame, as_of)))
    made[_("Repeat")] = _yes_no(frame["is_repeat"])
    made[_("Instant close")] = _yes_no(frame["instant_at"] <= as_of)
    made[_("Workload weight")] = frame["workload_weight"]
    return pd.DataFrame(made)


def _value(name: str, frame: pd.DataFrame, as_of: datetime) -> pd.Series:
    values = frame[name]
    if name == "rating":
        return values.where(frame["rating_known_at"] <= as_of).astype("Int64")
    if name in MOMENTS and name != "due_at":
        return values.where(values <= as_of)
    if name in PLACES:
        return values
    if pd.api.types.is_bool_dtype(values.dtype) or name == "enterprise":
        return _yes_no(values)
    if name in CATALOGUE.dimensions and CATALOGUE.dimension(name).labels:
        labels = CATALOGUE.dimension(name).labels
        return _renamed(values, lambda value: _(labels[value]) if value in labels else value)
    return values


def _yes_no(values: pd.Series) -> pd.Series:
    return _renamed(values, lambda value: _("yes") if value else _("no"))


def _renamed(values: pd.Series, called: Callable[[str], str]) -> pd.Series:
    """Each value by what it is called; a column of cases has few different ones."""
    places, distinct = pd.factorize(values)
    names = np.array([*(called(value) for value in distinct), None], dtype=object)
    return pd.Series(names[places], index=values.index)  # a missing value has the place −1, that of None


def _states(frame: pd.DataFrame, as_of: datetime) -> pd.Series:
    """As the page has them, but an overdue case is overdue without a number of days."""
    due, is_resolved = frame["due_at"], frame["closed_at"] <= as_of
    is_late = _is_judged(frame, as_of) & ~(frame["on_time_at"] <= as_of)
    names = [_("resolved late"), _("resolved"), _("overdue"), _("open")]
    return pd.Series(np.select([is_resolved & is_late, is_resolved, due < as_of], names[:3], names[3]), index=frame.index)


def _is_judged(frame: pd.DataFrame, as_of: datetime) -> pd.Series:
    """Closed, and known whether on time."""
    return (frame["closed_at"] <= as_of) & (frame["counts_as_due_at"] <= as_of)
