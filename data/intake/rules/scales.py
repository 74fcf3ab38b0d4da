"""Ratings of another scale: where some of a column lie beyond five stars, four of ten is no four of five, and none is believed."""

from __future__ import annotations

import duckdb

BEYOND = r"out_of_range:rating:([6-9]|\d{2,3})(\.\d+)?(分|%)?"
# From this share, and this many, on they are no slips of the hand: a lone 10 beside a 5 is one.
SHARE, FEWEST = 0.05, 5


def leave_other_scales(connection: duckdb.DuckDBPyConnection, judged: str) -> int:
    """Empty the ratings of a column that counts beyond five; returns how many were emptied."""
    beyond = f"len(list_filter(dropped, lambda reason: regexp_full_match(reason, '{BEYOND}'))) > 0"
    kept, high = connection.execute(
        f"SELECT count(rating), count(*) FILTER (WHERE dropped IS NOT NULL AND {beyond}) FROM {judged} WHERE reasons IS NULL"
    ).fetchall()[0]
    if not kept or high < max(SHARE * (kept + high), FEWEST):
        return 0
    connection.execute(f"UPDATE {judged} SET rating = NULL WHERE reasons IS NULL AND rating IS NOT NULL")
    return int(kept)
