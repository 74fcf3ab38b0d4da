"""The ledger of a generation: which files came in, which lines stayed outside and why, which versions were replaced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

import duckdb
import pyarrow as pa

from data.store import Draft

TABLES = {
    "imports": """import_id INTEGER, file VARCHAR, sheet VARCHAR, sha256 VARCHAR, dataset VARCHAR, source VARCHAR, preset VARCHAR,
        encoding VARCHAR, confidence DOUBLE, lines BIGINT, header BIGINT, blank BIGINT, joined BIGINT, accepted BIGINT, updated BIGINT,
        unchanged BIGINT, quarantined BIGINT, warnings VARCHAR[], imported_at TIMESTAMP, generation INTEGER, label_en VARCHAR,
        label_zh_CN VARCHAR, head VARCHAR[], delimiter VARCHAR""",
    "quarantine": "import_id INTEGER, file VARCHAR, sheet VARCHAR, line BIGINT, raw VARCHAR, reasons VARCHAR[]",
    "changes": "dataset VARCHAR, key VARCHAR, import_id INTEGER, changed_at TIMESTAMP, before VARCHAR",
    # The month that a record of a monthly ledger was last reported for: an older ledger that comes late changes nothing.
    "snapshots": "dataset VARCHAR, key VARCHAR, month DATE",
    # Which columns the files of a source carry, in the months of their rows, filled or not.
    "mapped": 'dataset VARCHAR, source VARCHAR, month DATE, "column" VARCHAR',
}
BATCH = 20_000
QUARANTINE = pa.schema(
    [
        ("import_id", pa.int32()),
        ("file", pa.string()),
        ("sheet", pa.string()),
        ("line", pa.int64()),
        ("raw", pa.string()),
        ("reasons", pa.list_(pa.string())),
    ]
)


def declare(draft: Draft) -> None:
    """Create the ledger's tables in a draft, empty."""
    for table, columns in TABLES.items():
        draft.connection.execute(f"CREATE TABLE {table} ({columns})")


def carry(draft: Draft) -> None:
    """Create the ledger's tables in a draft, with everything the previous generation's ledger holds."""
    declare(draft)
    for table in TABLES:
        if draft.had(table):
            draft.connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM previous.{table}")


def knows(connection: duckdb.DuckDBPyConnection, digest: str) -> bool:
    """Whether a file of this content was imported before."""
    return bool(connection.execute("SELECT count(*) FROM imports WHERE sha256 = ?", [digest]).fetchall()[0][0])


def next_import(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the next import."""
    return int(connection.execute("SELECT coalesce(max(import_id), 0) + 1 FROM imports").fetchall()[0][0])


def record(connection: duckdb.DuckDBPyConnection, entry: Sequence[object]) -> None:
    """Add one row to `imports`, in the order of its columns."""
    connection.execute(f"INSERT INTO imports VALUES ({', '.join('?' * len(entry))})", list(entry))


def quarantine(connection: duckdb.DuckDBPyConnection, rows: Iterable[dict[str, object]]) -> None:
    """Add lines to `quarantine`, a batch at a time: dicts of import_id, file, sheet, line, raw, reasons."""
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        connection.register("stopped", pa.Table.from_pylist(batch, schema=QUARANTINE))
        connection.execute("INSERT INTO quarantine SELECT * FROM stopped")
        connection.unregister("stopped")
