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
from analytics.shapes.units import Pace
from analytics.words.language import _
from analytics.words.wording import count, households, money, number, percent

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
        kept = [pace for pace in found if pace.page == "renovation" and pace.state != "behind"]
        found.remove(kept[-1] if kept else found[-1])
    return tuple(found)


def _compounds(row: pd.Series | None) -> Pace | None:
    if row is None:
        return None
    parts = (count(row["buildings"], "buildings"), households(row["renovated_households"]), count(row["floor_area"], "m2"))
    return _pace(
        _("Old compounds · progress"), row["progress"], row["planned_progress"], percent(row["progress"]), " · ".join(parts), "old_compound"
    )


def _shantytowns(row: pd.Series | None) -> Pace | None:
    if row is None:
        return None
    whole = _("of {amount} · {households}").format(
        amount=money(row["investment_reported"]), households=households(row["renovated_households"])
    )
    return _pace(
        _("Shantytowns · paid"), row["spend_rate"], row["planned_spend_rate"], money(row["spent"]), whole, "shantytown", "spend_rate"
    )


def _roads(row: pd.Series | None) -> Pace | None:
    if row is None:
        return None
    sites = _("{done} of {count} sites").format(done=number(row["renovation_finished"]), count=number(row["renovation_projects"]))
    return _pace(
        _("Roads · progress"),
        row["progress"],
        row["planned_progress"],
        percent(row["progress"]),
        f"{sites} · {money(row['planned_investment'])}",
        "road",
    )


def _listed(row: pd.Series | None) -> Pace | None:
    """Many small works: worth a place only where they are behind."""
    if row is None:
        return None
    sites = _("{done} of {count} sites").format(done=number(row["renovation_finished"]), count=number(row["renovation_projects"]))
    size = f"{sites} · {money(row['planned_investment'])}"
    found = _pace(_("Listed projects · progress"), row["progress"], row["planned_progress"], percent(row["progress"]), size, "list_project")
    return found if found and found.state == "behind" else None


def _investment(numbers: Numbers, scope: Scope) -> Pace | None:
    """Funds received against the year's target; the plan is the target's phasing up to the last month that is in."""
    own = numbers.areas.get(scope.area).level if scope.area else None
    plan = schedule(scope, numbers.principal, numbers.newest)
    found = standing(plan, numbers.principal, own)
    if not plan.months or found.target is None or found.rate is None or found.planned is None:
        return None
    return _pace(
        _("Investment · funds received"),
        found.rate,
        found.planned,
        money(found.received),
        _("target of the year {amount}").format(amount=money(found.target)),
        "investment",
        "target_rate",
        "investment",
    )


def _pace(
    label: str, value: float, planned: float, big: str, sub: str, work: str, measure: str = "progress", page: str = "renovation"
) -> Pace | None:
    if pd.isna(value) or pd.isna(planned):
        return None
    state, judgement = judged(float(value - planned))
    return Pace(label, float(value), float(planned), state, judgement, big, sub, page, work, measure)
