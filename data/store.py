"""Generations: one read-only DuckDB file each, published by flipping a pointer and never touched again."""

from __future__ import annotations

import fcntl
import json
import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Literal
from zoneinfo import ZoneInfo

import duckdb

from data.contracts.model import N_
from data.contracts.problem import Message, Problem

LOG = logging.getLogger(__name__)
ZONE = ZoneInfo("Asia/Shanghai")  # of every time in a generation
POINTER = "CURRENT"
HIGHEST = "HIGHEST"
FICLONE = 0x40049409  # of Linux: let a file share the blocks of another
# A reader can neither reach files nor change its settings; DuckDB wants the same for every connection of a process to one file.
HARDENED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}


class StoreError(Problem):
    """The warehouse cannot do what was asked; the message says why and what to do."""


class Busy(StoreError):
    """Another build is running."""


def home() -> Path:
    """Folder of the warehouse: GRIDSCOPE_WAREHOUSE, or `warehouse` in the working folder."""
    return Path(os.environ.get("GRIDSCOPE_WAREHOUSE", "warehouse")).absolute()


def now() -> datetime:
    """The moment in the zone of every time in a generation, to the second."""
    return datetime.now(ZONE).replace(tzinfo=None, microsecond=0)


def read_only(path: Path) -> duckdb.DuckDBPyConnection:
    """A hardened connection to a generation. Raises StoreError when the file is damaged."""
    try:
        return duckdb.connect(path, read_only=True, config=HARDENED)
    except duckdb.Error as error:
        raise StoreError(
            N_("Generation {number} cannot be read: {reason} Roll back to another one."),
            number=path.stem.lstrip("0"),
            reason=str(error).splitlines()[0],
        ) from error


@dataclass(frozen=True)
class Generation:
    number: int
    path: Path


@dataclass
class Draft:
    """A generation being built: `connection` writes it, `previous` is attached read-only if there is one.

    With `grows` it changes what the one before holds, instead of being made anew; `copied` says that its file begins as a copy of that one's, and
    `scattered` that so much of the copy was replaced that the file is to be written anew.
    """

    number: int
    path: Path
    connection: duckdb.DuckDBPyConnection
    has_previous: bool
    grows: bool = False
    copied: bool = False
    scattered: bool = False
    checks: list[Callable[[duckdb.DuckDBPyConnection], None]] = field(default_factory=list)

    def had(self, table: str) -> bool:
        """Whether the previous generation, perhaps of an older version, has the table."""
        if not self.has_previous:
            return False
        query = "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'previous' AND table_name = ?"
        return bool(self.connection.execute(query, [table]).fetchall()[0][0])


