"""Small warehouses made of a few rows, for tests that count by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
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
    current = Warehouse(folder).current()
    assert current is not None
    return current
