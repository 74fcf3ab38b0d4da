"""A warehouse of its own for every test, and a way to import text into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.intake.importer import import_files
from data.intake.report import Report
from data.store import Warehouse, read_only

SAMPLES = Path(__file__).parents[3] / "data" / "samples"

Query = Callable[..., list[Any]]
Bring = Callable[..., Report]


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    monkeypatch.setenv("GRIDSCOPE_WAREHOUSE", str(tmp_path / "warehouse"))
    monkeypatch.setenv("GRIDSCOPE_KEY", "a key that is only for tests")
    return Warehouse()


@pytest.fixture
def query(warehouse: Warehouse) -> Query:
    """Ask the current generation; a single column comes back flat."""

    def ask(sql: str) -> list[Any]:
        generation = warehouse.current()
        assert generation is not None
        with read_only(generation.path) as connection:
            rows = connection.execute(sql).fetchall()
        return [row[0] for row in rows] if rows and len(rows[0]) == 1 else rows

    return ask


@pytest.fixture
def bring(tmp_path: Path, warehouse: Warehouse) -> Bring:
    """Import text (or bytes) as a file of the given name."""

    def import_text(content: str | bytes, name: str = "export.csv", **options: Any) -> Report:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return import_files([path], warehouse=warehouse, **{"accept_losses": True, **options})

    return import_text
