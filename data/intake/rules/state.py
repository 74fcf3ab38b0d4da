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


def loose(connection: duckdb.DuckDBPyConnection) -> int:
    """How many tickets lie behind the sorted ones; none in a generation of a version that sorted all."""
    return int(connection.table("generation").df().iloc[0].get("loose", 0))


def last_imports(connection: duckdb.DuckDBPyConnection, most: int) -> list[dict[str, object]]:
    """The newest imports, newest first, as plain dicts."""
    found = connection.execute(
        """SELECT import_id, file, sheet, dataset, source, preset, encoding, lines, accepted, updated, unchanged, quarantined,
        strftime(imported_at, '%Y-%m-%d %H:%M:%S') AS imported_at, generation FROM imports ORDER BY import_id DESC LIMIT ?""",
        [most],
    )
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def import_entry(connection: duckdb.DuckDBPyConnection, import_id: int) -> tuple[str, str | None, list[str], str] | None:
    """File, sheet, titles with header, and delimiter of an import; an older version kept no header."""
    kept = "head, delimiter" if _keeps_headers(connection) else "NULL, NULL"
    found = connection.execute(f"SELECT file, sheet, {kept} FROM imports WHERE import_id = ?", [import_id]).fetchone()
    return (found[0], found[1], list(found[2] or []), found[3] or ",") if found else None


def quarantined(connection: duckdb.DuckDBPyConnection, import_id: int) -> list[tuple[int, str, tuple[str, ...]]]:
    """Number, raw text and reasons of the lines of an import that stayed outside or lost a value, in the order of the file."""
    kept = "SELECT line, raw, reasons FROM {table} WHERE import_id = $import_id"
    there = [table for table in ("quarantine", "emptied") if _has(connection, table)]
    query = " UNION ALL ".join(kept.format(table=table) for table in there)
    found = connection.execute(f"{query} ORDER BY line", {"import_id": import_id}).fetchall()
    return [(line, raw, tuple(reasons)) for line, raw, reasons in found]


def _has(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    return bool(connection.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = ?", [table]).fetchall()[0][0])


def headers(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, list[str], str]]:
    """Source, file, titles with header, and delimiter of the imports that kept them, newest first."""
    if not _keeps_headers(connection):
        return []
    return connection.execute("SELECT source, file, head, delimiter FROM imports WHERE len(head) > 0 ORDER BY import_id DESC").fetchall()


def _keeps_headers(connection: duckdb.DuckDBPyConnection) -> bool:
    found = connection.execute("SELECT column_name FROM duckdb_columns() WHERE table_name = 'imports' AND column_name = 'head'").fetchall()
    return bool(found)
