"""How long what is open has been there, counted in steps of days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlglot import exp, parse_one

from analytics.asking.filters import Filter
from analytics.asking.scope import Period
from analytics.catalogue import CATALOGUE
from analytics.query.gaps import Gaps, reporting_rows
from analytics.query.parts import before_end, dimension_sql, model_filters
from analytics.query.stock import in_stock

COUNTED = "backlog"


def ages(period: Period, where: Iterable[Filter], gaps: Gaps, dimension: str, days: Sequence[int]) -> str:
    """The SQL that counts the backlog by a dimension: one column for each of `days`, what had come in so long before."""
    model = CATALOGUE.model_of(COUNTED)
    select = exp.select(dimension_sql(model, dimension, "").as_(dimension)).from_(exp.table_(model.table))
    for day in days:
        before = timedelta(days=day)
        entered = before_end(model.entered, Period(period.start, period.end - before, period.as_of - before)).sql("duckdb")
        select = select.select(parse_one(f"count(*) FILTER (WHERE {entered}) AS days_{day}", dialect="duckdb"))
    select = select.where(*in_stock(model, period), *model_filters(where, model), *reporting_rows(gaps, model, CATALOGUE.needs(COUNTED)))
    return select.group_by(exp.Literal.number(1)).sql(dialect="duckdb", pretty=True)
