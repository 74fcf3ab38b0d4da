"""What sources do not report: the columns that measures need, by source and month."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.asking.coverage import COLUMNS
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.engines.duckdb import engine
from analytics.query import table
from analytics.readings.kept import kept

DATASET = "tickets"


@dataclass(frozen=True)
class Unreported:
    """A source with columns that it lacks in the same months; `always` where it never reports them."""

    source: str
    columns: tuple[str, ...]
    months: tuple[str, ...]
    always: bool


@kept
def unreported(_scope: Scope, _principal: Principal) -> tuple[Unreported, ...]:
    """By source, what is never reported first; of the whole deployment, whatever the scope."""
    with engine().reading() as reader:
        rows = reader.cached(table("reported", ("source", "month", "column"), where={"dataset": DATASET}))
    needed = [name for name in COLUMNS if name.startswith(f"{DATASET}.")]
    found = []
    for source, part in rows.groupby("source"):
        months = sorted(part["month"].unique())
        there = {name: set(part.loc[part["column"] == name.partition(".")[2], "month"]) for name in needed}
        lacking: dict[tuple[pd.Timestamp, ...], list[str]] = {}
        for name in needed:
            if gap := tuple(month for month in months if month not in there[name]):
                lacking.setdefault(gap, []).append(name)
        for gap, columns in sorted(lacking.items(), key=lambda one: -len(one[0])):
            told = tuple(f"{pd.Timestamp(month):%Y-%m}" for month in gap)
            found.append(Unreported(str(source), tuple(columns), told, len(gap) == len(months)))
    return tuple(found)
