"""SQL that describes a published generation."""

from __future__ import annotations

from datetime import datetime

import duckdb

from data.contracts import CONTRACTS


def described(connection: duckdb.DuckDBPyConnection) -> tuple[datetime, bool, datetime | None]:
    """built_at, demo, data_until of the generation."""
    row = connection.execute("SELECT built_at, demo, data_until FROM generation").fetchone()
    assert row is not None, "verified generations hold one row"
    return row[0], bool(row[1]), row[2]


def counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return {table: int((connection.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,))[0]) for table in CONTRACTS}


def last_imports(connection: duckdb.DuckDBPyConnection, most: int) -> list[dict[str, object]]:
    """The newest imports, newest first, as plain dicts."""
    found = connection.execute(
        """SELECT import_id, file, sheet, dataset, source, preset, encoding, lines, accepted, updated, unchanged, quarantined,
        strftime(imported_at, '%Y-%m-%d %H:%M:%S') AS imported_at, generation FROM imports ORDER BY import_id DESC LIMIT ?""",
        [most],
    )
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
