"""Small pieces of SQL trees: moments, facts, filters, dimensions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache

from sqlglot import exp, parse_one

from analytics.asking.filters import Filter
from analytics.asking.scope import Period
from analytics.catalogue import CATALOGUE, Dimension, Kind, Measure, Model
from analytics.catalogue.needs import expanded
from analytics.query.request import Request

OTHERS = "others"
MOMENT = re.compile(r"\bas_of(_second)?\b")
NONE = "none"


def moment(value: datetime) -> exp.Expr:
    # Laid out already: a request of many periods has hundreds of moments, and each as a tree is costly to copy and to lay out.
    return exp.Var(this=f"TIMESTAMP '{value.isoformat(sep=' ')}'")


def second(value: datetime) -> int:
    """Seconds since 1970."""
    return int((value - datetime(1970, 1, 1)).total_seconds())


def parse(sql: str, model: Model, as_of: datetime) -> exp.Expr:
    """A catalogue expression, facts expanded, `as_of` replaced by the moment and `as_of_second` by its seconds since 1970.

    It is text, not a tree: the same for every period of a request but for its moments.
    """
    sql = expanded(sql, model)
    moments = {"as_of": moment(as_of).name, "as_of_second": str(second(as_of))}
    return exp.Var(this=MOMENT.sub(lambda found: moments[found[0]], _laid_out(sql)))


@cache
def _laid_out(sql: str) -> str:
    tree = parse_one(sql, dialect="duckdb").transform(_counted, copy=False)
    return (exp.paren(tree) if isinstance(tree, exp.Or) else tree).sql(dialect="duckdb")


def parsed(sql: str) -> exp.Expr:
    """A tree of one's own; the catalogue's expressions are parsed once."""
    return _parsed(sql).copy()


@cache
def _parsed(sql: str) -> exp.Expr:
    return parse_one(sql, dialect="duckdb")


def _counted(node: exp.Expr) -> exp.Expr:
    """`count(*) FILTER (WHERE x)` as DuckDB counts it in half the time; COUNT_IF knows no zero and yields a HUGEINT."""
    if isinstance(node, exp.Filter) and isinstance(node.this, exp.Count) and isinstance(node.this.this, exp.Star):
        counted = exp.Coalesce(this=exp.CountIf(this=node.expression.this), expressions=[exp.Literal.number(0)])
        return exp.cast(counted, "bigint")
    return node


def dimension_of(model: Model, name: str) -> Dimension:
    return model.dimension(name) or CATALOGUE.dimension(name)


def dimension_sql(model: Model, name: str, time: str, fold: tuple[str, ...] | None = None) -> exp.Expr:
    """The expression that groups by a dimension; with `fold`, values outside it become one."""
    dimension = dimension_of(model, name)
    if dimension.kind == Kind.TIME:
        return truncated(dimension.sql, time)
    column = exp.column(dimension.sql)
    if fold is None:
        return column
    kept = exp.Case().when(member(column, dimension, fold), exp.cast(column.copy(), "text"))
    return kept.else_(exp.Literal.string(OTHERS))


def named(tree: exp.Expr, name: str) -> exp.Expr:
    """The tree under a name, without saying `street AS street`."""
    if isinstance(tree, exp.Column) and tree.name == name and not tree.table:
        return tree
    # as_() would copy the tree first.
    return exp.alias_(tree, name, copy=False)


def truncated(unit: str, time: str) -> exp.Expr:
    return parse_one(f"date_trunc('{unit}', {time})", dialect="duckdb")


def member(column: exp.Expr, dimension: Dimension, values: tuple[str, ...]) -> exp.Expr:
    """`column` has one of the values; NONE matches a missing one."""
    wanted = [_literal(dimension, value) for value in values if value != NONE]
    tests: list[exp.Expr] = []
    if len(wanted) == 1:
        tests.append(exp.EQ(this=column.copy(), expression=wanted[0]))
    elif wanted:
        tests.append(exp.In(this=column.copy(), expressions=wanted))
    if NONE in values:
        tests.append(exp.Is(this=column.copy(), expression=exp.Null()))
    return tests[0] if len(tests) == 1 else exp.paren(exp.or_(*tests))


def _literal(dimension: Dimension, value: str) -> exp.Expr:
    if dimension.kind == Kind.FLAG:
        return exp.Boolean(this=value == "true")
    if dimension.kind == Kind.NUMBER:
        return exp.Literal.number(value)
    return exp.Literal.string(value)


def filters(request: Request, model: Model) -> list[exp.Expr]:
    """Conditions of the request that the model's rows can answer; a row without the value is not one of `not` values."""
    return model_filters(request.where, model)


def model_filters(where: Iterable[Filter], model: Model) -> list[exp.Expr]:
    """Conditions of the filters whose dimension the model has; where it has none of a strict one, no row counts."""
    found: list[exp.Expr] = []
    for item in where:
        tests = [_condition(model.dimension(one.dimension), one) for one in (item, *item.beside) if model.dimension(one.dimension)]
        if tests:
            found.append(tests[0] if len(tests) == 1 else exp.paren(exp.or_(*tests)))
        elif item.strict:
            found.append(exp.false())
    return found


def _condition(dimension: Dimension | None, item: Filter) -> exp.Expr:
    assert dimension is not None
    column = exp.column(dimension.sql)
    if not item.negated:
        return member(column, dimension, item.values)
    outside = exp.not_(exp.paren(member(column, dimension, tuple(value for value in item.values if value != NONE) or (NONE,))))
    missing = exp.Is(this=column.copy(), expression=exp.Null())
    if NONE in item.values:
        present = exp.not_(missing)
        return present if item.values == (NONE,) else exp.and_(outside, present)
    return exp.paren(exp.or_(missing, outside))


def still_there(column: str, at: datetime) -> exp.Expr:
    """Not over at a moment from which is judged; what ends at that very moment is over."""
    return exp.GT(this=exp.column(column), expression=moment(at))


def before_end(column: str, period: Period) -> exp.Expr:
    """Before the end of the window, and known at as-of."""
    if period.as_of < period.end:
        return exp.LTE(this=exp.column(column), expression=moment(period.as_of))
    return exp.LT(this=exp.column(column), expression=moment(period.end))


def in_window(column: str, period: Period) -> exp.Expr:
    return exp.and_(exp.GTE(this=exp.column(column), expression=moment(period.start)), before_end(column, period), copy=False)


def clock_time(model: Model, measure: Measure) -> str:
    return measure.time or model.time
