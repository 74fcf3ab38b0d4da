"""Questions to the tickets about their quality: how complete their fields are, and which of them are there twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlglot import exp, parse_one

from analytics.asking.filters import Filter
from analytics.asking.scope import Period
from analytics.catalogue import CATALOGUE
from analytics.query.parts import in_window, model_filters, parse

PLACE = "coalesce(grid, community, street, district)"
SUBJECT = "coalesce(subcategory, category)"


def completeness(fields: Mapping[str, str], period: Period, where: Iterable[Filter]) -> str:
    """The SQL that counts, by source and month, the tickets (`tickets`) and those whose field is filled; `fields` are SQL by name."""
    select = _tickets(period, where).select(
        "source", _sql("CAST(date_trunc('month', received_at) AS DATE) AS month"), _sql("count(*) AS tickets")
    )
    for name, filled in fields.items():
        select = select.select(_sql(f"count({filled}) AS {name}"))
    return select.group_by("1", "2").order_by("1", "2").sql(dialect="duckdb", pretty=True)


def twins(seconds: int, period: Period, where: Iterable[Filter]) -> str:
    """The SQL of tickets of one reporter about one subject in one place, received within so many seconds of the one before."""
    same = f"PARTITION BY reporter_key, {SUBJECT}, {PLACE} ORDER BY received_at, source, ticket_id"
    before = [f"lag({name}) OVER ({same}) AS earlier_{name}" for name in ("source", "ticket_id", "received_at")]
    rows = _tickets(period, where).select("source", "ticket_id", "received_at", _sql(f"{SUBJECT} AS subject"), *map(_sql, before))
    rows = rows.where(_sql(f"reporter_key IS NOT NULL AND {SUBJECT} IS NOT NULL AND {PLACE} IS NOT NULL"))
    close = f"epoch(received_at) - epoch(earlier_received_at) <= {int(seconds)}"
    select = exp.select("*").from_(rows.subquery("neighbours")).where(_sql(close))
    return select.order_by("received_at DESC", "source", "ticket_id").sql(dialect="duckdb", pretty=True)


def shared_numbers(period: Period, where: Iterable[Filter]) -> str:
    """The SQL of numbers that several sources use: the number, how many sources, the first and the last of them, the newest moment."""
    select = _tickets(period, where).select(
        "ticket_id",
        _sql("count(DISTINCT source) AS sources"),
        _sql("min(source) AS first_source"),
        _sql("max(source) AS last_source"),
        _sql("max(received_at) AS received_at"),
    )
    select = select.group_by("ticket_id").having(_sql("count(DISTINCT source) > 1"))
    return select.order_by("received_at DESC", "ticket_id").sql(dialect="duckdb", pretty=True)


def _tickets(period: Period, where: Iterable[Filter]) -> exp.Select:
    model = CATALOGUE.model_of("received")
    kept = [parse(model.keep, model, period.as_of)] if model.keep else []
    return exp.select().from_(exp.table_(model.table)).where(in_window(model.time, period), *model_filters(where, model), *kept)


def _sql(text: str) -> exp.Expr:
    return parse_one(text, dialect="duckdb")
