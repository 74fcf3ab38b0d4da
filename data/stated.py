"""What the tickets say of their place, counted, so that it is known without reading all of them: table `stated` of a generation."""

from __future__ import annotations

import duckdb

from data.growing import BROUGHT, carried_names, grows

STATED = "place_text, district, street, community, grid"


def count(connection: duckdb.DuckDBPyConnection) -> None:
    """Create `stated` from all tickets."""
    connection.execute(f"CREATE OR REPLACE TABLE stated AS {_summed(_counted(f'SELECT {carried_names()}, 1 AS rows FROM tickets'))}")


def move(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring `stated` of a copied generation up to date: less the tickets that were replaced, and with those in their place."""
    old, fresh = "SELECT *, -1 AS rows FROM reached", f"SELECT {carried_names()}, 1 AS rows FROM grown"
    connection.execute(f"CREATE OR REPLACE TABLE stated AS {_summed(f'FROM stated UNION ALL {_counted(old)} UNION ALL {_counted(fresh)}')}")


def statements(connection: duckdb.DuckDBPyConnection) -> str:
    """Query of what all accepted tickets say of their place, with their codes: from the counts of the generation before where it grows."""
    if not grows(connection):
        return f"SELECT DISTINCT {STATED} FROM accepted_tickets"
    brought, reached = (f"SELECT *, {sign} AS rows FROM {table}" for sign, table in ((1, BROUGHT), (-1, "reached")))
    return f"SELECT {STATED} FROM ({_summed(f'FROM previous.stated UNION ALL {_counted(brought)} UNION ALL {_counted(reached)}')})"


def _counted(rows: str) -> str:
    return f"SELECT {STATED}, sum(rows) AS rows FROM ({rows}) GROUP BY ALL"


def _summed(counts: str) -> str:
    return f"SELECT {STATED}, CAST(sum(rows) AS BIGINT) AS rows FROM ({counts}) GROUP BY ALL HAVING sum(rows) > 0 ORDER BY ALL"
