"""Plain reads of small tables: areas, the generation's ledger."""

from __future__ import annotations

from collections.abc import Mapping

from sqlglot import exp


def table(
    name: str,
    columns: tuple[str, ...] = ("*",),
    where: Mapping[str, object] | None = None,
    order: str = "",
    limit: int | None = None,
    offset: int = 0,
) -> str:
    """SQL that reads columns of a table, filtered by equality (a list means one of them)."""
    select = exp.select(*(exp.Star() if column == "*" else exp.column(column, quoted=True) for column in columns)).from_(exp.table_(name))
    for column, value in (where or {}).items():
        target = exp.column(column, quoted=True)
        if isinstance(value, list | tuple):
            select = select.where(exp.In(this=target, expressions=[exp.convert(item) for item in value]))
        else:
            select = select.where(exp.EQ(this=target, expression=exp.convert(value)))
    if order:
        select = select.order_by(
            exp.Ordered(this=exp.column(order.lstrip("-"), quoted=True), desc=order.startswith("-"), nulls_first=False)
        )
    if limit is not None:
        select = select.limit(limit).offset(offset)
    return select.sql(dialect="duckdb")
