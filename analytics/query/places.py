"""Where tickets lie: counts on a fine lattice of longitude and latitude, and spots at which the same subject comes again."""

from __future__ import annotations

from collections.abc import Iterable

from sqlglot import exp, parse_one

from analytics.asking.filters import Filter
from analytics.asking.scope import Period
from analytics.catalogue import CATALOGUE
from analytics.query.gaps import Gaps, counted_sql
from analytics.query.legs import cohort
from analytics.query.parts import parse
from analytics.query.request import Request

COUNTED = "received"  # the measure whose rows are placed
Extent = tuple[float, float, float, float]


def lattice(period: Period, where: Iterable[Filter], step: float, extent: Extent | None = None) -> str:
    """The SQL that counts located tickets on multiples of `step` degrees: longitude, latitude, tickets; inside `extent` if given."""
    select = _located(period, where, extent).select(
        _rounded("longitude", step).as_("longitude"),
        _rounded("latitude", step).as_("latitude"),
        exp.Count(this=exp.Star()).as_("tickets"),
        copy=False,
    )
    return select.group_by(exp.Literal.number(1), exp.Literal.number(2), copy=False).sql(dialect="duckdb", pretty=True)


def coverage(period: Period, where: Iterable[Filter]) -> str:
    """The SQL that counts the tickets received and those of them that are located."""
    counts = [exp.Count(this=exp.Star()).as_("tickets"), exp.Count(this=exp.column("longitude")).as_("located")]
    return _cohort(period, where).select(*counts, copy=False).sql(dialect="duckdb", pretty=True)


def repeat_spots(period: Period, where: Iterable[Filter], gaps: Gaps, step: float, fewest: int, limit: int) -> str:
    """The SQL of the places, multiples of `step` degrees, where one subcategory was reported at least `fewest` times, most often first.

    category, subcategory, street, longitude and latitude (means), tickets, days (different ones), open (at as-of, of those whose source says so), last.
    """
    model, still = CATALOGUE.model_of("open"), CATALOGUE.measure("open")
    columns = {
        "category": "any_value(category)",
        "subcategory": "subcategory",
        "street": "mode(street)",
        "longitude": "avg(longitude)",
        "latitude": "avg(latitude)",
        "tickets": "count(*)",
        "days": "count(DISTINCT CAST(received_at AS DATE))",
        "open": parse(counted_sql(gaps, model, still), model, period.as_of).sql("duckdb"),
        "last": "max(received_at)",
    }
    place = {"x": f"CAST(round(longitude / {step:.6f}) AS INTEGER)", "y": f"CAST(round(latitude / {step:.6f}) AS INTEGER)"}
    needed = ("category", "street", "longitude", "latitude", "received_at", model.left, model.reports)
    rows = _located(period, where, None).where(parse_one("subcategory IS NOT NULL"), copy=False)
    placed = rows.select("subcategory", *(parse_one(sql, dialect="duckdb").as_(name) for name, sql in place.items()), *needed, copy=False)
    # The few busiest are found by counting alone; only their rows are looked at more closely.
    top = (
        f"SELECT subcategory, x, y FROM placed GROUP BY subcategory, x, y HAVING count(*) >= {int(fewest)} "
        f"ORDER BY count(*) DESC, max(received_at) DESC, subcategory LIMIT {int(limit)}"
    )
    listed = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    final = (
        f"SELECT {listed} FROM placed JOIN busiest USING (subcategory, x, y) GROUP BY subcategory, x, y "
        "ORDER BY tickets DESC, last DESC, subcategory"
    )
    tree = parse_one(final, dialect="duckdb")
    assert isinstance(tree, exp.Select)
    tree = tree.with_("placed", as_=placed, materialized=False, copy=False).with_(
        "busiest", as_=parse_one(top, dialect="duckdb"), copy=False
    )
    return tree.sql(dialect="duckdb", pretty=True)


def crowded_spots(period: Period, where: Iterable[Filter], step: float, fewest: int, limit: int) -> str:
    """The SQL of the busiest spots of one subcategory with what a test of them needs, the most often reported first.

    subcategory, x and y (multiples of `step` degrees), street, tickets, days (different ones); there: tickets of any subcategory
    at the spot; subject: those of the subcategory anywhere; total: all; cells: how many spots and subcategories there are.
    """
    columns = ("subcategory", f"round(longitude / {step:.6f}) * {step:.6f} AS x", f"round(latitude / {step:.6f}) * {step:.6f} AS y")
    counts = ("mode(street) AS street", "count(*) AS tickets", "count(DISTINCT CAST(received_at AS DATE)) AS days")
    rows = _located(period, where, None).where(parse_one("subcategory IS NOT NULL"), copy=False)
    spots = rows.select(*(parse_one(sql, dialect="duckdb") for sql in (*columns, *counts)), copy=False)
    spots = spots.group_by(*(exp.Literal.number(place) for place in (1, 2, 3)), copy=False)
    final = (
        "SELECT *, sum(tickets) OVER (PARTITION BY x, y) AS there, sum(tickets) OVER (PARTITION BY subcategory) AS subject, "
        f"sum(tickets) OVER () AS total, count(*) OVER () AS cells FROM spots QUALIFY tickets >= {int(fewest)} "
        f"ORDER BY tickets DESC, subcategory, x, y LIMIT {int(limit)}"
    )
    tree = parse_one(final, dialect="duckdb")
    assert isinstance(tree, exp.Select)
    return tree.with_("spots", as_=spots, copy=False).sql(dialect="duckdb", pretty=True)


def _cohort(period: Period, where: Iterable[Filter]) -> exp.Select:
    model = CATALOGUE.model_of(COUNTED)
    return cohort(Request((COUNTED,), (), (period,), tuple(where)), model, model.time, period)


def _located(period: Period, where: Iterable[Filter], extent: Extent | None) -> exp.Select:
    select = _cohort(period, where).where(parse_one("longitude IS NOT NULL AND latitude IS NOT NULL"), copy=False)
    if extent is None:
        return select
    west, south, east, north = extent
    inside = f"longitude BETWEEN {west:.6f} AND {east:.6f} AND latitude BETWEEN {south:.6f} AND {north:.6f}"
    return select.where(parse_one(inside, dialect="duckdb"), copy=False)


def _rounded(column: str, step: float) -> exp.Expr:
    return parse_one(f"round({column} / {step:.6f}) * {step:.6f}", dialect="duckdb")
