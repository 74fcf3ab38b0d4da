"""The layout of a generation: changes with every contract and mart, so that an application never reads one that it does not understand."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from data.contracts import CONTRACTS

MARTS = Path(__file__).parent.parent / "marts"


@cache
def layout() -> str:
    """Fingerprint of the contracts' columns and the marts' SQL."""
    digest = hashlib.sha256()
    for contract in CONTRACTS.values():
        digest.update(repr([(contract.table, column.name, column.type) for column in contract.columns]).encode())
    for path in sorted(MARTS.glob("*.sql")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
