"""Which columns each source reports in which month: what files carry, held against what they hold."""

from __future__ import annotations

from collections.abc import Collection

import duckdb

from data.contracts import CONTRACTS
from data.contracts.model import Contract

# The time of a dataset's rows; those without are one group.
TIMES = {
    "tickets": "received_at",
    "renovation_progress": "month",
    "renovation_plans": "month",
    "investment_flows": "month",
    "service_cases": "month",
    "activities": "held_at",
}


def note(connection: duckdb.DuckDBPyConnection, judged: str, contract: Contract, columns: Collection[str]) -> None:
    """Note that a file carries these columns, in the months of its accepted rows."""
    source, month = _keys(contract)
    connection.execute(
        f"""INSERT INTO mapped
        SELECT '{contract.table}', *, unnest($columns) FROM (SELECT DISTINCT {source}, {month} FROM {judged} WHERE reasons IS NULL)
        EXCEPT SELECT * FROM mapped""",
        {"columns": sorted(set(columns) & set(contract.names))},
    )


def survey(connection: duckdb.DuckDBPyConnection) -> None:
    """Create `spans` (dataset, source, month) and `valued` (dataset, source, column with any value) of the accepted rows."""
    connection.execute("CREATE OR REPLACE TEMP TABLE spans (dataset VARCHAR, source VARCHAR, month DATE)")
    connection.execute('CREATE OR REPLACE TEMP TABLE valued (dataset VARCHAR, source VARCHAR, "column" VARCHAR)')
    for table, contract in CONTRACTS.items():
        source, month = _keys(contract)
        connection.execute(f"INSERT INTO spans SELECT DISTINCT '{table}', {source}, {month} FROM accepted_{table}")
        counts = ", ".join(f'count("{name}") AS "{name}"' for name in contract.names)
        names = ", ".join(f'"{name}"' for name in contract.names)
        connection.execute(
            f"""INSERT INTO valued SELECT '{table}', of_source, "column"
            FROM (SELECT {source} AS of_source, {counts} FROM accepted_{table} GROUP BY ALL) UNPIVOT (filled FOR "column" IN ({names}))
            WHERE filled > 0"""
        )


def speak_for(connection: duckdb.DuckDBPyConnection, table: str = "tickets") -> None:
    """Note for the months that no file has spoken for what their rows hold, before a file brings other rows of them."""
    connection.execute(
        """INSERT INTO mapped SELECT dataset, source, month, "column"
        FROM (FROM spans ANTI JOIN mapped USING (dataset, source, month)) JOIN valued USING (dataset, source) WHERE dataset = $table""",
        {"table": table},
    )


def _keys(contract: Contract) -> tuple[str, str]:
    """The source and the month of a row as SQL."""
    time = TIMES.get(contract.table)
    month = f"CAST(date_trunc('month', {time}) AS DATE)" if time else "CAST(NULL AS DATE)"
    return "source" if "source" in contract.names else "''", month
