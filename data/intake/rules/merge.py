"""SQL that merges judged rows into a draft: repeats within a file, places laid over names, newest version wins."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import duckdb

from data import growing
from data.contracts.model import Contract, Type

# The columns of a ticket that name areas; each is its own level.
AREA_COLUMNS = ("district", "street", "community", "grid")
STATEMENT = (*AREA_COLUMNS, "place_text", "placed_by_position")
# What says the same as before, or nothing where a position has said it, is read again when the generation is built.
SAME_PLACE = "fresh.place_text = old.place_text OR (fresh.place_text IS NULL AND old.placed_by_position IS NOT NULL)"


@dataclass(frozen=True)
class Merged:
    accepted: int
    updated: int
    unchanged: int
    stale: int
    # Known numbers that came again for a case of another day, which they would replace.
    other: int = 0


def find_repeats(connection: duckdb.DuckDBPyConnection, judged: str, contract: Contract) -> None:
    """Fill `repeats` (row, keeper, same): accepted rows of one table that share a key with a row that is kept instead."""
    key = ", ".join(f'"{name}"' for name in contract.key)
    content = ", ".join(f'"{name}"' for name in contract.names)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE repeats AS
        WITH several AS (SELECT {key} FROM {judged} WHERE reasons IS NULL GROUP BY {key} HAVING count(*) > 1),
        versions AS (
            SELECT {key}, rowid AS row, hash({content}) AS content, {_latest(contract)} AS latest
            FROM {judged} SEMI JOIN several USING ({key}) WHERE reasons IS NULL
        ),
        compared AS (
            SELECT *, first_value(content) OVER (PARTITION BY {key} ORDER BY latest DESC NULLS LAST, row DESC) AS newest FROM versions
        )
        SELECT row, min(row) FILTER (WHERE content = newest) OVER (PARTITION BY {key}) AS keeper, content = newest AS same
        FROM compared QUALIFY row <> keeper"""
    )


def equal_but_for_the_key(connection: duckdb.DuckDBPyConnection, judged: str, contract: Contract) -> int:
    """How many accepted rows equal another accepted row in everything but the key."""
    content = ", ".join(f'"{name}"' for name in contract.names if name not in contract.key)
    found = connection.execute(
        f"""SELECT coalesce(sum(times - 1), 0) FROM (
            SELECT count(*) AS times FROM {judged} WHERE reasons IS NULL AND rowid NOT IN (SELECT row FROM repeats)
            GROUP BY hash({content}) HAVING count(*) > 1)"""
    ).fetchall()
    return int(found[0][0])


def place(connection: duckdb.DuckDBPyConnection, judged: str, contract: Contract) -> None:
    """Create `fresh`: the accepted tickets with codes for names (`placed_names`) and moved positions."""
    columns = []
    for name in contract.names:
        if name in (*AREA_COLUMNS, "place_text"):
            columns.append(f"names.{name} AS {name}")
        elif name == "placed_by_position":
            columns.append(f"CAST(NULL AS BOOLEAN) AS {name}")
        elif name in ("longitude", "latitude"):
            columns.append(f"coalesce(moved.{name}, judged.{name}) AS {name}")
        else:
            columns.append(f'judged."{name}"')
    same = " AND ".join(f"judged.{name} IS NOT DISTINCT FROM names.named_{name}" for name in AREA_COLUMNS)
    connection.execute("DROP VIEW IF EXISTS fresh")
    connection.execute(
        f"""CREATE TEMP VIEW fresh AS SELECT {", ".join(columns)} FROM {judged} AS judged
        LEFT JOIN placed_names AS names ON {same}
        LEFT JOIN moved ON moved.row = judged.rowid
        WHERE judged.reasons IS NULL AND judged.rowid NOT IN (SELECT row FROM repeats)"""
    )


