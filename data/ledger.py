"""The ledger of a generation: which files came in, which lines stayed outside and why, which versions were replaced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import duckdb
import pyarrow as pa

from data.store import Draft

TABLES = {
    "imports": """import_id INTEGER, file VARCHAR, sheet VARCHAR, sha256 VARCHAR, dataset VARCHAR, source VARCHAR, preset VARCHAR,
        encoding VARCHAR, confidence DOUBLE, lines BIGINT, header BIGINT, blank BIGINT, joined BIGINT, accepted BIGINT, updated BIGINT,
        unchanged BIGINT, quarantined BIGINT, warnings VARCHAR[], imported_at TIMESTAMP, generation INTEGER, label_en VARCHAR,
        label_zh_CN VARCHAR, head VARCHAR[], delimiter VARCHAR""",
    "quarantine": "import_id INTEGER, file VARCHAR, sheet VARCHAR, line BIGINT, raw VARCHAR, reasons VARCHAR[]",
    # Lines of accepted rows of which a column was left empty, to be mended like those.
    "emptied": "import_id INTEGER, file VARCHAR, sheet VARCHAR, line BIGINT, raw VARCHAR, reasons VARCHAR[]",
    "changes": "dataset VARCHAR, key VARCHAR, import_id INTEGER, changed_at TIMESTAMP, before VARCHAR",
    # The month that a record of a monthly ledger was last reported for: an older ledger that comes late changes nothing.
    "snapshots": "dataset VARCHAR, key VARCHAR, month DATE",
    # Which columns the files of a source carry, in the months of their rows, filled or not.
    "mapped": 'dataset VARCHAR, source VARCHAR, month DATE, "column" VARCHAR',
}
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


def next_import(connection: duckdb.DuckDBPyConnection, used: int = 0) -> int:
    """The number of the next import; `used` is the highest that was given to one that was not published."""
    return max(int(connection.execute("SELECT coalesce(max(import_id), 0) FROM imports").fetchall()[0][0]), used) + 1


def record(connection: duckdb.DuckDBPyConnection, entry: Sequence[object]) -> None:
    """Add one row to `imports`, in the order of its columns."""
    connection.execute(f"INSERT INTO imports VALUES ({', '.join('?' * len(entry))})", list(entry))


def warn(connection: duckdb.DuckDBPyConnection, notes: Sequence[str]) -> None:
    """Add to the warnings of the last import what became known while the generation was built."""
    if notes:
        connection.execute(
            "UPDATE imports SET warnings = list_concat(warnings, ?) WHERE import_id = (SELECT max(import_id) FROM imports)",
            [[str(note) for note in notes]],
        )


def quarantine(
    connection: duckdb.DuckDBPyConnection,
    number: int,
    file: str,
    sheet: str | None,
    batches: Iterable[tuple[list[int], list[str], list[list[str]]]],
    table: str = "quarantine",
) -> None:
    """Add the lines of an import to `quarantine`, or to `emptied`: batches of lines, their raw texts and their reasons."""
    for lines, raw, reasons in batches:
        size = len(lines)
        columns = [[number] * size, [file] * size, [sheet] * size, lines, raw, reasons]
        connection.register("stopped", pa.table(columns, schema=QUARANTINE))
        connection.execute(f"INSERT INTO {table} SELECT * FROM stopped")
        connection.unregister("stopped")
