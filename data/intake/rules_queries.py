"""Small questions to a draft during an import: what was stopped, what was repaired, what is unknown."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import numpy as np

from data.contracts.tickets import CHANNELS
from data.intake.rules_parse import members

SHOWN = 5


def stopped_rows(
    connection: duckdb.DuckDBPyConnection, judged: str
) -> tuple[np.ndarray, Sequence[list[str] | None], np.ndarray, Sequence[bool]]:
    """Rows that are not accepted: their numbers, reasons (None for a repeat), the row kept instead, and whether it is equal."""
    frame = connection.sql(
        f"""SELECT rowid AS row, reasons, rowid AS keeper, FALSE AS same FROM {judged} WHERE reasons IS NOT NULL
        UNION ALL SELECT row, NULL, keeper, same FROM repeats ORDER BY row"""
    ).to_arrow_table()
    rows, keepers = (frame[name].to_numpy().astype("int64") for name in ("row", "keeper"))
    return rows, frame["reasons"].to_pylist(), keepers, frame["same"].to_pylist()


def repaired_counts(connection: duckdb.DuckDBPyConnection, judged: str) -> list[tuple[str, int]]:
    return connection.execute(
        f"SELECT repaired, count(*) FROM {judged} WHERE repaired IS NOT NULL AND reasons IS NULL GROUP BY repaired ORDER BY repaired"
    ).fetchall()


def warn_about_channels(connection: duckdb.DuckDBPyConnection, judged: str, dataset: str) -> list[str]:
    """Channels of tickets that the product has no name for; they are kept and shown as they are."""
    if dataset != "tickets":
        return []
    found = connection.execute(
        f"SELECT DISTINCT channel FROM {judged} WHERE reasons IS NULL AND channel NOT IN {members(tuple(CHANNELS))} ORDER BY channel"
    ).fetchall()
    names = [name for (name,) in found]
    more = ", …" if len(names) > SHOWN else ""
    return [f"{len(names)} channels are not known and are kept as they are: {', '.join(names[:SHOWN])}{more}"] if names else []


def previous_about(connection: duckdb.DuckDBPyConnection) -> tuple[bool, str, int | None, str]:
    """demo, scale, seed and note of the previous generation: what is merged into a demo stays a demo."""
    demo, scale, seed, note = connection.execute("SELECT demo, scale, seed, note FROM previous.generation").fetchall()[0]
    return bool(demo), str(scale), seed, note
