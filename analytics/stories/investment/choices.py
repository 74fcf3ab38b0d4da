"""What the reader may split the year's funds and projects by: industry, origin, kind, size, and the officials in charge."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE
from analytics.engines.duckdb import newest
from analytics.query import OTHERS
from analytics.readings.investment_schedule import schedule
from analytics.readings.kept import kept
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.rows import Bar, Bars
from analytics.shapes.table import Column, Table
from analytics.words.language import _, plural
from analytics.words.money import money, money_unit, shares
from analytics.words.wording import number

COMPOSITIONS = ("industry", "origin", "investment_kind", "project_size")
MOST = 8
LEADING = 0.4  # from this share on, the first is named in the title


@dataclass(frozen=True)
class Official:
    """`received` and `contracted` in yuan; `landed` of `signed` projects."""

    name: str
    projects: int
    talks: int
    signed: int
    landed: int
    contracted: float
    received: float


@kept
def composition(scope: Scope, principal: Principal, dimension: str) -> Panel[Bars]:
    """The year's funds by a dimension, the largest first, the rest together; parts add up to their total."""
    plan = schedule(scope, principal, pd.Timestamp(newest()))
    frame = ask(["inflow"], by=[dimension], scope=plan.money, principal=principal, order="-inflow", limit=MOST, others=True).frame
    frame = frame[frame["inflow"].notna()] if plan.months else frame.head(0)
    amounts = [float(value) for value in frame["inflow"]]
    whole = money_unit(*amounts, sum(amounts))
    names = [_named(dimension, value) for value in frame[dimension]]
    items = zip(names, amounts, whole.parts(amounts), shares(amounts), frame[dimension], strict=True)
    found = tuple(Bar(name, amount, f"{text}　{share}", quiet=value == OTHERS) for name, amount, text, share, value in items)
    head = _("Funds of the year, {unit} and share; together {total}").format(unit=whole.name, total=money(sum(amounts)))
    table = Table(
        (
            Column(_("Name"), tuple(names)),
            Column(_("Funds received"), tuple(amounts), "wan"),
            Column(_("Share"), tuple(amount / sum(amounts) if sum(amounts) else None for amount in amounts), "percent"),
        )
    )
    title, empty = _title(dimension, names, amounts), _("No funds were received in the months that are in.")
    return Panel("composition", title, table, Bars(found, head) if found else None, measures=("inflow",), empty=empty)


@kept
def officials(scope: Scope, principal: Principal) -> tuple[Official, ...]:
    """Officials, as offices, with the projects in their charge; those with most projects first."""
    plan = schedule(scope, principal, pd.Timestamp(newest()))
    measures = ["investment_projects", "negotiating", "performance_rate", "contracted"]
    counted = ask(measures, by=["lead_official"], scope=plan.projects, principal=principal).frame
    funds = ask(["inflow_this_year"], by=["lead_official"], scope=plan.money, principal=principal).frame
    frame = counted.merge(funds, on="lead_official", how="left").dropna(subset=["lead_official"]).fillna(0)
    frame = frame[frame["investment_projects"] > 0].sort_values(["investment_projects", "inflow_this_year"], ascending=False)
    return tuple(
        Official(
            name=str(row.lead_official),
            projects=int(row.investment_projects),
            talks=int(row.negotiating),
            signed=int(row.signed_to_date),
            landed=int(row.landed_of_signed),
            contracted=float(row.contracted),
            received=float(row.inflow_this_year),
        )
        for row in frame.itertuples()
    )


def officials_panel(found: tuple[Official, ...]) -> Panel[Picture]:
    """How many projects fall on each."""
    text = plural("{count} official for {projects} projects", "{count} officials for {projects} projects", len(found))
    title = text.format(count=number(len(found)), projects=number(sum(official.projects for official in found)))
    table = Table(
        (
            Column(_("Official in charge"), tuple(official.name for official in found)),
            Column(_("In hand"), tuple(official.projects for official in found), "count"),
            Column(_("In talks"), tuple(official.talks for official in found), "count"),
            Column(_("Landed / signed"), tuple(f"{official.landed} / {official.signed}" for official in found)),
            Column(_("Contracted"), tuple(official.contracted for official in found), "wan"),
            Column(_("Received this year"), tuple(official.received for official in found), "wan"),
        )
    )
    title = title if found else _("No official is in charge of a project")
    empty = _("The ledger names no official for these projects.")
    return Panel("officials", title, table, measures=("projects_per_official",), empty=empty)


def _named(dimension: str, value: object) -> str:
    if value == OTHERS:
        return _("Others")
    if value is None or value != value:
        return _("not stated")
    labels = CATALOGUE.dimension(dimension).labels
    return _(labels[str(value)]) if str(value) in labels else str(value)


def _title(dimension: str, names: list[str], amounts: list[float]) -> str:
    total = sum(amounts)
    if not total:
        return _("No funds to split")
    if amounts[0] / total >= LEADING:
        return _("{name} brings {share}").format(name=names[0], share=shares(amounts, 0)[0])
    label = _(CATALOGUE.dimension(dimension).label)
    return _("{label}: spread, {name} first with {share}").format(label=label, name=names[0], share=shares(amounts, 0)[0])
