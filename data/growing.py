"""A generation that grows out of the one before: the tickets that an import touches lie in `brought_tickets`, all others stay where they are.

What is brought goes through the same mart as all tickets do when a generation is built whole, beside the rows that the mart must see with it.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from data.contracts import CONTRACTS
from data.contracts.model import Contract
from data.contracts.policy import policy
from data.contracts.problem import Problem
from data.intake.mapping.lines import AREA_OF
from data.recipe import recipe
from data.store import Draft, read_only

BROUGHT = "brought_tickets"
# Tickets that came in lie unsorted behind the others, where a query does not skip them: so many, or this share of all, and all are sorted anew.
FEW, MOST = 10_000, 0.1
# What the mart takes from an area.
PATH = "area_code, level, province, city, district, street, community, grid"
# Every column of an accepted table, other than of tickets, that holds the code of an area.
AREA_REFERENCES = (*AREA_OF.items(), ("activities", "grid"))
TICKETS = CONTRACTS["tickets"]
NAMES = ", ".join(f'"{name}"' for name in TICKETS.names)
SUBJECT = "coalesce(subcategory, category)"
CAN_REPEAT = f"reporter_key IS NOT NULL AND {SUBJECT} IS NOT NULL AND void_at IS NULL"
SAME_SUBJECT = "near.reporter_key = moving.reporter_key AND near.subject = moving.subject"


class CheckError(Problem):
    """A draft does not hold together; nothing is published."""


def may_grow(generation: Path) -> bool:
    """Whether the next generation may keep what this one holds: it was made as one would be made now."""
    with read_only(generation) as connection:
        row = connection.table("generation").df().iloc[0]
        if row.get("recipe") != recipe(policy()):
            return False
        return connection.execute("SELECT count(*) FROM tickets").fetchone() != (0,)


def carried(contract: Contract, column: str) -> str:
    """A column of a mart as the accepted column that it was made from."""
    # A computed deadline is computed again, so that a changed policy reaches old cases too.
    if contract.table == "tickets" and column == "due_at":
        return "CASE WHEN NOT due_computed THEN due_at END AS due_at"
    if contract.table == "tickets" and column == "district":
        return "coalesce(district, city, province) AS district"
    if contract.table == "service_items" and column == "district":
        return "area_code AS district"
    return f'"{column}"'


def carried_names() -> str:
    return ", ".join(carried(TICKETS, name) for name in TICKETS.names)


def lay(connection: duckdb.DuckDBPyConnection) -> None:
    """Let `accepted_tickets` be the tickets of the previous generation (`before_tickets`, with their `row`) under those that are brought."""
    connection.execute(f"CREATE TEMP VIEW before_tickets AS SELECT {carried_names()}, rowid AS row FROM previous.tickets")
    connection.execute(f"CREATE TEMP TABLE {BROUGHT} AS SELECT {NAMES} FROM before_tickets LIMIT 0")
    connection.execute("CREATE TEMP TABLE reached AS FROM before_tickets LIMIT 0")
    connection.execute(
        f"CREATE TEMP VIEW accepted_tickets AS SELECT {NAMES} FROM before_tickets ANTI JOIN reached USING (row) UNION ALL FROM {BROUGHT}"
    )


def grows(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the tickets of this draft lie over those of the previous generation."""
    found = connection.execute("SELECT count(*) FROM duckdb_tables() WHERE temporary AND table_name = ?", [BROUGHT]).fetchall()
    return bool(found[0][0])


def reach(connection: duckdb.DuckDBPyConnection, rows: str) -> None:
    """Bring tickets of the previous generation to where they can be changed; `rows` is a query of their `row`."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE reaching AS SELECT DISTINCT row FROM ({rows}) ANTI JOIN reached USING (row)")
    connection.execute("CREATE OR REPLACE TEMP TABLE arrived AS FROM before_tickets SEMI JOIN reaching USING (row)")
    connection.execute("INSERT INTO reached FROM arrived")
    connection.execute(f"INSERT INTO {BROUGHT} SELECT {NAMES} FROM arrived")


def let_go(connection: duckdb.DuckDBPyConnection) -> None:
    """Put tickets back that were brought and not changed."""
    same = " AND ".join(f'fresh."{name}" IS NOT DISTINCT FROM old."{name}"' for name in TICKETS.names)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE unchanged AS SELECT row, source, ticket_id FROM reached AS old
        JOIN {BROUGHT} AS fresh USING (source, ticket_id) WHERE {same}"""
    )
    connection.execute("DELETE FROM reached WHERE row IN (SELECT row FROM unchanged)")
    connection.execute(
        f"DELETE FROM {BROUGHT} AS one USING unchanged WHERE one.source = unchanged.source AND one.ticket_id = unchanged.ticket_id"
    )


def reach_what_follows(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the tickets whose row in the mart changes with those that are brought, and with the areas.

    Whether a ticket repeats another hangs on those of the same reporter and subject before it.
    """
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE moving AS SELECT DISTINCT reporter_key, {SUBJECT} AS subject, received_at FROM (
            FROM {BROUGHT} UNION ALL SELECT {NAMES} FROM reached
        ) WHERE {CAN_REPEAT}"""
    )
    _near(connection, "moving")
    reach(
        connection,
        f"SELECT row FROM near ASOF JOIN moving ON {SAME_SUBJECT} AND near.received_at >= moving.received_at WHERE {within('near', 'moving')}",
    )
    changed_areas(connection)
    deepest, wider = "coalesce(grid, community, street, district)", "coalesce(district, street)"
    if connection.execute("SELECT count(*) FROM changed_areas").fetchone() != (0,):
        reach(connection, f"SELECT row FROM before_tickets WHERE {deepest} IN (FROM changed_areas) OR {wider} IN (FROM changed_areas)")


