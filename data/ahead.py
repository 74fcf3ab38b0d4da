"""Moments far ahead of the rest: a slip of the year must not move what counts as now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

# Behind a gap of so many days, at most so many rows, and at most one in so many of all, are more likely a slip than new data.
GAP, HANDFUL, ONE_IN = 90, 10, 20
# The moments that say how far the tickets reach.
OF_TICKETS = ("received_at", "resolved_at", "closed_known_at", "rated_at", "archived_at")


@dataclass(frozen=True)
class Ahead:
    """So many `rows` have a moment on `day` or later; the rest ends on `before`."""

    day: date
    before: date
    rows: int


def far_ahead(connection: duckdb.DuckDBPyConnection, relation: str, moments: Sequence[str], where: str = "TRUE") -> Ahead | None:
    """The few rows of a relation whose newest moment lies beyond a long gap after all others; None where none does.

    Counted by days, so that millions of rows cost one pass.
    """
    found = connection.execute(
        f"""WITH days AS (
            SELECT CAST(greatest({", ".join(moments)}) AS DATE) AS day, count(*) AS rows FROM {relation} WHERE {where} GROUP BY ALL
        ),
        steps AS (
            SELECT day, lag(day) OVER (ORDER BY day) AS before, sum(rows) OVER (ORDER BY day DESC) AS later, sum(rows) OVER () AS total
            FROM days WHERE day IS NOT NULL
        )
        SELECT day, before, later FROM steps
        WHERE day - before > {GAP} AND later <= {HANDFUL} AND later * {ONE_IN} <= total ORDER BY day LIMIT 1"""
    ).fetchone()
    return Ahead(found[0], found[1], int(found[2])) if found else None
