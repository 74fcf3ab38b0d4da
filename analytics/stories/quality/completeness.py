"""How complete the fields of tickets are, by source and month."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.asking.principal import Principal
from analytics.asking.quality import filled
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.stories.quality.freshness import past_year
from data.contracts.model import N_

# What counts as filled, as SQL; a deadline that the policy has computed was not stated.
FIELDS = {
    "channel": "channel",
    "category": "category",
    "subcategory": "subcategory",
    "title": "title",
    "department": "department",
    "street": "street",
    "community": "community",
    "grid": "grid",
    "longitude": "longitude",
    "reporter_key": "reporter_key",
    "due_at": "CASE WHEN NOT due_computed THEN due_at END",
    "responded_at": "responded_at",
}
LABELS = {
    "channel": N_("Channel"),
    "category": N_("Category"),
    "subcategory": N_("Subcategory"),
    "title": N_("Matter"),
    "department": N_("Department"),
    "street": N_("Street"),
    "community": N_("Community"),
    "grid": N_("Grid"),
    "longitude": N_("Located"),
    "reporter_key": N_("Reporter's number"),
    "due_at": N_("Stated deadline"),
    "responded_at": N_("First answer"),
}
# Those that a filter of the cases can ask for as missing.
FILTERED = frozenset(("channel", "category", "subcategory", "department", "street", "community", "grid"))
FALL = 0.1  # of the share: less is no matter


@dataclass(frozen=True)
class Field:
    """Share of tickets with the field over the year and in the newest month; `history` by month, oldest first."""

    name: str
    share: float
    newest: float
    history: tuple[float, ...]
    missing: int

    @property
    def fell(self) -> bool:
        """Whether the newest month is clearly below the months before it."""
        before = self.history[:-1]
        return bool(before) and sum(before) / len(before) - self.newest >= FALL


@dataclass(frozen=True)
class Completeness:
    """`source` is empty for all of them; `months` name the history."""

    source: str
    tickets: int
    months: tuple[str, ...]
    fields: tuple[Field, ...]


@kept
def completeness(scope: Scope, principal: Principal, source: str = "") -> Completeness:
    """The fields, those that fell first, then the least complete."""
    frame = filled(FIELDS, past_year(scope), principal)
    frame = frame[frame["source"] == source] if source else frame
    by_month = frame.drop(columns="source").groupby("month").sum().sort_index()
    months = tuple(f"{month:%Y-%m}" for month in pd.to_datetime(by_month.index))
    total = int(by_month["tickets"].sum())
    if not total:
        return Completeness(source, 0, (), ())
    fields = [_field(name, by_month, total) for name in FIELDS]
    return Completeness(source, total, months, tuple(sorted(fields, key=lambda field: (not field.fell, field.share))))


def _field(name: str, by_month: pd.DataFrame, total: int) -> Field:
    history = tuple(float(share) for share in by_month[name] / by_month["tickets"])
    known = int(by_month[name].sum())
    return Field(name, known / total, history[-1], history, total - known)
