"""SQL that reads and replaces the writings of a column."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pyarrow as pa


def distinct_writings(connection: duckdb.DuckDBPyConnection, judged: str, name: str, most: int) -> list[str]:
    """The texts of a column over the accepted rows, most frequent first, then in the order of the file; at most `most` of them."""
    found = connection.execute(
        f"""SELECT "{name}" FROM {judged} WHERE reasons IS NULL AND "{name}" IS NOT NULL
        GROUP BY 1 ORDER BY count(*) DESC, min(rowid) LIMIT {most}"""
    ).fetchall()
    return [text for (text,) in found]


def known_writings(connection: duckdb.DuckDBPyConnection, table: str, name: str) -> list[str]:
    """The texts of a column that the warehouse knows; of equal forms the most frequent comes last."""
    there = connection.execute(
        "SELECT count(*) FROM duckdb_columns() WHERE table_name = ? AND column_name = ?", [f"accepted_{table}", name]
    ).fetchall()[0][0]
    if not there:
        return []
    found = connection.execute(
        f'SELECT "{name}" FROM accepted_{table} WHERE "{name}" IS NOT NULL GROUP BY 1 ORDER BY count(*), 1'
    ).fetchall()
    return [text for (text,) in found]


def rewrite(connection: duckdb.DuckDBPyConnection, judged: str, name: str, chosen: Mapping[str, str]) -> None:
    """Replace texts of a column by those chosen for them."""
    connection.register("frame", pa.table({"written": list(chosen), "chosen": list(chosen.values())}))
    connection.execute(f'UPDATE {judged} SET "{name}" = frame.chosen FROM frame WHERE {judged}."{name}" = frame.written')
    connection.unregister("frame")