def merge(connection: duckdb.DuckDBPyConnection, contract: Contract, given: Collection[str], import_id: int, now: datetime) -> Merged:
    """Lay `fresh` over `accepted_<table>`: new keys are added, newer versions replace, the replaced go to `changes`.

    Columns that the file does not carry (not in `given`) keep the value they had.
    """
    table, key = f"accepted_{contract.table}", ", ".join(f'"{name}"' for name in contract.key)
    grows = contract.table == "tickets" and growing.grows(connection)
    if not grows and not connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]:
        total = connection.execute("SELECT count(*) FROM fresh").fetchall()[0][0]
        # Nothing to merge with: the judged rows themselves are the accepted ones, and need not be copied.
        connection.execute(f"DROP TABLE {table}")
        connection.execute(f"ALTER VIEW fresh RENAME TO {table}")
        return Merged(total, 0, 0, 0)
    connection.execute("CREATE OR REPLACE TEMP TABLE arriving AS SELECT * FROM fresh")
    if grows:
        growing.reach(connection, f"SELECT row FROM before_tickets SEMI JOIN arriving USING ({key})")
        table = growing.BROUGHT
    merged = {name: f'fresh."{name}"' if name in given else f'coalesce(fresh."{name}", old."{name}")' for name in contract.names}
    if "closed_known_at" in merged:
        # A case that every export calls closed has been known to be so since the first of them.
        merged["closed_known_at"] = (
            f"CASE WHEN fresh.closed_known_at IS NOT NULL THEN least(fresh.closed_known_at, old.closed_known_at) ELSE {merged['closed_known_at']} END"
        )
    if contract.table == "tickets":
        merged |= {name: f"CASE WHEN {SAME_PLACE} THEN old.{name} ELSE {merged[name]} END" for name in STATEMENT}
    differs = " OR ".join(f'{value} IS DISTINCT FROM old."{name}"' for name, value in merged.items() if name not in contract.key)
    stale = f"coalesce({_latest(contract, 'fresh.')} < {_latest(contract, 'old.')}, FALSE)"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE met AS
        SELECT {", ".join(f'{value} AS "{name}"' for name, value in merged.items())}, {differs} AS differs, {stale} AS stale, {_another_day(contract)} AS other
        FROM arriving AS fresh JOIN {table} AS old USING ({key})"""
    )
    counts = (
        "count(*), count(*) FILTER (WHERE differs AND NOT stale), count(*) FILTER (WHERE differs AND stale), count(*) FILTER (WHERE other)"
    )
    known, updated, old, other = connection.execute(f"SELECT {counts} FROM met").fetchall()[0]
    total = connection.execute("SELECT count(*) FROM arriving").fetchall()[0][0]
    if total > known:
        connection.execute(f"INSERT INTO {table} SELECT * FROM arriving ANTI JOIN met USING ({key})")
    if updated:
        shown = ", ".join(f'"{column.name}" := old."{column.name}"' for column in contract.columns if column.type is not Type.GEOMETRY)
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE newer AS SELECT * EXCLUDE (differs, stale, other) FROM met WHERE differs AND NOT stale"
        )
        connection.execute(
            f"""INSERT INTO changes SELECT '{contract.table}', concat_ws('/', {key}), $import_id, $now,
            to_json(struct_pack({shown})) FROM {table} AS old SEMI JOIN newer USING ({key})""",
            {"import_id": import_id, "now": now},
        )
        same = " AND ".join(f'{table}."{name}" = newer."{name}"' for name in contract.key)
        connection.execute(f"DELETE FROM {table} USING newer WHERE {same}")
        connection.execute(f"INSERT INTO {table} SELECT * FROM newer")
    return Merged(total, updated, known - updated, old, other)


def settle(connection: duckdb.DuckDBPyConnection) -> None:
    """Copy accepted rows that are still only a view of the last table's judged rows, before those are overwritten."""
    views = connection.execute("SELECT view_name FROM duckdb_views() WHERE temporary AND starts_with(view_name, 'accepted_')").fetchall()
    for (name,) in views:
        if name == "accepted_tickets" and growing.grows(connection):
            continue
        connection.execute(f"CREATE TEMP TABLE settled AS SELECT * FROM {name}")
        connection.execute(f"DROP VIEW {name}")
        connection.execute(f"ALTER TABLE settled RENAME TO {name}")


def given_columns(contract: Contract, mapped: Collection[str]) -> set[str]:
    """The columns that a file of tickets carries; the areas of a ticket are one statement and come or stay together."""
    given = {name for name in contract.names if name in mapped}
    if given & set(AREA_COLUMNS):
        given |= set(STATEMENT)
    # A blank or hidden reporter, as in lines taken from quarantine, does not take the known one away.
    given -= {"reporter_key"}
    if "state" in mapped:
        given |= {"void_at", "closed_known_at"}
    if "late" in mapped:
        given.add("stated_on_time")
    return given | {"source"}


def _latest(contract: Contract, prefix: str = "") -> str:
    """The newest moment a row knows of; a deadline lies ahead and the moment of an export is not the case's: both tell nothing about the version."""
    moments = [f'{prefix}"{name}"' for name in contract.moments if name not in ("due_at", "closed_known_at")]
    return f"greatest({', '.join(moments)})" if moments else "CAST(NULL AS TIMESTAMP)"


def _another_day(contract: Contract) -> str:
    """Whether a row is about a case received on another day than the known one of its number."""
    return "CAST(fresh.received_at AS DATE) <> CAST(old.received_at AS DATE)" if contract.table == "tickets" else "FALSE"
