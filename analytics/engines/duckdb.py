"""The embedded engine: one hardened read-only connection per generation, one cursor per query."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from data.contracts.layout import layout
from data.contracts.model import N_
from data.contracts.problem import Problem
from data.store import Generation, Warehouse, home, read_only

AT_ONCE = 4
SECONDS = 60.0


class EngineError(Problem):
    """The data cannot be read now; the message says why and what to do."""


@dataclass(frozen=True)
class About:
    """What the current generation says of itself."""

    number: int
    built_at: datetime
    demo: bool
    scale: str
    note: str
    data_until: datetime
    data_from: datetime
    # So many rows have moments from this day on, far ahead of all others: they do not move `data_until`.
    ahead_from: date | None = None
    ahead_rows: int = 0


class Reader:
    """One generation, open for reading; closed when it is retired and its last query is done."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self._connection = read_only(generation.path)
        self._slots = threading.BoundedSemaphore(AT_ONCE)
        self._lock = threading.Lock()
        self._users = 0
        self._retired = False
        self.about = self._about()
        # Answers live and die with their generation, so a new generation can never serve an old number.
        self.cached = lru_cache(maxsize=1024)(self.query)

    def query(self, sql: str) -> pd.DataFrame:
        """Rows of one SELECT. Raises EngineError when it takes longer than a minute."""
        with self._slots:
            cursor = self._connection.cursor()
            timer = threading.Timer(SECONDS, cursor.interrupt)
            timer.start()
            try:
                return cursor.execute(sql).df()
            except duckdb.InterruptException:
                raise EngineError(
                    N_("The query took longer than {seconds} seconds. Choose a shorter window or fewer dimensions."),
                    seconds=f"{SECONDS:.0f}",
                ) from None
            finally:
                timer.cancel()
                cursor.close()

    @cached_property
    def reported(self) -> tuple[tuple[str, int, str], ...]:
        """What is reported at all, as dataset, code of the rows that report it, and column."""
        rows = self.query('SELECT DISTINCT dataset, code, "column" FROM reported ORDER BY ALL')
        return tuple(zip(rows["dataset"], rows["code"].astype(int), rows["column"], strict=True))

    def _about(self) -> About:
        if self._layout() != layout():
            raise EngineError(
                N_("Generation {number} was built by another version of Gridscope. Bring it up to date with: python -m data rebuild"),
                number=self.generation.number,
            )
        row = self.query("SELECT number, built_at, demo, scale, note, data_until, data_from, ahead_from, ahead_rows FROM generation").iloc[
            0
        ]
        moments: dict[str, Any] = {
            name: row[name].to_pydatetime() if pd.notna(row[name]) else datetime(1970, 1, 1)
            for name in ("built_at", "data_until", "data_from")
        }
        return About(
            int(row["number"]),
            demo=bool(row["demo"]),
            scale=str(row["scale"]),
            note=str(row["note"]),
            ahead_from=row["ahead_from"].date() if pd.notna(row["ahead_from"]) else None,
            ahead_rows=int(row["ahead_rows"]),
            **moments,
        )

    def _layout(self) -> str:
        """The layout it was built with; empty for a version that did not note it yet."""
        row = self.query("SELECT * FROM generation").iloc[0]
        return str(row.get("layout", ""))

    def enter(self) -> bool:
        """Count a user in; False when the reader is already retired."""
        with self._lock:
            self._users += not self._retired
            return not self._retired

    def leave(self) -> None:
        with self._lock:
            self._users -= 1
            self._close_when_idle()

    def retire(self) -> None:
        with self._lock:
            self._retired = True
            self._close_when_idle()

    def _close_when_idle(self) -> None:
        if self._retired and self._users == 0:
            self._connection.close()


# What one story says comes from one generation, also while another is published.
_reading: ContextVar[tuple[Engine, Reader] | None] = ContextVar("reading", default=None)


class Engine:
    """Follows the warehouse's pointer: each request reads the generation that is current when it starts."""

    def __init__(self, folder: Path) -> None:
        self._warehouse = Warehouse(folder)
        self._lock = threading.Lock()
        self._reader: Reader | None = None

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """The current generation's reader, kept open until the block ends; a block inside gets the same one.

        Raises EngineError when there is no generation yet.
        """
        outer = _reading.get()
        if outer and outer[0] is self:
            yield outer[1]
            return
        reader = self._current()
        while not reader.enter():
            reader = self._current()
        token = _reading.set((self, reader))
        try:
            yield reader
        finally:
            _reading.reset(token)
            reader.leave()

    def close(self) -> None:
        """Close the generation when its last query is done."""
        with self._lock:
            if self._reader:
                self._reader.retire()
                self._reader = None

    def _current(self) -> Reader:
        generation = self._warehouse.current()
        if generation is None:
            raise EngineError(
                N_("There is no data yet. Run `python -m data demo`, or `python -m data import FILE` with an export of your own.")
            )
        with self._lock:
            if self._reader is None or self._reader.generation != generation:
                fresh = Reader(generation)
                if self._reader:
                    self._reader.retire()
                self._reader = fresh
            return self._reader


_engines: dict[Path, Engine] = {}
_opening = threading.Lock()
_folder: ContextVar[Path | None] = ContextVar("folder", default=None)


def warehouse() -> Path:
    """Folder that this request reads: a private one where it has been told so, else the deployment's."""
    return _folder.get() or home()


def look_into(folder: Path | None) -> None:
    """From here on in this request read a private warehouse, such as a file that its owner explores before publishing it; None ends that."""
    _folder.set(folder)


@contextmanager
def looking_into(folder: Path | None) -> Iterator[None]:
    """Read a private warehouse inside the block only."""
    token = _folder.set(folder)
    try:
        yield
    finally:
        _folder.reset(token)


def newest() -> datetime:
    """The newest moment in the data of the current generation: what "now" means."""
    with engine().reading() as reader:
        return reader.about.data_until


def engine() -> Engine:
    """The engine of the warehouse that this request reads."""
    if os.environ.get("GRIDSCOPE_ENGINE", "duckdb") != "duckdb":
        raise EngineError(N_("GRIDSCOPE_ENGINE is {name!r}. Known engines: duckdb."), name=os.environ["GRIDSCOPE_ENGINE"])
    with _opening:
        return _engines.setdefault(warehouse(), Engine(warehouse()))


def forget(folder: Path) -> None:
    """Close a warehouse that nobody reads any more; its files may then be removed."""
    with _opening:
        gone = _engines.pop(folder, None)
    if gone:
        gone.close()
