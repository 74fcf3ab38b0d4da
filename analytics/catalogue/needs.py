"""What must be reported for an aggregate: the columns that its SQL and its facts read, traced back to those of the contracts."""

from __future__ import annotations

from functools import cache

from sqlglot import exp, parse_one

from analytics.catalogue.model import Clock, Measure, Model
from data.contracts.derived import needed


def needs_of(model: Model, measure: Measure) -> frozenset[str]:
    """The columns of contracts, as `dataset.column`; none where it only counts rows."""
    columns = {measure.time} - {""}
    if measure.clock == Clock.STOCK:
        columns.add(model.left)
    elif measure.clock == Clock.SURVIVAL:
        columns |= {model.ended, model.waited_seconds}
    else:
        columns |= _read(expanded(measure.sql, model))
    return frozenset().union(*(needed(model.table, column) for column in columns))


def expanded(sql: str, model: Model) -> str:
    """The SQL with the facts of the model written out."""
    for name, fact in model.facts.items():
        sql = sql.replace(f"{{{name}}}", fact)
    return sql


@cache
def _read(sql: str) -> frozenset[str]:
    return frozenset(column.name for column in parse_one(sql, dialect="duckdb").find_all(exp.Column))
