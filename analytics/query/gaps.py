"""What nobody reports: which rows a measure cannot count because their source does not report what it needs, as SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sqlglot import exp, parse_one

from analytics.catalogue import CATALOGUE, Clock, Measure, Model
from analytics.catalogue.needs import expanded
from data.contracts import CONTRACTS


@dataclass(frozen=True)
class Gaps:
    """What a generation lacks: `columns` has for each column, as `dataset.column`, the codes of the rows without it, `empty` those that no row has."""

    columns: tuple[tuple[str, tuple[int, ...]], ...] = ()
    empty: frozenset[str] = frozenset()

    def missing(self, needs: Iterable[str]) -> frozenset[str]:
        """Those of the needs that some rows lack."""
        return frozenset(needs) & {name for name, _codes in self.columns}

    def codes(self, model: Model, needs: Iterable[str]) -> tuple[int, ...]:
        """The codes of the model's rows that lack any of the needs; none for a mart whose rows do not say what they report."""
        if not model.reports:
            return ()
        wanted = frozenset(name for name in needs if name.startswith(f"{model.table}."))
        return tuple(sorted({code for name, codes in self.columns if name in wanted for code in codes}))

    def nothing(self, model: Model, needs: Iterable[str]) -> bool:
        """Whether the needs of an aggregate are reported by no row at all, where its mart cannot tell row by row."""
        return bool(frozenset(needs) & self.empty) and not model.reports

    def concern(self, name: str) -> bool:
        """Whether a measure lacks anything somewhere."""
        return bool(self.missing(CATALOGUE.needs(name)))


NO_GAPS = Gaps()


@lru_cache(maxsize=8)
def gaps_of(reported: tuple[tuple[str, int, str], ...]) -> Gaps:
    """From what is reported, as dataset, code and column: what of the contracts' columns is not."""
    having: dict[str, dict[int, set[str]]] = {}
    for dataset, code, column in reported:
        having.setdefault(dataset, {}).setdefault(code, set()).add(column)
    lacking = {
        f"{dataset}.{column}": tuple(code for code, there in sorted(codes.items()) if column not in there)
        for dataset, codes in having.items()
        for column in CONTRACTS[dataset].names
    }
    empty = frozenset(name for name, codes in lacking.items() if len(codes) == len(having[name.partition(".")[0]]))
    return Gaps(tuple((name, codes) for name, codes in sorted(lacking.items()) if codes), empty)


def reporting(model: Model, codes: Sequence[int]) -> str:
    """The condition that the source of a row reports what is needed."""
    listed = ", ".join(map(str, codes))
    return f"{model.reports} <> {listed}" if len(codes) == 1 else f"{model.reports} NOT IN ({listed})"


def reporting_rows(gaps: Gaps, model: Model, needs: Iterable[str]) -> list[exp.Expr]:
    """The same for a WHERE; nothing where every row reports it."""
    codes = gaps.codes(model, needs)
    return [parse_one(reporting(model, codes), dialect="duckdb")] if codes else []


def counted_sql(gaps: Gaps, model: Model, measure: Measure) -> str:
    """An aggregate over the rows that report what it needs, without a value where there are none; as it is where all do."""
    needs = CATALOGUE.needs(measure.id)
    if gaps.nothing(model, needs):
        return "max(CAST(NULL AS DOUBLE))"
    codes = gaps.codes(model, needs)
    if not codes:
        return measure.sql
    condition = reporting(model, codes)
    return f"CASE WHEN count_if({condition}) > 0 THEN {_narrowed(expanded(measure.sql, model), condition)} END"


def has_known_leg(gaps: Gaps, model: Model, measure: Measure) -> bool:
    """Whether a leg of its rows cannot tell a nought from nothing reported: those of a stock, or of another time than that of receipt."""
    elsewhere = measure.clock == Clock.STOCK or (measure.clock == Clock.EVENT and measure.time not in ("", model.time))
    return elsewhere and bool(gaps.codes(model, CATALOGUE.needs(measure.id)))


@cache
def _narrowed(sql: str, condition: str) -> str:
    """Every aggregate in the SQL with one more condition on its rows."""
    tree = parse_one(sql, dialect="duckdb")

    def narrow(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Filter):
            return exp.Filter(
                this=node.this, expression=exp.Where(this=exp.and_(node.expression.this, parse_one(condition, dialect="duckdb")))
            )
        if isinstance(node, exp.AggFunc) and not isinstance(node.parent, exp.Filter):
            return exp.Filter(this=node.copy(), expression=exp.Where(this=parse_one(condition, dialect="duckdb")))
        return node

    return tree.transform(narrow).sql(dialect="duckdb")
