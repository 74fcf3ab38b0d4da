"""Private folders: what a session sends and looks at before it is published, readable by its owner alone, gone with it whatever dies."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data import ledger
from data.assemble import ORDER, About, assemble, carry, declare
from data.contracts import CONTRACTS
from data.contracts.policy import policy
from data.intake.placing.aliases import JOURNAL
from data.store import Warehouse, now

FOLDER = ".private"
KEPT = ("areas",)
PRESETS = "presets"
# Between its making and its lock a folder looks as if nobody held it.
MAKING = 10.0

# A folder is held by a lock that the kernel takes away when this process ends, however it ends.
_held: dict[Path, int] = {}


def open_folder(name: str, base: Warehouse) -> Path:
    """A new folder under the warehouse for its owner alone; it is held until it is closed or this process ends.

    The name must be hard to guess.
    """
    folder = base.folder / FOLDER / name
    folder.mkdir(parents=True, mode=0o700)
    _held[folder] = os.open(folder, os.O_RDONLY)
    fcntl.flock(_held[folder], fcntl.LOCK_EX)
    return folder


def open_private(name: str, base: Warehouse) -> Warehouse:
    """A new private warehouse, whose areas are those of the current generation; presets of the deployment come along.

    Raises StoreError when the folder cannot be made.
    """
    folder = open_folder(name, base)
    if (base.folder / PRESETS).is_dir():
        shutil.copytree(base.folder / PRESETS, folder / PRESETS)
    if (base.folder / f"{JOURNAL}.jsonl").exists():
        shutil.copy(base.folder / f"{JOURNAL}.jsonl", folder)
    private = Warehouse(folder)
    current = base.current()
    with private.draft(policy().generations_kept, source=current) as draft:
        for table in ORDER:
            if table in KEPT:
                carry(draft, table)
            else:
                declare(draft.connection, CONTRACTS[table])
        ledger.declare(draft)
        assemble(draft, policy(), About(now(), False, "private", None, ""))
    return private


def close_private(folder: Path) -> None:
    """Remove a private folder with everything in it."""
    if folder.parent.name != FOLDER:
        return
    try:
        if folder.exists():
            shutil.rmtree(folder)
    finally:
        if folder in _held:
            os.close(_held.pop(folder))


@contextmanager
def scratch(name: str, base: Warehouse) -> Iterator[Path]:
    """A private folder for as long as the block runs."""
    folder = open_folder(name, base)
    try:
        yield folder
    finally:
        close_private(folder)


def clear_private(base: Warehouse) -> None:
    """Remove what a killed process has left: private folders that nobody holds, and what its build left half done."""
    root = base.folder / FOLDER
    for folder in root.iterdir() if root.is_dir() else ():
        try:
            if folder.is_dir() and time.time() - folder.stat().st_mtime > MAKING and not _is_held(folder):
                shutil.rmtree(folder)
        except FileNotFoundError:  # its owner, or another server, was quicker
            continue
    base.clear_abandoned()


def _is_held(folder: Path) -> bool:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