@dataclass(frozen=True)
class Warehouse:
    folder: Path = field(default_factory=home)

    def path(self, number: int) -> Path:
        return self.folder / f"{number:06d}.duckdb"

    def current(self) -> Generation | None:
        """The generation that the pointer names, or None before the first one.

        Raises StoreError when the pointer names a file that is not there.
        """
        pointer = self.folder / POINTER
        try:
            text = pointer.read_text("ascii").strip()
        except FileNotFoundError:
            return None
        if not text.isdigit():
            raise StoreError(
                N_("The pointer {path} holds {text!r}, not a number. Roll back to a listed generation."), path=pointer, text=text
            )
        generation = Generation(int(text), self.path(int(text)))
        if not generation.path.exists():
            raise StoreError(
                N_("Generation {number} is not in {folder}. Roll back to a listed generation."), number=int(text), folder=self.folder
            )
        return generation

    def generations(self) -> list[Generation]:
        """All generations on disk, oldest first."""
        found = [path for path in self.folder.glob("*.duckdb") if re.fullmatch(r"\d{6,}", path.stem)]
        return sorted((Generation(int(path.stem), path) for path in found), key=lambda generation: generation.number)

    @contextmanager
    def draft(
        self,
        keep: int,
        *,
        carry: bool = True,
        source: Generation | None = None,
        may_grow: Callable[[Path], bool] = lambda _path: False,
        copy: bool = True,
    ) -> Iterator[Draft]:
        """Build the next generation; on leaving without an exception it is verified, synced and published.

        With `carry` the current generation is attached as `previous`, or `source`, one of another warehouse. The draft grows out of it where
        `may_grow` says so of its file, in a copy of that file unless nothing will be published. Whatever is raised inside leaves the warehouse as
        it was. Raises StoreError when another build is running.
        """
        with self._writing():
            before = source or (self.current() if carry else None)
            grows = before is not None and may_grow(before.path)
            number = self._next_number()
            self._clear()
            scratch = self.folder / f".building-{number:06d}.duckdb"
            spill = self.folder / f".building-{number:06d}.tmp"
            if before and grows and copy:
                _copy(before.path, scratch)
            connection = duckdb.connect(scratch, config={"preserve_insertion_order": True, "temp_directory": str(spill)})
            # DuckDB draws its bar on standard output, where the commands print JSON.
            connection.execute("SET enable_progress_bar = false")
            # Moments in short runs are read several times slower than packed ones, for a file that is hardly smaller.
            connection.execute("SET disabled_compression_methods = 'rle'")
            try:
                if before:
                    connection.execute(f"ATTACH '{_quoted(before.path)}' AS previous (READ_ONLY)")
                draft = Draft(number, scratch, connection, before is not None, grows, grows and copy)
                yield draft
                for check in draft.checks:
                    check(connection)
                if before:
                    connection.execute("DETACH previous")
                if draft.scattered:
                    scratch = _written_anew(connection, scratch)
                connection.execute("CHECKPOINT")
                connection.close()
                self._publish(scratch, number)
            finally:
                connection.close()
                self._clear()
            self._retain(keep)

    def note(self, journal: str, entry: Mapping[str, object]) -> None:
        """Add one line to a journal of the warehouse, such as who took which rows out of it; it outlives the generations."""
        line = json.dumps({"at": f"{now():%Y-%m-%d %H:%M:%S}", **entry}, ensure_ascii=False).encode()
        with self._open(f"{journal}.jsonl", "ab+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            end = file.seek(0, os.SEEK_END)
            cut = end and os.pread(file.fileno(), 1, end - 1) != b"\n"  # a line that a full disk or a power cut broke off stays alone
            file.write(b"\n" * bool(cut) + line + b"\n")

    def noted(self, journal: str) -> list[dict[str, object]]:
        """The lines of a journal, oldest first; one that is damaged is left out, and the log says so."""
        path = self.folder / f"{journal}.jsonl"
        lines = path.read_text("utf-8", "replace").split("\n") if path.exists() else []
        read = [(number, _entry(line)) for number, line in enumerate(lines, 1) if line]
        damaged = [number for number, entry in read if entry is None]
        if damaged:
            LOG.warning("%s: lines %s are damaged and left out.", path, damaged)
        return [entry for _number, entry in read if entry is not None]

    @contextmanager
    def alone(self, journal: str) -> Iterator[None]:
        """Nobody else is inside for the same journal; the next one waits, so that what one notes the other reads."""
        with self._open(f".{journal}.lock", "wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def rollback(self, number: int | None = None) -> Generation:
        """Point back to a generation, by default the one before the current; returns it.

        Raises StoreError when there is none, naming those that exist.
        """
        with self._writing():
            known = self.generations()
            pointer = self.folder / POINTER
            named = pointer.read_text("ascii").strip() if pointer.exists() else ""
            now = int(named) if named.isdigit() else 0
            wanted = [g for g in known if g.number == number] if number else [g for g in known if g.number < now][-1:]
            if not wanted:
                names = [g.number for g in known] or Message(N_("none"))
                if number:
                    raise StoreError(N_("Generation {number} does not exist. Generations on disk: {names}."), number=number, names=names)
                raise StoreError(N_("There is no generation before {number}. Generations on disk: {names}."), number=now, names=names)
            self._flip(wanted[0].number)
            return wanted[0]

    def _open(self, name: str, mode: Literal["ab+", "wb"]) -> BinaryIO:
        try:
            return (self.folder / name).open(mode)
        except OSError as error:
            raise StoreError(
                N_("{path} cannot be written: {reason}. Let the account that runs this write into the warehouse."),
                path=self.folder / name,
                reason=error.strerror or str(error),
            ) from error

    def _next_number(self) -> int:
        # HIGHEST outlives retention and rollback, so that a path is never used twice.
        highest = self.folder / HIGHEST
        last = int(highest.read_text("ascii")) if highest.exists() else 0
        return max([last, *(g.number for g in self.generations())]) + 1

    def clear_abandoned(self) -> None:
        """Remove what a killed build has left, unless one is running."""
        if any(self.folder.glob(".building-*")):
            try:
                with self._writing():
                    self._clear()
            except Busy:
                return

    def _clear(self) -> None:
        """Remove what a build leaves, a killed one included: its spill files may hold raw text."""
        for rest in self.folder.glob(".building-*"):
            shutil.rmtree(rest) if rest.is_dir() else rest.unlink()

    def _publish(self, scratch: Path, number: int) -> None:
        _sync(scratch)
        self._write(HIGHEST, str(number))
        os.replace(scratch, self.path(number))
        self._flip(number)

    def _flip(self, number: int) -> None:
        self._write(POINTER, str(number))

    def _write(self, name: str, text: str) -> None:
        fresh = self.folder / f".{name}.new"
        fresh.write_text(text, "ascii")
        _sync(fresh)
        os.replace(fresh, self.folder / name)
        _sync(self.folder)

    def _retain(self, keep: int) -> None:
        current = self.current()
        for old in self.generations()[:-keep]:
            if current is None or old.number != current.number:
                old.path.unlink()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                N_("The warehouse {folder} cannot be made: {reason}. Set GRIDSCOPE_WAREHOUSE to a folder that can be written."),
                folder=self.folder,
                reason=error.strerror or str(error),
            ) from error
        with (self.folder / ".writing").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Busy(N_("Another import is running on this warehouse. Wait until it is done and try again.")) from None
            yield


def _entry(line: str) -> dict[str, object] | None:
    """A line of a journal; None where it is damaged."""
    try:
        entry = json.loads(line)
    except json.JSONDecodeError:
        return None
    return entry if isinstance(entry, dict) else None


def _copy(source: Path, target: Path) -> None:
    """Copy a file; where the file system can, both share their blocks until one of them is written."""
    with source.open("rb") as old, target.open("wb") as new:
        try:
            fcntl.ioctl(new, FICLONE, old.fileno())
        except OSError:
            shutil.copyfile(source, target)


def _written_anew(connection: duckdb.DuckDBPyConnection, scratch: Path) -> Path:
    """The same tables in a file of their own size: what was replaced in a copy leaves room that the copy would keep."""
    fresh = scratch.with_stem(f"{scratch.stem}-anew")
    name = (connection.execute("SELECT current_database()").fetchone() or ("",))[0]
    connection.execute(f"ATTACH '{_quoted(fresh)}' AS anew")
    connection.execute(f'COPY FROM DATABASE "{name}" TO anew')
    connection.execute("CHECKPOINT anew")
    connection.execute("DETACH anew")
    return fresh


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
