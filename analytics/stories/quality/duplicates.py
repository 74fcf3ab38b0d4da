"""Tickets that may be there twice: one reporter, subject and place within minutes, and numbers that several sources use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from analytics.asking.principal import Principal
from analytics.asking.quality import shared_numbers, twins
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.stories.quality.freshness import past_year

MINUTES = 10
SHOWN = 200


@dataclass(frozen=True)
class Twin:
    """A ticket and the one before it; `seconds` lie between them."""

    number: str
    source: str
    received_at: datetime
    subject: str
    earlier: str
    earlier_source: str
    seconds: int


@dataclass(frozen=True)
class Shared:
    """A number that `sources` sources use, two of them by name."""

    number: str
    sources: int
    first_source: str
    last_source: str
    received_at: datetime


@dataclass(frozen=True)
class Duplicates:
    """Counts over the last year, and the newest of each; `across` counts the twins that come from two sources."""

    twins: int
    across: int
    numbers: int
    pairs: tuple[Twin, ...]
    shared: tuple[Shared, ...]


@kept
def duplicates(scope: Scope, principal: Principal) -> Duplicates:
    """Of the last year."""
    window = past_year(scope)
    pairs, shared = twins(MINUTES, window, principal), shared_numbers(window, principal)
    return Duplicates(
        len(pairs),
        int((pairs["source"] != pairs["earlier_source"]).sum()),
        len(shared),
        tuple(_twin(row) for row in pairs.head(SHOWN).to_dict("records")),
        tuple(_shared(row) for row in shared.head(SHOWN).to_dict("records")),
    )


def _twin(row: dict[str, object]) -> Twin:
    at, before = pd.Timestamp(str(row["received_at"])), pd.Timestamp(str(row["earlier_received_at"]))
    return Twin(
        str(row["ticket_id"]),
        str(row["source"]),
        at.to_pydatetime(),
        str(row["subject"]),
        str(row["earlier_ticket_id"]),
        str(row["earlier_source"]),
        int((at - before).total_seconds()),
    )


def _shared(row: dict[str, object]) -> Shared:
    at = pd.Timestamp(str(row["received_at"])).to_pydatetime()
    return Shared(str(row["ticket_id"]), int(str(row["sources"])), str(row["first_source"]), str(row["last_source"]), at)
