"""The ledger of projects as a table, and one project with its steps and funds."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.stories.investment.model import Strip
from analytics.stories.investment.numbers import Numbers, gather
from analytics.words.language import _
from analytics.words.marks import bold
from analytics.words.money import money, total
from analytics.words.wording import number, percent
from data.contracts.investment import KINDS, STAGE_LABELS, STAGES, WITHDRAWN
from data.contracts.model import N_

TEN_THOUSAND = 10_000
FACTS = (
    ("area_code", N_("Area")),
    ("kind", N_("Kind")),
    ("industry", N_("Industry")),
    ("investor", N_("Investor")),
    ("origin", N_("Origin")),
    ("lead_official", N_("Official in charge")),
)


@dataclass(frozen=True)
class Moment:
    """One step of a project: its day, and how long it took from the step before; empty where it has not come."""

    label: str
    day: str
    after: str


@dataclass(frozen=True)
class Project:
    """`months` and `strip` are its funds by month from the first to the last that is in."""

    id: str
    name: str
    headline: str
    support: str
    facts: tuple[tuple[str, str], ...]
    moments: tuple[Moment, ...]
    months: tuple[str, ...]
    strip: Strip | None


@kept
def ledger(scope: Scope, principal: Principal) -> pd.DataFrame:
    """Every project known at as-of, the largest first: id, name, area, official, industry, stage, since, amounts in 万元."""
    numbers = gather(scope, principal)
    projects = numbers.projects
    received = numbers.flows.groupby("project_id")["inflow"].apply(lambda values: total(list(values)))
    stage, since = _stages(projects)
    frame = pd.DataFrame(
        {
            _("Number"): projects["project_id"],
            _("Project"): projects["name"],
            _("Area"): projects["area_code"].map(numbers.areas.name),
            _("Stage"): stage,
            _("Since"): since.dt.strftime("%Y-%m-%d"),
            _("Industry"): projects["industry"],
            _("Origin"): projects["origin"],
            _("Official in charge"): projects["lead_official"],
            _("Intended, 10,000 yuan"): projects["intended_amount"] / TEN_THOUSAND,
            _("Contracted, 10,000 yuan"): projects["contracted_amount"] / TEN_THOUSAND,
            _("Received, 10,000 yuan"): projects["project_id"].map(received).fillna(0.0) / TEN_THOUSAND,
        }
    )
    order = projects["contracted_amount"].fillna(projects["intended_amount"]).fillna(0).sort_values(ascending=False, kind="stable").index
    return frame.loc[order].reset_index(drop=True)


@kept
def project(scope: Scope, principal: Principal, project_id: str) -> Project | None:
    """One project of the scope; None where the scope has none of that number."""
    numbers = gather(scope, principal)
    found = numbers.projects[numbers.projects["project_id"] == project_id]
    if found.empty:
        return None
    row = found.iloc[0]
    flows = numbers.flows[numbers.flows["project_id"] == project_id].sort_values("month")
    received = total(list(flows["inflow"]))
    stage, since = _stages(found)
    months, strip = _months(numbers, row, flows)
    return Project(
        id=project_id,
        name=str(row["name"]),
        headline=_("{name}: {stage} since {day}").format(name=row["name"], stage=stage.iloc[0], day=_day(since.iloc[0])),
        support=_money_sentence(row, received),
        facts=tuple((_(label), _fact(numbers, row, column)) for column, label in FACTS),
        moments=_moments(row),
        months=months,
        strip=strip,
    )


def _money_sentence(row: pd.Series, received: float) -> str:
    if pd.notna(row["contracted_amount"]) and row["contracted_amount"]:
        return _("Received {received} of {contracted} contracted, {share}.").format(
            received=money(received), contracted=money(row["contracted_amount"]), share=bold(percent(received / row["contracted_amount"]))
        )
    if pd.notna(row["intended_amount"]):
        return _("Intended {intended}, received {received}; no contracted amount is on record.").format(
            intended=money(row["intended_amount"]), received=money(received)
        )
    return _("Received {received}; no amount is on record.").format(received=money(received))


def _stages(projects: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The stage of each project in words and the day it was reached: the furthest that has come, withdrawal before all."""
    stage = pd.Series("", index=projects.index, dtype="str")
    since = pd.Series(pd.NaT, index=projects.index, dtype="datetime64[us]")
    for name in (*STAGES, WITHDRAWN):
        reached = projects[f"{name}_at"]
        stage = stage.where(reached.isna(), _(STAGE_LABELS[name]))
        since = since.where(reached.isna(), reached)
    return stage, since


def _moments(row: pd.Series) -> tuple[Moment, ...]:
    found, before = [], None
    for name in (*STAGES, WITHDRAWN):
        day = row[f"{name}_at"]
        if name == WITHDRAWN and pd.isna(day):
            continue
        after = _("{days} days").format(days=number((day - before).days)) if before is not None and pd.notna(day) else ""
        found.append(Moment(_(STAGE_LABELS[name]), _day(day), after))
        before = day if pd.notna(day) else before
    return tuple(found)


def _months(numbers: Numbers, row: pd.Series, flows: pd.DataFrame) -> tuple[tuple[str, ...], Strip | None]:
    if flows.empty or not numbers.plan.months:
        return (), None
    last = pd.Period(year=numbers.plan.year, month=numbers.plan.months, freq="M")
    index = pd.period_range(flows["month"].min().to_period("M"), last, freq="M")
    wide = flows.groupby(flows["month"].dt.to_period("M"))["inflow"].sum().reindex(index).fillna(0.0)
    return tuple(str(month) for month in index), Strip(str(row["name"]), str(row["project_id"]), tuple(map(float, wide)), 0)


def _fact(numbers: Numbers, row: pd.Series, column: str) -> str:
    value = row[column]
    if column == "area_code":
        return " › ".join(area.name for area in numbers.areas.path(str(value))) if value in numbers.areas.by_code else str(value)
    if column == "kind":
        return _(KINDS[value]) if value in KINDS else str(value)
    return str(value) if isinstance(value, str) else _("not stated")


def _day(value: pd.Timestamp) -> str:
    return "" if pd.isna(value) else f"{value:%Y-%m-%d}"