def recode(connection: duckdb.DuckDBPyConnection) -> None:
    """Tell the copied tickets of a source and a month in which it reports other columns now."""
    codes = "SELECT DISTINCT source, month, code FROM {} WHERE dataset = 'tickets'"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE recoded AS SELECT source, month, fresh.code FROM ({codes.format("reported")}) AS fresh
        FULL JOIN ({codes.format("previous.reported")}) AS old USING (source, month) WHERE fresh.code IS DISTINCT FROM old.code"""
    )
    if connection.execute("SELECT count(*) FROM recoded").fetchone() != (0,):
        connection.execute(
            """UPDATE tickets SET reports = recoded.code FROM recoded
            WHERE tickets.source = recoded.source AND CAST(date_trunc('month', tickets.received_at) AS DATE) = recoded.month"""
        )


def within(later: str, earlier: str) -> str:
    return f"{later}.received_at - {earlier}.received_at <= (SELECT repeat_within FROM policy_limits)"


def _near(connection: duckdb.DuckDBPyConnection, moving: str) -> None:
    """Fill `near` with the tickets that stay and are of the same reporter and subject as any of the others."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE near AS SELECT row, reporter_key, {SUBJECT} AS subject, received_at FROM before_tickets
        SEMI JOIN {moving} AS other ON other.reporter_key = before_tickets.reporter_key AND other.subject = {SUBJECT}
        ANTI JOIN reached USING (row) WHERE {CAN_REPEAT}"""
    )


def changed_areas(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill `changed_areas` with the codes of areas that came, went, or lie elsewhere now."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE changed_areas AS SELECT DISTINCT area_code FROM (
            (SELECT {PATH} FROM areas EXCEPT SELECT {PATH} FROM previous.areas)
            UNION ALL (SELECT {PATH} FROM previous.areas EXCEPT SELECT {PATH} FROM areas)
        )"""
    )


def loose(connection: duckdb.DuckDBPyConnection) -> tuple[int, bool]:
    """How many tickets would lie behind the sorted ones, and whether that is too many."""
    query = f"SELECT loose + (SELECT count(*) FROM {BROUGHT}), (SELECT count(*) FROM previous.tickets) FROM previous.generation"
    behind, tickets = connection.execute(query).fetchall()[0]
    return int(behind), behind > max(FEW, MOST * tickets)


def differs(connection: duckdb.DuckDBPyConnection, contract: Contract) -> bool:
    """Whether the accepted rows of another table than the tickets are others than those of the previous generation, or one of their areas is."""
    names = ", ".join(f'"{name}"' for name in contract.names)
    old = ", ".join(carried(contract, name) for name in contract.names)
    told = f"SELECT count(*), sum(CAST(hash({names}) AS HUGEINT)) FROM {{}}"
    fresh = connection.execute(told.format(f"accepted_{contract.table}")).fetchall()
    if fresh != connection.execute(told.format(f"(SELECT {old} FROM previous.{contract.table})")).fetchall():
        return True
    areas = [column for table, column in AREA_REFERENCES if table == contract.table]
    moved = " OR ".join(f"{column} IN (FROM changed_areas)" for column in areas) or "FALSE"
    return bool(connection.execute(f"SELECT count(*) FROM accepted_{contract.table} WHERE {moved}").fetchall()[0][0])


def replace(connection: duckdb.DuckDBPyConnection, mart: str) -> None:
    """Send what is brought through the mart and lay it over the copied table, behind the rows that stay."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE moving AS SELECT DISTINCT reporter_key, {SUBJECT} AS subject, received_at FROM {BROUGHT}
        WHERE {CAN_REPEAT}"""
    )
    _near(connection, "moving")
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE beside AS SELECT {NAMES} FROM before_tickets SEMI JOIN (
            SELECT row FROM near ASOF JOIN moving ON {SAME_SUBJECT} AND near.received_at <= moving.received_at WHERE {within("moving", "near")}
        ) USING (row)"""
    )
    connection.execute(f"CREATE OR REPLACE TEMP VIEW accepted_tickets AS FROM {BROUGHT} UNION ALL FROM beside")
    connection.execute(f"CREATE TEMP TABLE grown AS FROM (\n{mart}\n) SEMI JOIN {BROUGHT} USING (source, ticket_id)")
    recode(connection)
    connection.execute("DELETE FROM tickets WHERE rowid IN (SELECT row FROM reached)")
    connection.execute("INSERT INTO tickets BY NAME FROM grown ORDER BY void_at IS NOT NULL, received_at, source, ticket_id")


def sort_anew(draft: Draft) -> None:
    """Make room for all tickets through the mart: too many are touched to leave the others where they are."""
    draft.connection.execute("DROP TABLE tickets")
    draft.scattered = True


def verify(connection: duckdb.DuckDBPyConnection) -> None:
    """No ticket is lost, doubled or brought twice; CheckError says what does not add up."""
    query = f"""SELECT (SELECT count(*) FROM tickets), (SELECT count(*) FROM previous.tickets), (SELECT count(*) FROM reached),
        (SELECT count(*) FROM {BROUGHT}), (SELECT count(*) FROM (SELECT DISTINCT source, ticket_id FROM {BROUGHT})),
        (SELECT count(*) FROM tickets SEMI JOIN {BROUGHT} USING (source, ticket_id))"""
    tickets, before, reached, fresh, distinct, found = connection.execute(query).fetchall()[0]
    if tickets != before - reached + fresh:
        raise CheckError(f"tickets: {before} less {reached} and {fresh} more are not the {tickets} that reached the mart.")
    if distinct != fresh or found != fresh:
        raise CheckError(f"tickets: {found} rows of the mart and {distinct} keys stand for {fresh} accepted rows.")
