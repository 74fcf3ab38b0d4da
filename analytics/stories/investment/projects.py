"""The ledger of projects as a table, and one project with its steps and funds."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.shapes.funds import Strip, Strips
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.table import Column, Kind, Table
from analytics.stories.investment.numbers import Numbers, gather
from analytics.words.language import _, plural
from analytics.words.marks import bold
from analytics.words.money import money, total
from analytics.words.wording import number, percent
from data.contracts.investment import KINDS, STAGE_LABELS, STAGES, WITHDRAWN
from data.contracts.model import N_

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
    """`steps` has the moments as its table; `months` are the funds from the first month to the last that is in."""

    headline: str
    support: str
    facts: Panel[Picture]
    steps: Panel[Picture]
    moments: tuple[Moment, ...]
    months: Panel[Strips]


@kept
def ledger(scope: Scope, principal: Principal) -> Panel[Picture]:
    """Every project known at as-of, the largest first."""
    numbers = gather(scope, principal)
    projects = numbers.projects
    received = numbers.flows.groupby("project_id")["inflow"].apply(lambda values: total(list(values)))
    stage, since = _stages(projects)
    told = projects.assign(
        stage=stage,
        since=since,
        area=projects["area_code"].map(numbers.areas.name),
        received=projects["project_id"].map(received).fillna(0.0),
        size=projects["contracted_amount"].fillna(projects["intended_amount"]).fillna(0),
    ).sort_values("size", ascending=False, kind="stable")

    def column(head: str, name: str, kind: Kind = "text") -> Column:
        return Column(head, tuple(told[name]), kind)

    table = Table(
        (
            column(_("Number"), "project_id"),
            column(_("Project"), "name"),
            column(_("Area"), "area"),
            column(_("Stage"), "stage"),
            column(_("Since"), "since", "day"),
            column(_("Industry"), "industry"),
            column(_("Origin"), "origin"),
            column(_("Official in charge"), "lead_official"),
            column(_("Intended"), "intended_amount", "wan"),
            column(_("Contracted"), "contracted_amount", "wan"),
            column(_("Funds received"), "received", "wan"),
        )
    )
    text = plural("{count} project in the ledger", "{count} projects in the ledger", len(projects))
    return Panel("ledger", text.format(count=number(len(projects))), table, note=_("Choose a row to see the project."))


@kept
def project(scope: Scope, principal: Principal, project_id: str) -> Project | None:
    """One project of the scope; None where the scope has none of that number."""
    numbers = gather(scope, principal)
    found = numbers.projects[numbers.projects["project_id"] == project_id]
    if found.empty:
        return None
    row = found.iloc[0]
    flows = numbers.flows[numbers.flows["project_id"] == project_id].sort_values("month")
    stage, since = _stages(found)
    moments = _moments(row)
    return Project(
        headline=_("{name}: {stage} since {day}").format(name=row["name"], stage=stage.iloc[0], day=_day(since.iloc[0])),
        support=_money_sentence(row, total(list(flows["inflow"]))),
        facts=_facts(numbers, row),
        steps=_steps(moments),
        moments=moments,
        months=_months(numbers, row, flows),
    )


def _facts(numbers: Numbers, row: pd.Series) -> Panel[Picture]:
    stated = [(_("Number"), str(row["project_id"])), *((_(label), _fact(numbers, row, column)) for column, label in FACTS)]
    names, values = zip(*stated, strict=True)
    return Panel("facts", _("What the ledger says"), Table((Column(_("Fact"), names), Column(_("Value"), values))))


def _steps(moments: tuple[Moment, ...]) -> Panel[Picture]:
    columns = (
        Column(_("Stage"), tuple(moment.label for moment in moments)),
        Column(_("Day"), tuple(moment.day for moment in moments)),
        Column(_("After the step before"), tuple(moment.after for moment in moments)),
    )
    return Panel("steps", _("Steps and the days between"), Table(columns))


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


def _months(numbers: Numbers, row: pd.Series, flows: pd.DataFrame) -> Panel[Strips]:
    months, picture = pd.PeriodIndex([], freq="M"), None
    values: tuple[float, ...] = ()
    if not flows.empty and numbers.plan.months:
        last = pd.Period(year=numbers.plan.year, month=numbers.plan.months, freq="M")
        months = pd.period_range(flows["month"].min().to_period("M"), last, freq="M")
        wide = flows.groupby(flows["month"].dt.to_period("M"))["inflow"].sum().reindex(months).fillna(0.0)
        values = tuple(map(float, wide))
        strip = Strip(str(row["name"]), values, 0)
        picture = Strips(tuple(month.start_time.date() for month in months), (strip,), marked=len(months) + 1)
    table = Table((Column(_("Month"), tuple(str(month) for month in months)), Column(_("Received, yuan"), values, "tenth")))
    return Panel("project-months", _("Funds by month"), table, picture, measures=("inflow",), empty=_("No funds have been received yet."))


def _fact(numbers: Numbers, row: pd.Series, column: str) -> str:
    value = row[column]
    if column == "area_code":
        return " › ".join(area.name for area in numbers.areas.path(str(value))) if value in numbers.areas.by_code else str(value)
    if column == "kind":
        return _(KINDS[value]) if value in KINDS else str(value)
    return str(value) if isinstance(value, str) else _("not stated")


def _day(value: pd.Timestamp) -> str:
    return "" if pd.isna(value) else f"{value:%Y-%m-%d}"
