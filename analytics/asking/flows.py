"""The flow of a programme for a scope and a principal: steps with counts and waits, who holds what, by area, month by month, item by item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import get_close_matches

import numpy as np
import pandas as pd

from analytics.asking.cohorts import Cohort, cohort
from analytics.asking.filters import parse_filter
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.catalogue import CATALOGUE
from analytics.query import steps as sql
from analytics.query import table as table_sql
from analytics.query.steps import LAST_HOUR, StepRequest
from data.contracts.model import N_
from data.contracts.problem import did_you_mean
from data.contracts.programmes import Programme, ProgrammeError

TABLES = {"tickets": "tickets", "activities": "activities", "investment": "investment_projects", "renovation": "renovation_states"}
NAMED = {
    "tickets": ("ticket_id", "title"),
    "activities": ("activity_id", "kind"),
    "investment": ("project_id", "name"),
    "renovation": ("project_id", "name"),
}
WHOLE_WAY = -1


@dataclass(frozen=True)
class StepFlow:
    """One step at as-of: `reached` it or went past it, `standing` there, `late` of these; hours by which half and nine in ten went on.

    `timed` items tell how long it takes; `marked` have the moment of the step themselves.
    """

    reached: int
    standing: int
    late: int
    half: float | None
    most: float | None
    timed: int
    marked: int

    @property
    def is_reported(self) -> bool:
        return self.marked > 0


@dataclass(frozen=True)
class Flow:
    """`way` is the whole way as a step. `holders`: holder (None: not stated), items, late, of what is open, most first."""

    programme: Programme
    period: Period
    steps: tuple[StepFlow, ...]
    way: StepFlow
    holders: tuple[tuple[str | None, int, int], ...]

    @property
    def entered(self) -> int:
        return self.steps[0].reached

    @property
    def done(self) -> int:
        return self.steps[-1].reached

    @property
    def open(self) -> int:
        return self.entered - self.done

    @property
    def late(self) -> int:
        return sum(step.late for step in self.steps)


def scope_of(programme: Programme, scope: Scope) -> Scope:
    """The scope with the filters of the programme, and from its first day on where it names no window of its own."""
    where = tuple(parse_filter(text) for text in programme.where)
    return replace(scope, where=(*scope.where, *where))


def flow(programme: Programme, scope: Scope, principal: Principal) -> Flow:
    """Counts, waits and holders. Raises ProgrammeError for a column that the rows do not have, and what cohort() raises."""
    with cohort(scope_of(programme, scope), principal) as rows:
        whole = _request(programme, rows)
        there = rows.reader.cached(sql.reported(whole)).iloc[0]
        known = [step for step in range(len(programme.steps)) if there[f"m{step}"]]
        request = _only(whole, known)
        stands = rows.reader.cached(sql.standing(request)) if known else pd.DataFrame(columns=["step", "holder", "items", "late"])
        waits = rows.reader.cached(sql.waits(request)) if len(known) > 1 else pd.DataFrame(columns=["step", "hour", "ended", "leaving"])
    # The rows count their steps without those that nobody reports.
    stands, waits = (
        frame.assign(step=frame["step"].map(dict(enumerate(known))).fillna(WHOLE_WAY).astype(int)) for frame in (stands, waits)
    )
    final = len(programme.steps) - 1
    by_step = stands.groupby("step")[["items", "late"]].sum().reindex(range(final + 1)).fillna(0).astype(int)
    reached = by_step["items"][::-1].cumsum()[::-1]
    found = []
    for step in range(final + 1):
        half, most, timed = _quantiles(waits[waits["step"] == step])
        is_open = step < final
        late = int(by_step["late"][step]) if is_open else 0
        found.append(StepFlow(int(reached[step]), int(by_step["items"][step]), late, half, most, timed, int(there[f"m{step}"])))
    half, most, timed = _quantiles(waits[waits["step"] == WHOLE_WAY]) if final in known else (None, None, 0)
    way = StepFlow(int(reached[0]), int(reached[0] - reached[final]), sum(step.late for step in found), half, most, timed, int(reached[0]))
    return Flow(programme, request.period, tuple(found), way, _holders(stands[stands["step"] < final]))


def by_area(programme: Programme, scope: Scope, principal: Principal, level: str) -> pd.DataFrame:
    """code, items, done: one row for each area of the level that has items."""
    return _asked(programme, scope, principal, lambda request: sql.places(request, level)).dropna(subset=["code"])


def by_month(programme: Programme, scope: Scope, principal: Principal) -> pd.DataFrame:
    """month, entered, done; a month without either has no row."""
    return _asked(programme, scope, principal, sql.months)


def items(programme: Programme, scope: Scope, principal: Principal, limit: int, *, only_open: bool = True) -> pd.DataFrame:
    """Number, name, place and holder of items, the moment of each step, step, hours at it, hours beyond its limit; the latest first."""
    columns = NAMED[programme.source]
    return _asked(programme, scope, principal, lambda request: sql.ledger(request, columns, limit, only_open=only_open))


def _asked(programme: Programme, scope: Scope, principal: Principal, ask: Callable[[StepRequest], str]) -> pd.DataFrame:
    with cohort(scope_of(programme, scope), principal) as rows:
        return rows.reader.cached(ask(_request(programme, rows))).copy()


def _request(programme: Programme, rows: Cohort) -> StepRequest:
    table = TABLES[programme.source]
    model = next(model for model in CATALOGUE.models if model.table == table)
    there = list(rows.reader.cached(table_sql(table, limit=0)).columns)
    for place, step in enumerate(programme.steps, start=1):
        for name in (step.reached, step.given):
            _check(programme, f"steps.{place}", name, there)
    _check(programme, "holder", programme.holder, there)
    for item in programme.where:
        name = parse_filter(item).dimension
        if model.dimension(name) is None:
            _refuse(programme, "where", name, [dimension.id for dimension in model.dimensions])
    return StepRequest(
        table,
        tuple((step.reached, step.given) for step in programme.steps),
        tuple(step.limit for step in programme.steps),
        programme.holder,
        rows.period,
        tuple(item for item in rows.where if model.dimension(item.dimension)),
    )


def _only(request: StepRequest, known: list[int]) -> StepRequest:
    """The request without the steps that no item reports: the step before then waits for the one after."""
    return replace(request, moments=tuple(request.moments[n] for n in known), limits=tuple(request.limits[n] for n in known))


def _check(programme: Programme, entry: str, name: str, there: list[str]) -> None:
    if name and name not in there:
        _refuse(programme, entry, name, there)


def _refuse(programme: Programme, entry: str, name: str, possible: list[str]) -> None:
    near = next(iter(get_close_matches(name, possible, n=1)), None)
    raise ProgrammeError(
        N_("The programme {file}, entry {entry}: the rows have no {name}.{hint} Possible: {possible}."),
        file=programme.id,
        entry=entry,
        name=name,
        hint=did_you_mean(near),
        possible=possible,
    )


def _holders(stands: pd.DataFrame) -> tuple[tuple[str | None, int, int], ...]:
    if stands.empty:
        return ()
    summed = stands.groupby("holder", dropna=False)[["items", "late"]].sum().sort_values(["items", "late"], ascending=False, kind="stable")
    return tuple((None if pd.isna(holder) else str(holder), int(row["items"]), int(row["late"])) for holder, row in summed.iterrows())


def _quantiles(rows: pd.DataFrame) -> tuple[float | None, float | None, int]:
    """Hours by which half and nine in ten have gone on (Kaplan–Meier over whole hours), and how many were followed.

    Kaplan, E. L. & Meier, P. (1958), Nonparametric estimation from incomplete observations. JASA 53.
    """
    if rows.empty:
        return None, None, 0
    hours = rows.sort_values("hour")
    leaving, ended = hours["leaving"].to_numpy(float), hours["ended"].to_numpy(float)
    at_risk = leaving[::-1].cumsum()[::-1]
    surviving = np.cumprod(1 - ended / at_risk)
    found = [next((float(hour) for hour, left in zip(hours["hour"], surviving, strict=True) if left <= q + 1e-9), None) for q in (0.5, 0.1)]
    half, most = (None if value is None or value >= LAST_HOUR else value for value in found)
    return half, most, int(leaving.sum())
