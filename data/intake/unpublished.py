"""Imports that were not published: the lines that stopped them, kept beside the generations so that they can be mended."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import duckdb

from data.intake.rules.state import import_entry, quarantined

FOLDER = "refused"
# Of so many refused imports the lines are kept; what is older has been mended or forgotten.
KEPT = 20

Lines = list[tuple[int, str, tuple[str, ...]]]


def keep(connection: duckdb.DuckDBPyConnection, warehouse: Path, numbers: Iterable[int]) -> None:
    """Write what the draft knows of these imports, personal data hidden as in quarantine, before it is given up."""
    folder = warehouse / FOLDER
    folder.mkdir(exist_ok=True)
    for number in numbers:
        content = {"entry": import_entry(connection, number), "lines": quarantined(connection, number)}
        fresh = folder / f".{number:06d}.new"
        fresh.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        fresh.replace(folder / f"{number:06d}.json")
    for old in _files(warehouse)[:-KEPT]:
        old.unlink(missing_ok=True)


def found(warehouse: Path, number: int) -> tuple[tuple[str, str | None, list[str], str], Lines] | None:
    """What was kept of a refused import: file, sheet, head and delimiter, and its lines; None where there is none of this number."""
    path = warehouse / FOLDER / f"{number:06d}.json"
    if not path.exists():
        return None
    content = json.loads(path.read_text("utf-8"))
    file, sheet, head, delimiter = content["entry"]
    return (file, sheet, head, delimiter), [(line, raw, tuple(reasons)) for line, raw, reasons in content["lines"]]


def last_number(warehouse: Path) -> int:
    """The highest number of a refused import, 0 where there is none: no later import bears it."""
    return max((int(path.stem) for path in _files(warehouse)), default=0)


def _files(warehouse: Path) -> list[Path]:
    return sorted(path for path in (warehouse / FOLDER).glob("*.json") if re.fullmatch(r"\d{6,}", path.stem))
