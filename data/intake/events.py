"""Numbers of events that were made of their content: another area is another content, and the same file again must be the same events."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

import duckdb

from data.contracts import CONTRACTS

CONTENT = tuple(name for name in CONTRACTS["activities"].names if name != "activity_id")
PLACES = tuple(CONTENT.index(name) for name in ("area_code", "grid"))
DEFAULTED = tuple(CONTENT.index(name) for name in ("planned", "done"))  # the mart fills what a file leaves open
MOST = 50  # events of one content in one file


def numbered_anew(connection: duckdb.DuckDBPyConnection, moved: Mapping[str, str]) -> dict[str, str]:
    """The new number of each event in a moved area, by its old one; a number that is taken already is left."""
    parts = ", ".join(f"coalesce(CAST({name} AS VARCHAR), '')" for name in CONTENT)
    rows = connection.execute(
        f"""SELECT activity_id, [{parts}] FROM accepted_activities
        WHERE regexp_full_match(activity_id, 'n[0-9a-f]{{15}}') AND (area_code IN $codes OR grid IN $codes) ORDER BY activity_id""",
        {"codes": list(moved)},
    ).fetchall()
    taken = {number for (number,) in connection.execute("SELECT activity_id FROM accepted_activities").fetchall()} if rows else set()
    found: dict[str, str] = {}
    for number, content in rows:
        if (way := _way(number, content)) is None:
            continue
        told, occurrence = way
        for place in PLACES:
            told[place] = moved.get(told[place], told[place])
        if (fresh := _number(told, occurrence)) not in taken:
            taken.add(fresh)
            found[number] = fresh
    return found


def _way(number: str, content: list[str]) -> tuple[list[str], int] | None:
    """The content and the occurrence that the number was made of."""
    for told in _told(content):
        for occurrence in range(1, MOST + 1):
            if _number(told, occurrence) == number:
                return told, occurrence
    return None


def _told(content: list[str]) -> Iterator[list[str]]:
    planned, done = DEFAULTED
    for plan in ("", content[planned]):
        for outcome in ("", content[done]):
            told = list(content)
            told[planned], told[done] = plan, outcome
            yield told


def _number(content: list[str], occurrence: int) -> str:
    return "n" + hashlib.sha256(f"{'/'.join(content)}/{occurrence}".encode()).hexdigest()[:15]
