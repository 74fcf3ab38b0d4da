"""A private warehouse: the areas of the deployment and nothing else, for a file that its owner looks at before publishing it."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from data import ledger
from data.assemble import ORDER, About, assemble, carry, declare
from data.contracts import CONTRACTS
from data.contracts.policy import policy
from data.intake.aliases import JOURNAL
from data.store import Warehouse, now

FOLDER = ".private"
KEPT = ("areas",)
PRESETS = "presets"


def open_private(name: str, base: Warehouse) -> Warehouse:
    """A new warehouse under the deployment's, readable by its owner alone, whose areas are those of the current generation.

    The name must be hard to guess; presets of the deployment come along. Raises StoreError when the folder cannot be made.
    """
    folder = base.folder / FOLDER / name
    folder.mkdir(parents=True, mode=0o700)
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
    """Remove a private warehouse with everything in it."""
    if folder.parent.name == FOLDER:
        shutil.rmtree(folder, ignore_errors=False)


def clear_private(base: Warehouse, older_than: float) -> None:
    """Remove what a killed server has left: folders that nothing was written to for so many seconds."""
    root = base.folder / FOLDER
    for folder in root.iterdir() if root.is_dir() else ():
        if folder.is_dir() and time.time() - folder.stat().st_mtime > older_than:
            shutil.rmtree(folder)
