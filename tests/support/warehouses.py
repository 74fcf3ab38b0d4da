"""Small warehouses made of a few rows, for tests that count by hand."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias
from unittest.mock import patch

import duckdb
import pandas as pd

from data import ledger
from data.assemble import ORDER, About, assemble, carry
from data.contracts import CONTRACTS
from data.contracts.policy import policy
from data.reported import survey
from data.store import Generation, Warehouse

Mapped: TypeAlias = Sequence[tuple[str, date, str]]
Rows: TypeAlias = Sequence[Mapping[str, Any]] | pd.DataFrame

AREAS: list[dict[str, Any]] = [
    {"area_code": "21", "level": "province", "name": "P"},
    {"area_code": "2113", "level": "city", "name": "C", "parent_code": "21"},
    {"area_code": "211302", "level": "district", "name": "D", "parent_code": "2113"},
    {"area_code": "211302001", "level": "street", "name": "S1", "parent_code": "211302", "kind": "街道"},
    {"area_code": "211302002", "level": "street", "name": "S2", "parent_code": "211302", "kind": "镇"},
    {"area_code": "211302001001", "level": "community", "name": "K1", "parent_code": "211302001"},
    {"area_code": "211302001001001", "level": "grid", "name": "G1", "parent_code": "211302001001", "grid_workers": 2, "households": 400},
    {"area_code": "211302001001002", "level": "grid", "name": "G2", "parent_code": "211302001001", "grid_workers": 1, "households": 100},
]


def publish(folder: Path, *, areas: Rows = AREAS, keep: int = 3, by_value: bool = False, mapped: Mapped = (), **tables: Rows) -> Generation:
    """Publish a generation holding exactly these rows; every other table is empty.

    Its sources report every column, so that what is missing in the rows did not happen; `by_value` they report what they have any value of, in the months that are
    not `mapped`; there what files carried of tickets, as (source, month, column).
    """
    given = {"areas": areas, **tables}
    if Warehouse(folder).generations():
        _build(folder, keep, given, by_value, mapped)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in _first_generation(pickle.dumps((policy(), given, by_value, mapped))).items():
            (folder / name).write_bytes(content)
    current = Warehouse(folder).current()
    assert current is not None
    return current


@lru_cache(maxsize=4)
def _first_generation(key: bytes) -> dict[str, bytes]:
    """Files of a new warehouse with these rows; the tests of a file often begin with the same ones."""
    _policy, given, by_value, mapped = pickle.loads(key)
    with TemporaryDirectory() as scratch:
        _build(Path(scratch), 1, given, by_value, mapped)
        return {path.name: path.read_bytes() for path in Path(scratch).iterdir()}


def survey_whole(connection: duckdb.DuckDBPyConnection) -> None:
    """As if every source had once filled every column."""
    survey(connection)
    connection.execute("DELETE FROM valued")
    for table, contract in CONTRACTS.items():
        connection.execute(
            "INSERT INTO valued SELECT dataset, source, unnest($names) FROM (SELECT DISTINCT dataset, source FROM spans WHERE dataset = $table)",
            {"names": list(contract.names), "table": table},
        )


def _build(folder: Path, keep: int, given: Mapping[str, Rows], by_value: bool, mapped: Mapped) -> None:
    chosen = survey if by_value else survey_whole
    with patch("data.reported.survey", chosen), Warehouse(folder).draft(keep=keep, carry=False) as draft:
        for table in ORDER:
            carry(draft, table)
            frame = pd.DataFrame(given.get(table, []))
            if len(frame):
                draft.connection.register("rows", frame)
                listed = ", ".join(f'"{column}"' for column in frame.columns)
                assert set(frame.columns) <= set(CONTRACTS[table].names), set(frame.columns) - set(CONTRACTS[table].names)
                draft.connection.execute(f"INSERT INTO accepted_{table} ({listed}) SELECT {listed} FROM rows")
                draft.connection.unregister("rows")
        ledger.carry(draft)
        for source, month, column in mapped:
            draft.connection.execute("INSERT INTO mapped VALUES ('tickets', ?, ?, ?)", [source, month, column])
        assemble(draft, policy(), About(datetime(2022, 1, 1), False, "test", None, ""))
