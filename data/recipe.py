"""What a generation is made with besides its rows: where any of it changes, the next one is built whole."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from data.contracts.layout import layout
from data.contracts.policy import Policy

FOLDER = Path(__file__).parent
CODE = ("ahead.py", "assemble.py", "calendar.py", "growing.py", "reported.py", "stated.py")
# Their updates bring holidays that were not published yet, and other ways to round or to sort.
PACKAGES = ("chinesecalendar", "duckdb")


def recipe(policy: Policy) -> str:
    """Fingerprint of the contracts, the marts, the code that lays rows into them, the calendar and the policy."""
    return hashlib.sha256(f"{layout()} {_code()} {policy!r}".encode()).hexdigest()[:16]


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for name in CODE:
        digest.update((FOLDER / name).read_bytes())
    digest.update(repr([(name, version(name)) for name in PACKAGES]).encode())
    return digest.hexdigest()
