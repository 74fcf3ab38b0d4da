"""Small questions of a preview: the judged rows, and the values that the deployment already knows."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pandas as pd

from data.intake.rules.judging import ASIDES
from data.store import Warehouse, read_only


def judged_rows(
    connection: duckdb.DuckDBPyConnection, judged: str
) -> tuple[pd.DataFrame, Sequence[list[str] | None], Sequence[list[str] | None]]:
    """The judged rows by row number, the reasons against each (None when it is accepted), and those for which a column is empty."""
    frame = connection.sql(f"SELECT rowid AS row, * EXCLUDE ({', '.join(ASIDES)}) FROM {judged} ORDER BY rowid").df().set_index("row")
    asides = connection.sql(f"SELECT reasons, dropped FROM {judged} ORDER BY rowid").fetchall()
    return frame, [why for why, _ in asides], [lost for _, lost in asides]


def known_values(warehouse: Warehouse, table: str, column: str) -> list[str]:
    """The values of a text column in the current generation, most frequent first; none before the first generation."""
    generation = warehouse.current()
    if generation is None:
        return []
    with read_only(generation.path) as connection:
        there = connection.execute(
            "SELECT count(*) FROM duckdb_columns() WHERE table_name = ? AND column_name = ?", [table, column]
        ).fetchall()
        if not there[0][0]:
            return []
        found = connection.execute(
            f'SELECT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1'
        ).fetchall()
    return [str(value) for (value,) in found]
