"""Who did what: one JSON line each, chained by hash so that a line taken out shows, a file a month, kept half a year."""

from __future__ import annotations

import fcntl
import getpass
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.contracts.model import N_
from data.contracts.problem import Message
from data.store import StoreError, Warehouse, now

FOLDER, HEAD = "audit", "HEAD"
MONTHS = 6
LONGEST = 400  # characters of one value: an entry names what was done, it does not keep it
FIRST = "0" * 64
PRUNED = "journal_pruned"

Entry = dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """How many lines there are, the number and hash of the last, and everything that does not fit."""

    lines: int
    last: int
    hash: str
    faults: tuple[Message, ...]


def record(what: str, who: str, **details: object) -> None:
    """Note what somebody did in the deployment's warehouse. Raises StoreError where it cannot be noted: then it must not be done."""
    with _alone() as folder:
        number, before = _end(folder)
        path = folder / f"{now():%Y-%m}.jsonl"
        gone = [] if path.exists() else sorted(folder.glob("*.jsonl"))[:-MONTHS]
        number, before = _append(path, number, before, what, who, details)
        for old in gone:
            last = list(_lines(old))[-1:]
            told: dict[str, object] = (
                {"file": old.name, "until": last[0]["n"], "ends": last[0]["hash"]} if last and last[0] else {"file": old.name}
            )
            old.unlink()
            number, before = _append(path, number, before, PRUNED, "system", told)
        _write_head(folder, number, before)


def record_state(what: str, **state: str) -> None:
    """Note what is in force from now on, such as the policy, where it differs from what was noted last. Raises StoreError."""
    last = next((entry for entry in entries(10**9) if entry["what"] == what), {})
    if any(last.get(name) != value for name, value in state.items()):
        record(what, "system", **state)


def person() -> str:
    """Who runs a command here: the account of the system."""
    return f"command:{getpass.getuser()}"


def entries(limit: int) -> list[Entry]:
    """The newest lines that can be read, newest first."""
    found: list[Entry] = []
    for path in sorted(_folder().glob("*.jsonl"), reverse=True):
        found += [entry for entry in reversed(list(_lines(path))) if entry is not None]
        if len(found) >= limit:
            break
    return found[:limit]


def verify() -> Verdict:
    """Follow the chain from the first line kept to the last one written."""
    folder, faults = _folder(), list[Message]()
    lines, before, number = 0, "", 0
    first: Entry | None = None
    pruned: set[tuple[Any, Any]] = {(0, FIRST)}
    for path in sorted(folder.glob("*.jsonl")):
        for place, entry in enumerate(_lines(path), 1):
            lines += 1
            if entry is None:
                faults.append(Message(N_("{file}, line {line}: cannot be read."), file=path.name, line=place))
                continue
            if entry["hash"] != _hash(entry):
                faults.append(Message(N_("{file}, line {line}: was changed."), file=path.name, line=place))
            if first is None:
                first = entry
            elif entry["prev"] != before or entry["n"] != number + 1:
                faults.append(
                    Message(N_("{file}, line {line}: the lines before it are not those it was written after."), file=path.name, line=place)
                )
            if entry["what"] == PRUNED:
                pruned.add((entry.get("until"), entry.get("ends")))
            number, before = entry["n"], entry["hash"]
    if first is not None and (first["n"] - 1, first["prev"]) not in pruned:
        faults.append(
            Message(
                N_("The journal begins with entry {number}; what came before it was not put away by the journal itself."), number=first["n"]
            )
        )
    head = _head(folder)
    if head is not None and head[0] > number:
        faults.append(
            Message(N_("The last entries are missing: {number} were written, the last one there is {last}."), number=head[0], last=number)
        )
    return Verdict(lines, number, before or FIRST, tuple(faults))


def _append(path: Path, number: int, before: str, what: str, who: str, details: dict[str, object]) -> tuple[int, str]:
    entry: Entry = {"n": number + 1, "at": f"{now():%Y-%m-%d %H:%M:%S}", "who": who[:LONGEST], "what": what}
    entry |= {name: _short(value) for name, value in details.items()} | {"prev": before}
    entry["hash"] = _hash(entry)
    line = json.dumps(entry, ensure_ascii=False).encode()
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "ab+") as file:
        end = file.seek(0, os.SEEK_END)
        cut = end and os.pread(file.fileno(), 1, end - 1) != b"\n"  # what a power cut broke off stays a line of its own
        file.write(b"\n" * bool(cut) + line + b"\n")
    return entry["n"], entry["hash"]


def _short(value: object) -> object:
    if isinstance(value, dict):
        return {str(name): _short(part) for name, part in value.items()}
    return value if isinstance(value, int | float | bool) or value is None else str(value)[:LONGEST]


def _hash(entry: Entry) -> str:
    told = json.dumps({name: value for name, value in entry.items() if name != "hash"}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _end(folder: Path) -> tuple[int, str]:
    """Number and hash of the last entry; one that was written when its writer died before it could say so counts."""
    number, before = _head(folder) or (0, FIRST)
    last = next((entry for path in sorted(folder.glob("*.jsonl"))[-1:] for entry in reversed(list(_lines(path)))), None)
    if last is not None and last["n"] == number + 1 and last["prev"] == before:
        return last["n"], last["hash"]
    return number, before


def _lines(path: Path) -> Iterator[Entry | None]:
    """Each line as an entry; None for one that is damaged."""
    for line in path.read_text("utf-8", "replace").split("\n"):
        if not line:
            continue
        try:
            entry = json.loads(line)
        except json.JSONDecodeError:
            entry = None
        yield entry if isinstance(entry, dict) and {"n", "what", "prev", "hash"} <= entry.keys() else None


def _head(folder: Path) -> tuple[int, str] | None:
    try:
        number, told = (folder / HEAD).read_text("ascii").split()
        return int(number), told
    except (FileNotFoundError, ValueError):
        return None


def _write_head(folder: Path, number: int, told: str) -> None:
    fresh = folder / f".{HEAD}.new"
    fresh.write_text(f"{number} {told}\n", "ascii")
    os.replace(fresh, folder / HEAD)


def _folder() -> Path:
    return Warehouse().folder / FOLDER


@contextmanager
def _alone() -> Iterator[Path]:
    """The journal's folder, with nobody else writing into it."""
    folder = _folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder
    except OSError as error:
        raise StoreError(
            N_("The journal {path} cannot be written: {reason}. Nothing is done that cannot be noted."),
            path=folder,
            reason=error.strerror or str(error),
        ) from error
