"""SQL that describes a published generation."""

from __future__ import annotations

from datetime import datetime

import duckdb

from data.contracts import CONTRACTS


def described(connection: duckdb.DuckDBPyConnection) -> tuple[datetime, bool, datetime | None]:
    """built_at, demo, data_until of the generation."""
    built_at, demo, data_until = connection.execute("SELECT built_at, demo, data_until FROM generation").fetchall()[0]
    return built_at, bool(demo), data_until


def counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return {table: int(connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]) for table in CONTRACTS}


def last_imports(connection: duckdb.DuckDBPyConnection, most: int) -> list[dict[str, object]]:
    """The newest imports, newest first, as plain dicts."""
    found = connection.execute(
        """SELECT import_id, file, sheet, dataset, source, preset, encoding, lines, accepted, updated, unchanged, quarantined,
        strftime(imported_at, '%Y-%m-%d %H:%M:%S') AS imported_at, generation FROM imports ORDER BY import_id DESC LIMIT ?""",
        [most],
    )
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
