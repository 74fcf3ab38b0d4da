"""The flow of items through steps: where each stands at as-of, how long each step took, open ones counted in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlglot import exp

from analytics.asking.filters import Filter
from analytics.asking.scope import Period
from analytics.catalogue import CATALOGUE, Model
from analytics.query.legs import kept
from analytics.query.parts import model_filters, moment, parsed

AREAS = ("province", "city", "district", "street", "community", "grid")
LAST_HOUR = 24 * 366  # waits beyond a year are told as longer


@dataclass(frozen=True)
class StepRequest:
    """`moments`: per step its column and the mark that must be set, or "". `limits`: hours per step, None without one."""

    table: str
    moments: tuple[tuple[str, str], ...]
    limits: tuple[float | None, ...]
    holder: str
    period: Period
    where: tuple[Filter, ...] = ()

    @property
    def model(self) -> Model:
        return next(model for model in CATALOGUE.models if model.table == self.table)


def standing(request: StepRequest) -> str:
    """The SQL that counts items by the step they stand at and who holds them: step, holder, items, late."""
    late = " ".join(f"WHEN {step} THEN {hours}" for step, hours in enumerate(request.limits) if hours is not None)
    over = f"CASE step {late} END" if late else "CAST(NULL AS DOUBLE)"
    read = (
        f"SELECT step, holder, count(*) AS items, count(*) FILTER (WHERE date_diff('second', since, {_at(request.period.as_of)}) > 3600 * {over}) AS late "
        "FROM placed GROUP BY ALL ORDER BY ALL"
    )
    return _with_items(request, read)


def reported(request: StepRequest) -> str:
    """The SQL that counts how many items have the moment of each step: m0, m1, …"""
    return _with_items(request, f"SELECT {', '.join(f'count(m{n}) AS m{n}' for n in range(len(request.moments)))} FROM placed")


def waits(request: StepRequest) -> str:
    """The SQL of the hours that items spent at each step: step, hour (begun ones count whole), ended, leaving.

    An item that passed a step without its moment says nothing of how long it took; one that still stands there is followed up to
    as-of. Step −1 is the whole way.
    """
    final = len(request.moments) - 1
    at = _at(request.period.as_of)
    legs = [_leg(n, f"m{n}", f"m{n + 1}", f"m{n} IS NOT NULL AND (m{n + 1} IS NOT NULL OR step = {n})", at) for n in range(final)]
    legs.append(_leg(-1, "entered", f"m{final}", "true", at))
    return _with_items(request, " UNION ALL ".join(legs))


def places(request: StepRequest, level: str) -> str:
    """The SQL that counts items by area of a level: code, items, done, late (open and past the limit of their step)."""
    final = len(request.moments) - 1
    read = f'SELECT "{level}" AS code, count(*) AS items, count(*) FILTER (WHERE step = {final}) AS done FROM placed GROUP BY ALL'
    return _with_items(request, read, (level,))


def months(request: StepRequest) -> str:
    """The SQL that counts what entered and what was done by month: month, entered, done."""
    final = len(request.moments) - 1
    read = (
        "SELECT month, sum(entered) AS entered, sum(done) AS done FROM ("
        "SELECT date_trunc('month', entered) AS month, 1 AS entered, 0 AS done FROM placed UNION ALL "
        f"SELECT date_trunc('month', m{final}), 0, 1 FROM placed WHERE m{final} IS NOT NULL) GROUP BY month ORDER BY month"
    )
    return _with_items(request, read)


def ledger(request: StepRequest, columns: Sequence[str], limit: int, *, only_open: bool) -> str:
    """The SQL of the items: the columns asked for, the moment of each step, step, since, hours at it; those longest beyond their limit first."""
    final = len(request.moments) - 1
    late = " ".join(f"WHEN {step} THEN {hours}" for step, hours in enumerate(request.limits) if hours is not None)
    over = f"hours - CASE step {late} END" if late else "CAST(NULL AS DOUBLE)"
    listed = ", ".join(f'"{name}"' for name in columns)
    placed = f"coalesce({', '.join(reversed(AREAS))}) AS place"
    stood = f"date_diff('second', since, {_at(request.period.as_of)}) / 3600.0"
    moments = ", ".join(f"m{n}" for n in range(len(request.moments)))
    inner = f"SELECT {listed}, {placed}, holder, {moments}, entered, step, since, CASE WHEN step < {final} THEN {stood} END AS hours FROM placed"
    chosen = f" WHERE step < {final}" if only_open else ""
    read = (
        f"SELECT *, {over} AS over FROM ({inner}){chosen} ORDER BY over DESC NULLS LAST, hours DESC NULLS LAST, {listed} LIMIT {int(limit)}"
    )
    return _with_items(request, read, (*columns, *AREAS))


def _leg(step: int, begun: str, ended: str, known: str, at: str) -> str:
    hour = f"least(greatest(CAST(ceil(date_diff('second', {begun}, coalesce({ended}, {at})) / 3600.0) AS BIGINT), 0), {LAST_HOUR})"
    return f"SELECT {step} AS step, {hour} AS hour, count({ended}) AS ended, count(*) AS leaving FROM placed WHERE {known} GROUP BY ALL"


def _with_items(request: StepRequest, read: str, more: tuple[str, ...] = ()) -> str:
    model, at = request.model, _at(request.period.as_of)
    known = [_known(column, given, at) for column, given in request.moments]
    entered = exp.column("entered")
    items = exp.select(
        *(parsed(f"{sql} AS m{n}") for n, sql in enumerate(known)),
        parsed(f"coalesce({', '.join(known)}) AS entered"),
        exp.column(request.holder, quoted=True).as_("holder") if request.holder else exp.Null().as_("holder"),
        *(exp.column(name, quoted=True) for name in dict.fromkeys(more)),
    ).from_(exp.table_(model.table))
    conditions = [*kept(model, request.period), *model_filters(request.where, model)]
    if conditions:
        items = items.where(*conditions)
    steps = range(len(request.moments) - 1, -1, -1)
    placed = (
        exp.select(
            "*",
            parsed("CASE " + " ".join(f"WHEN m{n} IS NOT NULL THEN {n}" for n in steps) + " END AS step"),
            parsed(f"coalesce({', '.join(f'm{n}' for n in steps)}) AS since"),
        )
        .from_("items")
        .where(
            exp.GTE(this=entered, expression=moment(request.period.start)),
            exp.LT(this=entered.copy(), expression=moment(request.period.end)),
        )
    )
    final = parsed(read)
    assert isinstance(final, exp.Query)
    return final.with_("items", as_=items).with_("placed", as_=placed).sql(dialect="duckdb", pretty=True)


def _known(column: str, given: str, at: str) -> str:
    mark = f' AND "{given}"' if given else ""
    return f'CASE WHEN "{column}" <= {at}{mark} THEN CAST("{column}" AS TIMESTAMP) END'


def _at(value: datetime) -> str:
    return moment(value).sql(dialect="duckdb")
