"""Whether two generations hold the same rows, whatever the order in which they lie."""

from __future__ import annotations

import duckdb

from data.growing import CheckError

# What a generation says of its making, not of its rows.
OF_THE_MAKING = ("number", "built_at", "loose")


def different(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """The tables in which a draft differs from the previous generation, each with how many of its rows the two do not share."""
    mine, theirs = (_tables(connection, name) for name in (_own(connection), "previous"))
    found = {table: -1 for table in mine.keys() ^ theirs.keys()}
    for table in mine.keys() & theirs.keys():
        columns = ", ".join(f'"{name}"' for name in mine[table] if table != "generation" or name not in OF_THE_MAKING)
        told = f"SELECT count(*), coalesce(sum(CAST(hash({columns}) AS HUGEINT)), 0) FROM {{}}"
        if mine[table] != theirs[table]:
            found[table] = -1
        elif connection.execute(told.format(table)).fetchall() != connection.execute(told.format(f"previous.{table}")).fetchall():
            left, right = (f"SELECT hash({columns}) AS told FROM {name}" for name in (table, f"previous.{table}"))
            count = f"SELECT count(*) FROM (({left} EXCEPT ALL {right}) UNION ALL ({right} EXCEPT ALL {left}))"
            found[table] = (connection.execute(count).fetchone() or (0,))[0]
    return dict(sorted(found.items()))


def hold_equal(connection: duckdb.DuckDBPyConnection) -> None:
    """Raises CheckError naming the tables in which a draft, built whole, differs from the generation that grew."""
    if found := different(connection):
        named = ", ".join(f"{table} ({count} rows)" if count >= 0 else f"{table} (its columns)" for table, count in found.items())
        raise CheckError(
            f"The current generation is not what building it whole gives: {named}. Publish a whole one with: python -m data rebuild"
        )


def _own(connection: duckdb.DuckDBPyConnection) -> str:
    return str((connection.execute("SELECT current_database()").fetchone() or ("",))[0])


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, list[str]]:
    rows = connection.execute(
        """SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns()
        WHERE database_name = ? AND schema_name = 'main' GROUP BY table_name""",
        [database],
    ).fetchall()
    return {str(table): list(columns) for table, columns in rows}
