"""SQL that reads and writes the areas and positions of judged and of accepted rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import duckdb
import pandas as pd

from data import growing, stated
from data.contracts.areas import LEVELS
from data.growing import AREA_REFERENCES
from data.intake import events

FOUR = ("district", "street", "community", "grid")
NO_AREA = " AND ".join(f"{name} IS NULL" for name in FOUR)
POSITIONED = "longitude IS NOT NULL AND latitude IS NOT NULL"
PLACED = {"place_text": "VARCHAR", **{f"old_{name}": "VARCHAR" for name in FOUR}, **{name: "VARCHAR" for name in FOUR}}
POINTS = {"source": "VARCHAR", "ticket_id": "VARCHAR", **{name: "VARCHAR" for name in FOUR}, "inside": "BOOLEAN"}


def known_areas(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, str | None, str | None]]:
    """(area_code, level, name, parent_code, kind) of every area, from the top down."""
    return connection.execute(
        f"SELECT area_code, level, name, parent_code, kind FROM accepted_areas WHERE valid_to IS NULL ORDER BY list_position({list(LEVELS)}, level), area_code"
    ).fetchall()


def listed_areas(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, str | None, str | None]]:
    """The areas of a generation, as `known_areas` of a draft."""
    query = "SELECT area_code, level, name, parent_code, kind FROM areas WHERE valid_to IS NULL"
    return connection.execute(f"{query} ORDER BY list_position({list(LEVELS)}, level), area_code").fetchall()


def tickets_by_area(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many tickets of a generation lie in each area that tickets name, and in those above them."""
    columns = ", ".join(("province", "city", *FOUR))
    query = f"SELECT code, sum(tickets) FROM (SELECT unnest([{columns}]) AS code, tickets FROM (SELECT {columns}, count(*) AS tickets FROM tickets GROUP BY ALL)) WHERE code IS NOT NULL GROUP BY code"
    return {code: int(tickets) for code, tickets in connection.execute(query).fetchall()}


def named_areas(connection: duckdb.DuckDBPyConnection, judged: str, columns: Sequence[str]) -> list[tuple[tuple[str | None, ...], int]]:
    """The distinct area texts of the accepted rows, each with its number of rows."""
    names = ", ".join(columns)
    found = connection.execute(f"SELECT {names}, count(*) FROM {judged} WHERE reasons IS NULL GROUP BY ALL ORDER BY ALL").fetchall()
    return [(tuple(texts), int(count)) for *texts, count in found]


def positions(connection: duckdb.DuckDBPyConnection, judged: str) -> pd.DataFrame:
    return connection.execute(f"SELECT rowid AS row, longitude, latitude FROM {judged} WHERE reasons IS NULL AND {POSITIONED}").df()


def rows_nowhere(connection: duckdb.DuckDBPyConnection, judged: str) -> int:
    """How many accepted rows have neither the name of an area nor a position."""
    found = connection.execute(f"SELECT count(*) FROM {judged} WHERE reasons IS NULL AND {NO_AREA} AND NOT ({POSITIONED})").fetchall()
    return int(found[0][0])


def add_areas(connection: duckdb.DuckDBPyConnection, rows: Iterable[Sequence[str | None]]) -> None:
    """Append rows of area_code, level, name, parent_code, kind to `accepted_areas`."""
    names = ["area_code", "level", "name", "parent_code", "kind"]
    take(connection, "made_areas", pd.DataFrame(list(rows), columns=names, dtype=object), {name: "VARCHAR" for name in names})
    connection.execute("INSERT INTO accepted_areas BY NAME SELECT * FROM made_areas")


def take_listed(connection: duckdb.DuckDBPyConnection, judged: str) -> None:
    """What was made up is an area like any other once a list of areas has it."""
    connection.execute(
        f"""UPDATE accepted_areas SET kind = NULL WHERE kind = 'provisional'
        AND area_code IN (SELECT area_code FROM {judged} WHERE reasons IS NULL)"""
    )


def statements(connection: duckdb.DuckDBPyConnection) -> list[tuple[str | None, ...]]:
    """The distinct statements of the tickets with the codes that they have."""
    return connection.execute(f"FROM ({stated.statements(connection)}) WHERE NOT ({NO_AREA})").fetchall()


