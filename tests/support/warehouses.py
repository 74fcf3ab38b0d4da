"""Small warehouses made of a few rows, for tests that count by hand."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import pandas as pd

from data import ledger
from data.assemble import ORDER, About, assemble, carry
from data.contracts import CONTRACTS
from data.contracts.policy import policy
from data.store import Generation, Warehouse

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


def publish(folder: Path, *, areas: Rows = AREAS, keep: int = 3, **tables: Rows) -> Generation:
    """Publish a generation holding exactly these rows; every other table is empty."""
    given = {"areas": areas, **tables}
    if Warehouse(folder).generations():
        _build(folder, keep, given)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in _first_generation(pickle.dumps((policy(), given))).items():
            (folder / name).write_bytes(content)
    current = Warehouse(folder).current()
    assert current is not None
    return current


@lru_cache(maxsize=4)
def _first_generation(key: bytes) -> dict[str, bytes]:
    """Files of a new warehouse with these rows; the tests of a file often begin with the same ones."""
    _policy, given = pickle.loads(key)
    with TemporaryDirectory() as scratch:
        _build(Path(scratch), 1, given)
        return {path.name: path.read_bytes() for path in Path(scratch).iterdir()}


def _build(folder: Path, keep: int, given: Mapping[str, Rows]) -> None:
    with Warehouse(folder).draft(keep=keep, carry=False) as draft:
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
        assemble(draft, policy(), About(datetime(2022, 1, 1), False, "test", None, ""))
