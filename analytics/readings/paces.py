"""Renovation and investment against their plans, this year up to the end of the period."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.filters import Filter
from analytics.asking.scope import Scope
from analytics.readings.investment_schedule import schedule, standing
from analytics.readings.judged_pace import judged
from analytics.readings.numbers import Numbers, year_to_date
from analytics.shapes.parts import Label, Quantity
from analytics.shapes.units import Pace
from analytics.words.language import _
from analytics.words.wording import count, households, money, number

MOST = 4
PROJECTS = ["progress", "planned_progress", "spend_rate", "planned_spend_rate"]
SIZES = [
    "renovation_projects",
    "renovation_finished",
    "finish_rate",
    "buildings",
    "renovated_households",
    "floor_area",
    "planned_investment",
]


def paces(numbers: Numbers) -> tuple[Pace, ...]:
    """Old compounds, shantytowns, investment, roads, and listed projects once they are behind; those without a plan are left out."""
    scope = year_to_date(numbers)
    assert scope.last is not None
    plans = replace(scope, where=(Filter("plan_year", (str(scope.last.year),)),))
    progress = ask(PROJECTS, by=["renovation_kind"], scope=plans, principal=numbers.principal).frame.set_index("renovation_kind")
    sizes = ask(SIZES, by=["renovation_kind"], scope=plans, principal=numbers.principal).frame.set_index("renovation_kind")
    rows = {kind: pd.concat([sizes.loc[kind], progress.loc[kind]]) for kind in sizes.index.intersection(progress.index)}
    found = (
        _compounds(rows.get("old_compound")),
        _shantytowns(rows.get("shantytown")),
        _investment(numbers, scope),
        _roads(rows.get("road")),
        _listed(rows.get("list_project")),
    )
    return _most([pace for pace in found if pace])


def _most(found: list[Pace]) -> tuple[Pace, ...]:
    """No more than fit side by side: of the renovation the last that keeps its plan gives way first."""
    while len(found) > MOST:
        kept = [pace for pace in found if pace.page == "renovation" and not pace.is_behind]
        found.remove(kept[-1] if kept else found[-1])
    return tuple(found)


def _compounds(row: pd.Series | None) -> Pace | None:
    if row is None:
        return None
    parts = (count(row["buildings"], "buildings"), households(row["renovated_households"]), count(row["floor_area"], "m2"))
    return _progress(_("Old compounds"), row, parts, "old_compound")


def _shantytowns(row: pd.Series | None) -> Pace | None:
    if row is None:
        return None
    whole, people = _("of {amount}").format(amount=money(row["investment_reported"])), households(row["renovated_households"])
    label, paid = Label(_("Shantytowns"), _("paid")), Quantity(float(row["spent"]), "yuan")
    return _pace(label, row["spend_rate"], row["planned_spend_rate"], paid, (whole, people), "shantytown", "spend_rate")


def _roads(row: pd.Series | None) -> Pace | None:
    if row is None:
        return None
    return _progress(_("Roads"), row, _sites(row), "road")


def _listed(row: pd.Series | None) -> Pace | None:
    """Many small works: worth a place only where they are behind."""
    if row is None:
        return None
    found = _progress(_("Listed projects"), row, _sites(row), "list_project")
    return found if found and found.is_behind else None


def _sites(row: pd.Series) -> tuple[str, str]:
    sites = _("{done} of {count} sites").format(done=number(row["renovation_finished"]), count=number(row["renovation_projects"]))
    return sites, money(row["planned_investment"])


def _progress(name: str, row: pd.Series, sizes: tuple[str, ...], work: str) -> Pace | None:
    done = row["progress"]
    return _pace(Label(name, _("progress")), done, row["planned_progress"], Quantity(float(done), "percent"), sizes, work)


def _investment(numbers: Numbers, scope: Scope) -> Pace | None:
    """Funds received against the year's target; the plan is the target's phasing up to the last month that is in."""
    own = numbers.areas.get(scope.area).level if scope.area else None
    plan = schedule(scope, numbers.principal, numbers.newest)
    found = standing(plan, numbers.principal, own)
    if not plan.months or found.target is None or found.rate is None or found.planned is None:
        return None
    return _pace(
        Label(_("Investment"), _("funds received")),
        found.rate,
        found.planned,
        Quantity(found.received, "yuan"),
        (_("target of the year {amount}").format(amount=money(found.target)),),
        "investment",
        "target_rate",
        "investment",
    )


def _pace(
    label: Label,
    value: float,
    planned: float,
    shown: Quantity,
    sizes: tuple[str, ...],
    work: str,
    measure: str = "progress",
    page: str = "renovation",
) -> Pace | None:
    if pd.isna(value) or pd.isna(planned):
        return None
    return Pace(label, float(value), float(planned), judged(float(value - planned)), shown, sizes, page, work, measure)
