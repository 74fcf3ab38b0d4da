"""The first and the last moment of a mart, as one query."""

from __future__ import annotations

from datetime import date

from sqlglot import exp, parse_one

from analytics.catalogue import Model


def record_sql(model: Model, ahead_from: date | None) -> str:
    """The SQL of one row, `first` and `last`, without the few rows that lie far ahead of all others."""
    rows = parse_one(
        f"SELECT CAST(min({model.time}) AS TIMESTAMP) AS first, CAST(max({model.time}) AS TIMESTAMP) AS last", dialect="duckdb"
    )
    assert isinstance(rows, exp.Select)
    rows = rows.from_(exp.table_(model.table))
    if ahead_from:
        rows = rows.where(parse_one(f"{model.time} < DATE '{ahead_from}'", dialect="duckdb"))
    return rows.sql(dialect="duckdb", pretty=True)
