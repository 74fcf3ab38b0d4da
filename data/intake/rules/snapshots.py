"""SQL of monthly snapshots: which month a record was last reported for, what the first plan was, and what became of each line."""

from __future__ import annotations

from collections.abc import Collection

import duckdb

from data.contracts.model import Contract

PLANNED = ("planned_start", "planned_finish", "planned_investment")


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("CREATE OR REPLACE TEMP TABLE outcomes (row BIGINT, outcome VARCHAR, first BOOLEAN)")


def keep_first_plans(connection: duckdb.DuckDBPyConnection, judged: str, stated: Collection[str]) -> None:
    """Before the first monthly report moves the plan of a known project, its plan so far is kept as one of the month before."""
    moved = " OR ".join(f"known.{name} IS DISTINCT FROM line.{name}" for name in PLANNED if name in stated)
    if not moved:
        return
    connection.execute(
        f"""INSERT INTO accepted_renovation_plans (project_id, month, {", ".join(PLANNED)})
        SELECT project_id, CAST(date_trunc('month', line.month) - INTERVAL 1 MONTH AS DATE), {", ".join(f"known.{name}" for name in PLANNED)}
        FROM (SELECT * FROM {judged} WHERE reasons IS NULL AND month IS NOT NULL AND rowid NOT IN (SELECT row FROM repeats)) AS line
        JOIN accepted_renovation_projects AS known USING (project_id)
        WHERE ({moved}) AND coalesce(known.planned_start, known.planned_finish) IS NOT NULL
            AND project_id NOT IN (SELECT project_id FROM accepted_renovation_plans)
        QUALIFY row_number() OVER (PARTITION BY project_id ORDER BY line.month) = 1"""
    )


def leave_stale(connection: duckdb.DuckDBPyConnection, contract: Contract) -> int:
    """Take rows out of `spread` whose record a later month has already been reported for; returns how many.

    Rows that are themselves of a month are never stale: a late report of May adds May.
    """
    if "month" in contract.key:
        return 0
    key = _key(contract)
    found = connection.execute(
        f"""DELETE FROM spread USING snapshots
        WHERE snapshots.dataset = '{contract.table}' AND snapshots.key = {key} AND snapshots.month > spread.reported"""
    ).fetchall()
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE reporting AS
        SELECT {key} AS key, CAST(max(reported) AS DATE) AS month FROM spread WHERE reported IS NOT NULL GROUP BY ALL"""
    )
    connection.execute(
        f"DELETE FROM snapshots USING reporting WHERE snapshots.dataset = '{contract.table}' AND snapshots.key = reporting.key"
    )
    connection.execute(f"INSERT INTO snapshots SELECT '{contract.table}', key, month FROM reporting")
    return int(found[0][0])


def take_spread(connection: duckdb.DuckDBPyConnection, contract: Contract) -> bool:
    """Let `fresh` be the rows of `spread`; returns whether there are rows of the table to merge them with."""
    columns = ", ".join(f'"{name}"' for name in contract.names)
    connection.execute("DROP VIEW IF EXISTS fresh")
    connection.execute(f"CREATE TEMP VIEW fresh AS SELECT {columns} FROM spread")
    return bool(connection.execute(f"SELECT count(*) FROM accepted_{contract.table}").fetchall()[0][0])


def note_outcomes(connection: duckdb.DuckDBPyConnection, contract: Contract, *, known: bool, first: bool) -> None:
    """Remember of each row of `spread`, just merged, whether its record is new, updated or unchanged."""
    if not known:
        connection.execute("INSERT INTO outcomes SELECT row, 'new', $first FROM spread", {"first": first})
        return
    key = ", ".join(f'"{name}"' for name in contract.key)
    connection.execute(
        f"""INSERT INTO outcomes
        SELECT row, CASE WHEN met.differs IS NULL THEN 'new' WHEN met.differs AND NOT met.stale THEN 'updated' ELSE 'unchanged' END, $first
        FROM spread LEFT JOIN met USING ({key})""",
        {"first": first},
    )


def line_outcomes(connection: duckdb.DuckDBPyConnection, judged: str) -> tuple[int, int, int]:
    """Accepted, updated and unchanged lines. A line is new if its rows in the first table are, whatever else it fills."""
    found = connection.execute(
        f"""WITH lines AS (
            SELECT judged.rowid AS row,
                count(*) FILTER (WHERE first AND outcome <> 'new') AS known, count(*) FILTER (WHERE first AND outcome = 'new') AS fresh,
                count(*) FILTER (WHERE outcome <> 'unchanged') AS changed
            FROM {judged} AS judged LEFT JOIN outcomes ON outcomes.row = judged.rowid
            WHERE reasons IS NULL AND judged.rowid NOT IN (SELECT row FROM repeats)
            GROUP BY judged.rowid
        )
        SELECT count(*), count(*) FILTER (WHERE changed > 0 AND (known > 0 OR fresh = 0)), count(*) FILTER (WHERE changed = 0)
        FROM lines"""
    ).fetchall()[0]
    return int(found[0]), int(found[1]), int(found[2])


def _key(contract: Contract) -> str:
    return "concat_ws('/', " + ", ".join(f'spread."{name}"' for name in contract.key) + ")"