def references(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The codes of areas that the rows of the other tables bear."""
    union = " UNION ".join(f"SELECT {column} AS code FROM accepted_{table}" for table, column in AREA_REFERENCES)
    return {code for (code,) in connection.execute(f"SELECT code FROM ({union}) WHERE code IS NOT NULL").fetchall()}


def replace_provisional(
    connection: duckdb.DuckDBPyConnection, made: Iterable[Sequence[str | None]], parents: Mapping[str, str | None]
) -> None:
    """Let the made-up areas be these, and give areas of lists the parents that they have now."""
    connection.execute("DELETE FROM accepted_areas WHERE kind = 'provisional'")
    add_areas(connection, made)
    frame = pd.DataFrame({"code": list(parents), "parent": list(parents.values())}, dtype=object)
    take(connection, "new_parents", frame, {"code": "VARCHAR", "parent": "VARCHAR"})
    connection.execute("UPDATE accepted_areas SET parent_code = parent FROM new_parents WHERE area_code = code")


def move_references(connection: duckdb.DuckDBPyConnection, moved: Mapping[str, str]) -> None:
    """Put new codes in the place of old ones in every table but the tickets and the areas."""
    frame = pd.DataFrame({"old": list(moved), "new": list(moved.values())}, dtype=object)
    take(connection, "moved_codes", frame, {"old": "VARCHAR", "new": "VARCHAR"})
    # A target of the same month that already lies on the real area is the one that counts.
    connection.execute(
        """DELETE FROM accepted_investment_targets AS made USING moved_codes
        WHERE made.area_code = old AND EXISTS (
            SELECT 1 FROM accepted_investment_targets AS kept
            WHERE kept.area_code = new AND kept.year = made.year AND kept.month = made.month
        )"""
    )
    connection.execute(
        """DELETE FROM accepted_investment_targets WHERE rowid IN (
            SELECT target.rowid FROM accepted_investment_targets AS target JOIN moved_codes ON area_code = old
            QUALIFY row_number() OVER (PARTITION BY new, year, month ORDER BY target.rowid DESC) > 1
        )"""
    )
    numbers = events.numbered_anew(connection, moved)
    for table, column in AREA_REFERENCES:
        connection.execute(f"UPDATE accepted_{table} SET {column} = new FROM moved_codes WHERE {column} = old")
    frame = pd.DataFrame({"old": list(numbers), "new": list(numbers.values())}, dtype=object)
    take(connection, "moved_events", frame, {"old": "VARCHAR", "new": "VARCHAR"})
    connection.execute("UPDATE accepted_activities SET activity_id = new FROM moved_events WHERE activity_id = old")


def boundaries(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return connection.execute("SELECT area_code, level, geometry FROM accepted_areas WHERE geometry IS NOT NULL AND valid_to IS NULL").df()


def same_boundaries(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the previous generation had the same boundaries."""
    told = "SELECT string_agg(md5(concat(area_code, md5(geometry))), '' ORDER BY area_code) FROM {} WHERE geometry IS NOT NULL AND valid_to IS NULL"
    query = f"SELECT ({told.format('accepted_areas')}) IS NOT DISTINCT FROM ({told.format('previous.areas')})"
    return bool(connection.execute(query).fetchall()[0][0])


def had_placements(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the previous generation knows which tickets it placed; one of an older version does not."""
    return "placed_by_position" in connection.table("previous.tickets").columns


def points_to_place(connection: duckdb.DuckDBPyConnection, *, judged_before: bool) -> pd.DataFrame:
    """Key and position of the tickets that name no area, without those that the previous generation judged at the same position."""
    known = (
        """AND NOT EXISTS (
            SELECT 1 FROM previous.tickets AS before
            WHERE before.source = ticket.source AND before.ticket_id = ticket.ticket_id AND before.placed_by_position IS NOT NULL
                AND before.longitude = ticket.longitude AND before.latitude = ticket.latitude
        )"""
        if judged_before
        else ""
    )
    # What lies where it lay was judged when it came.
    tickets = growing.BROUGHT if judged_before and growing.grows(connection) else "accepted_tickets"
    return connection.execute(
        f"""SELECT source, ticket_id, longitude, latitude FROM {tickets} AS ticket
        WHERE {POSITIONED} AND (placed_by_position IS NOT NULL OR (place_text IS NULL AND {NO_AREA})) {known}"""
    ).df()


def place_tickets(connection: duckdb.DuckDBPyConnection, named: pd.DataFrame, points: pd.DataFrame) -> None:
    """Give the tickets of some statements (PLACED) and those of some keys (POINTS) other areas, in one pass."""
    take(connection, "settled_names", named, PLACED)
    take(connection, "settled_points", points, POINTS)
    same = "ticket.place_text IS NOT DISTINCT FROM named.place_text AND "
    same += " AND ".join(f"ticket.{name} IS NOT DISTINCT FROM named.old_{name}" for name in FOUR)
    tickets = "accepted_tickets"
    if growing.grows(connection):
        tickets = growing.BROUGHT
        growing.reach(connection, f"SELECT row FROM before_tickets AS ticket SEMI JOIN settled_names AS named ON {same}")
        growing.reach(connection, "SELECT row FROM before_tickets SEMI JOIN settled_points USING (source, ticket_id)")
    codes = ", ".join(
        f"CASE WHEN point.ticket_id IS NOT NULL THEN point.{name} WHEN named.here THEN named.{name} ELSE ticket.{name} END AS {name}"
        for name in FOUR
    )
    connection.execute(
        f"""CREATE TEMP TABLE replaced AS
        SELECT ticket.* REPLACE ({codes}, CASE WHEN point.ticket_id IS NOT NULL THEN point.inside ELSE ticket.placed_by_position END AS placed_by_position)
        FROM {tickets} AS ticket
        LEFT JOIN (SELECT *, TRUE AS here FROM settled_names) AS named ON {same}
        LEFT JOIN settled_points AS point ON point.source = ticket.source AND point.ticket_id = ticket.ticket_id"""
    )
    view = connection.execute("SELECT count(*) FROM duckdb_views() WHERE temporary AND view_name = ?", [tickets]).fetchall()[0][0]
    connection.execute(f"DROP {'VIEW' if view else 'TABLE'} {tickets}")
    connection.execute(f"ALTER TABLE replaced RENAME TO {tickets}")


def take(connection: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame, types: Mapping[str, str]) -> None:
    """Replace a temp table by the rows of a frame, with the given types."""
    connection.register("frame", frame)
    columns = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in types.items())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {columns} FROM frame")
    connection.unregister("frame")
