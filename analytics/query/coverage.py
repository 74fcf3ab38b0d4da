"""How many cases of a scope are of sources that report what measures need: one query for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp, parse_one

from analytics.catalogue import Model
from analytics.query.gaps import reporting
from analytics.query.legs import cohort
from analytics.query.request import Request

Codes = tuple[int, ...]


def coverage_sql(request: Request, model: Model, lacking: Sequence[Codes]) -> str:
    """The SQL of one row: `total` cases received in the first period, and for each set of codes `counted_<i>` without them and their `sources_<i>`."""
    rows = cohort(request, model, model.time, request.periods[0]).select(exp.Count(this=exp.Star()).as_("total"), copy=False)
    for place, codes in enumerate(lacking):
        condition = reporting(model, codes)
        rows = rows.select(
            parse_one(f"count(*) FILTER (WHERE {condition}) AS counted_{place}", dialect="duckdb"),
            parse_one(f"list_sort(list(DISTINCT source) FILTER (WHERE NOT {condition})) AS sources_{place}", dialect="duckdb"),
            copy=False,
        )
    return rows.sql(dialect="duckdb", pretty=True)
