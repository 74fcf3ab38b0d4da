"""Which columns each source reports in which month: what files carry, held against what they hold."""

from __future__ import annotations

from collections.abc import Collection

import duckdb

from data.contracts import CONTRACTS
from data.contracts.model import Contract

COUNTED = 'dataset VARCHAR, source VARCHAR, month DATE, "column" VARCHAR, rows BIGINT'
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
    """Count what the accepted rows fill (`counted`), and create `spans` (dataset, source, month) and `valued` (dataset, source, column with any value)."""
    connection.execute(f"CREATE OR REPLACE TABLE counted ({COUNTED})")
    for table in CONTRACTS:
        _count(connection, table, f"accepted_{table}")
    _tell(connection)


def survey_grown(connection: duckdb.DuckDBPyConnection) -> None:
    """The same where tickets lie over those of the generation before: its counts, less those of the tickets reached, and those of the tickets brought."""
    connection.execute("DELETE FROM counted WHERE dataset <> 'tickets'")
    for table in CONTRACTS:
        if table != "tickets":
            _count(connection, table, f"accepted_{table}")
    _count(connection, "tickets", "brought_tickets")
    _count(connection, "tickets", "reached", sign=-1)
    connection.execute(
        """CREATE OR REPLACE TABLE counted AS
        SELECT dataset, source, month, "column", CAST(sum(rows) AS BIGINT) AS rows FROM counted GROUP BY ALL HAVING sum(rows) > 0 ORDER BY ALL"""
    )
    _tell(connection)


def _count(connection: duckdb.DuckDBPyConnection, table: str, rows: str, sign: int = 1) -> None:
    contract = CONTRACTS[table]
    source, month = _keys(contract)
    counts = ", ".join(f'count("{name}") AS "{name}"' for name in contract.names)
    names = ", ".join(f'"{name}"' for name in contract.names)
    connection.execute(
        f"""INSERT INTO counted SELECT '{table}', of_source, of_month, "column", {sign} * filled
        FROM (SELECT {source} AS of_source, {month} AS of_month, {counts} FROM {rows} GROUP BY ALL) UNPIVOT (filled FOR "column" IN ({names}))
        WHERE filled > 0 ORDER BY ALL"""
    )


def _tell(connection: duckdb.DuckDBPyConnection) -> None:
    # The key of a row is always filled: where any column is, there is a row.
    connection.execute("CREATE OR REPLACE TEMP TABLE spans AS SELECT DISTINCT dataset, source, month FROM counted")
    connection.execute('CREATE OR REPLACE TEMP TABLE valued AS SELECT DISTINCT dataset, source, "column" FROM counted')


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
