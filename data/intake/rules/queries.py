"""Small questions to a draft during an import: what was stopped, what was repaired, what is unknown."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import duckdb
import numpy as np

from data.contracts.model import N_
from data.contracts.tickets import CHANNELS
from data.intake.remark import remark
from data.intake.rules.literals import members

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


def emptied_rows(connection: duckdb.DuckDBPyConnection, judged: str, most: int) -> tuple[np.ndarray, Sequence[list[str]]]:
    """Accepted rows that lost a value, words for nothing apart, and those that are void: their numbers and reasons."""
    void = "void_at IS NOT NULL" if "void_at" in connection.table(judged).columns else "FALSE"
    lost = "list_filter(dropped, lambda reason: NOT starts_with(reason, 'not_given:') AND NOT starts_with(reason, 'no_moment:'))"
    frame = connection.sql(
        f"""SELECT rowid AS row, list_concat({lost}, CASE WHEN {void} THEN ['void_row'] END) AS reasons FROM {judged}
        WHERE reasons IS NULL AND (dropped IS NOT NULL AND len({lost}) > 0 OR {void}) AND rowid NOT IN (SELECT row FROM repeats)
        ORDER BY rowid LIMIT {most}"""
    ).to_arrow_table()
    return frame["row"].to_numpy().astype("int64"), frame["reasons"].to_pylist()


def repaired_counts(connection: duckdb.DuckDBPyConnection, judged: str) -> list[tuple[str, int]]:
    return connection.execute(
        f"SELECT repaired, count(*) FROM {judged} WHERE repaired IS NOT NULL AND reasons IS NULL GROUP BY repaired ORDER BY repaired"
    ).fetchall()


def namesakes(connection: duckdb.DuckDBPyConnection, judged: str, table: str, number: str, area: str) -> list[str]:
    """Names of new records that a known record of the same district bears elsewhere in it."""
    found = connection.execute(
        f"""SELECT DISTINCT line.name FROM {judged} AS line JOIN accepted_{table} AS known
            ON plain_name(known.name) = plain_name(line.name) AND left(known.{area}, 6) = left(line.{area}, 6) AND known.{number} <> line.{number}
        WHERE reasons IS NULL AND line.{number} NOT IN (SELECT {number} FROM accepted_{table}) ORDER BY ALL"""
    ).fetchall()
    return [name for (name,) in found]


def warn_about_channels(connection: duckdb.DuckDBPyConnection, judged: str, meant: Collection[str] = ()) -> list[str]:
    """Channels of tickets that the product has no name for; they are kept and shown as they are. Those `meant` by a format are known."""
    found = connection.execute(
        f"SELECT DISTINCT channel FROM {judged} WHERE reasons IS NULL AND channel NOT IN {members((*CHANNELS, *meant))} ORDER BY channel"
    ).fetchall()
    names = [name for (name,) in found]
    more = ", …" if len(names) > SHOWN else ""
    text = N_("{count} channels are not known and are kept as they are: {names}")
    return [remark(text, count=len(names), names=", ".join(names[:SHOWN]) + more)] if names else []


def count_areas(connection: duckdb.DuckDBPyConnection) -> int:
    return int(connection.execute("SELECT count(*) FROM accepted_areas").fetchall()[0][0])


def previous_about(connection: duckdb.DuckDBPyConnection) -> tuple[bool, str, int | None, str]:
    """demo, scale, seed and note of the previous generation: what is merged into a demo stays a demo."""
    demo, scale, seed, note = connection.execute("SELECT demo, scale, seed, note FROM previous.generation").fetchall()[0]
    return bool(demo), str(scale), seed, note


def previous_recipe(connection: duckdb.DuckDBPyConnection) -> str:
    """What the previous generation was made with; empty for a version that did not note it yet."""
    row = connection.table("previous.generation").df().iloc[0]
    return str(row.get("recipe", ""))
