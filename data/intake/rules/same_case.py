"""A case that comes once with its number and once without it is one: recognised where its moment and its subject say so, and only one case bears them."""

from __future__ import annotations

import duckdb

from data import growing

OF_CONTENT = "n[0-9a-f]{15}"  # the number that a case without one is given
SAME = ("source", "received_at", "channel", "category", "subcategory", "title", "reporter_key")


def recognise(connection: duckdb.DuckDBPyConnection, judged: str) -> int:
    """Give rows without a number that of the known case, and known cases that were numbered by content the number of the row; how many of both."""
    if not connection.execute("SELECT count(*) FROM information_schema.tables WHERE table_name = 'accepted_tickets'").fetchall()[0][0]:
        return 0  # a preview knows no cases
    bare = f"FROM {judged} WHERE reasons IS NULL AND ticket_id IS NULL AND {_says_enough()}"
    numbered = f"FROM {judged} WHERE reasons IS NULL AND ticket_id IS NOT NULL AND {_says_enough()}"
    made = f"regexp_full_match(ticket_id, '{OF_CONTENT}')"
    found = 0
    if _any(connection, bare):
        _pair(
            connection,
            f"SELECT rowid AS place, {_listed()} {bare}",
            f"SELECT ticket_id AS number, {_listed()} FROM accepted_tickets WHERE NOT {made}",
        )
        found += _changed(connection, f"UPDATE {judged} SET ticket_id = pairs.number FROM pairs WHERE {judged}.rowid = pairs.place")
    if _any(connection, f"FROM accepted_tickets WHERE {made}"):
        _pair(
            connection,
            f"SELECT ticket_id AS place, {_listed()} FROM accepted_tickets WHERE {made}",
            f"SELECT ticket_id AS number, {_listed()} {numbered}",
        )
        found += int(connection.execute("SELECT count(*) FROM pairs").fetchall()[0][0])
        tickets = "accepted_tickets"
        if growing.grows(connection):  # the known cases are a view there: those to be changed are brought first
            growing.reach(
                connection, "SELECT row FROM before_tickets JOIN pairs ON before_tickets.source = pairs.source AND ticket_id = place"
            )
            tickets = growing.BROUGHT
        same = f"{tickets}.source = pairs.source AND {tickets}.ticket_id = pairs.place"
        # A number that is known already is that of another row; the case without it is then the same one, come twice.
        connection.execute(f"DELETE FROM {tickets} USING pairs WHERE {same} AND pairs.taken")
        connection.execute(f"UPDATE {tickets} SET ticket_id = pairs.number FROM pairs WHERE {same} AND NOT pairs.taken")
    return found


def _says_enough() -> str:
    """A day and a category are shared by many cases; a moment with a subject or a person is not."""
    return "received_at <> date_trunc('day', received_at) AND coalesce(title, reporter_key) IS NOT NULL"


def _listed() -> str:
    return ", ".join(SAME)


def _any(connection: duckdb.DuckDBPyConnection, rows: str) -> bool:
    return bool(connection.execute(f"SELECT 1 {rows} LIMIT 1").fetchall())


def _changed(connection: duckdb.DuckDBPyConnection, statement: str) -> int:
    return int(connection.execute(statement).fetchall()[0][0])


def _pair(connection: duckdb.DuckDBPyConnection, places: str, numbers: str) -> None:
    """Let `pairs` hold place and number where exactly one of each side is the same; `taken` where the number is that of a known case."""
    same = " AND ".join(f"one.{name} IS NOT DISTINCT FROM other.{name}" for name in SAME if name not in ("source", "received_at"))
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE pairs AS
        WITH one AS ({places}), other AS ({numbers}),
        met AS (
            SELECT one.source, place, number FROM one JOIN other ON one.source = other.source AND one.received_at = other.received_at AND {same}
            QUALIFY count(*) OVER (PARTITION BY place) = 1 AND count(*) OVER (PARTITION BY number) = 1
        )
        SELECT source, place, number, number IN (SELECT ticket_id FROM accepted_tickets) AS taken FROM met"""
    )
