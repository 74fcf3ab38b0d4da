"""What was imported, what was turned away and why, and which generations there are: of the deployment, also while a private file is shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from analytics.asking.principal import Principal, Right, known
from analytics.engines.duckdb import engine, looking_into
from analytics.query import table
from data import audit
from data.store import ZONE, Generation, Warehouse

HISTORY = (
    "import_id",
    "imported_at",
    "file",
    "sheet",
    "dataset",
    "source",
    "preset",
    "encoding",
    "lines",
    "header",
    "blank",
    "joined",
    "accepted",
    "updated",
    "unchanged",
    "quarantined",
    "warnings",
    "generation",
    "label_en",
    "label_zh_CN",
)


LINES = ("import_id", "file", "sheet", "line", "raw", "reasons")


@dataclass(frozen=True)
class GenerationState:
    """A generation on disk: its number, moment of publication, size in bytes, and whether it is the one served."""

    number: int
    published_at: datetime
    size: int
    current: bool


def history(principal: Principal) -> pd.DataFrame:
    """One row per imported file or sheet with HISTORY, newest first. Raises NotAllowed, as all here does."""
    known(principal).require(Right.HISTORY)
    with looking_into(None), engine().reading() as reader:
        # A generation of an older version lacks the columns that came since; they stay empty.
        return reader.cached(table("imports", order="-import_id")).reindex(columns=list(HISTORY))


def quarantine(principal: Principal, import_id: int | None = None) -> pd.DataFrame:
    """One row per line that stayed outside, that lost a value or that is void: import_id, file, sheet, line, raw, reasons (a list of codes), outside."""
    known(principal).require(Right.QUARANTINE)
    where = {"import_id": import_id} if import_id is not None else None
    with looking_into(None), engine().reading() as reader:
        found = [
            reader.cached(table(name, LINES, where, order="line")).assign(outside=name == "quarantine")
            for name in ("quarantine", "emptied")
        ]
    return pd.concat(found, ignore_index=True)


def generations(principal: Principal) -> list[GenerationState]:
    """Generations on disk, newest first."""
    known(principal).require(Right.HISTORY)
    warehouse = Warehouse()
    current = warehouse.current()
    states = []
    for generation in reversed(warehouse.generations()):
        facts = generation.path.stat()
        states.append(
            GenerationState(
                generation.number, datetime.fromtimestamp(facts.st_mtime, ZONE).replace(tzinfo=None), facts.st_size, generation == current
            )
        )
    return states


def roll_back(number: int, principal: Principal) -> Generation:
    """Serve an earlier (or later) generation again; noted before it is done. Raises StoreError."""
    known(principal).require(Right.ROLL_BACK)
    audit.record("roll_back", principal.name, generation=number)
    return Warehouse().rollback(number)


@contextmanager
def publishing(what: str, principal: Principal, **details: object) -> Iterator[None]:
    """What all readers see from then on is changed inside, by whoever may; noted before it is tried, and when it fails."""
    known(principal).require(Right.PUBLISH)
    audit.record("publish", principal.name, kind=what, **details)
    try:
        yield
    except BaseException as error:
        audit.record("publish_failed", principal.name, kind=what, reason=type(error).__name__)
        raise


def import_name(row: Any) -> str:
    """An import as people tell it from others: 台账.csv · 一月 · 2022-04-20 08:15."""
    parts = [str(row.file), str(row.sheet) if isinstance(row.sheet, str) else "", f"{row.imported_at:%Y-%m-%d %H:%M}"]
    return " · ".join(part for part in parts if part)
