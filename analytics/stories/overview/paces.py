"""Renovation and investment against their plans, this year up to the end of the period."""

from __future__ import annotations

from calendar import isleap
from dataclasses import replace
from typing import Literal

import pandas as pd

from analytics.ask import ask
from analytics.filters import Filter
from analytics.language import _
from analytics.scope import Scope
from analytics.stories.overview.model import Pace
from analytics.stories.overview.numbers import Numbers, year_to_date
from analytics.wording import count, households, money, number, percent, points
from data.contracts.policy import policy

ON_PLAN = 0.005  # half a percentage point is neither ahead nor behind
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
    """Old compounds, shantytowns, investment and roads; those without a plan this year are left out."""
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
    )
    return tuple(pace for pace in found if pace)


def _compounds(row: pd.Series | None) -> Pace | None:
    if row is None:
        return None
    parts = (count(row["buildings"], "buildings"), households(row["renovated_households"]), count(row["floor_area"], "m2"))
    return _pace(_("Old compounds · progress"), row["progress"], row["planned_progress"], percent(row["progress"]), " · ".join(parts))


def _shantytowns(row: pd.Series | None) -> Pace | None:
    if row is None:
        return None
    whole = _("of {amount} · {households}").format(
        amount=money(row["investment_reported"]), households=households(row["renovated_households"])
    )
    return _pace(_("Shantytowns · paid"), row["spend_rate"], row["planned_spend_rate"], money(row["spent"]), whole)


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
    )


def _investment(numbers: Numbers, scope: Scope) -> Pace | None:
    """Funds received against the year's target; the plan is an even share of the year."""
    assert scope.last is not None
    inflow = ask(["inflow"], scope=scope, principal=numbers.principal).frame["inflow"].iloc[0]
    year = replace(scope, where=(Filter("target_year", (str(scope.last.year),)),))
    target = ask(["investment_target"], scope=year, principal=numbers.principal).frame["investment_target"].iloc[0]
    if pd.isna(target) or not target:
        return None
    elapsed = scope.last.timetuple().tm_yday / (366 if isleap(scope.last.year) else 365)
    received = 0.0 if pd.isna(inflow) else float(inflow)
    return _pace(
        _("Investment · funds received"),
        received / target,
        elapsed,
        money(received),
        _("target of the year {amount}").format(amount=money(target)),
        "investment",
    )


def _pace(label: str, value: float, planned: float, big: str, sub: str, page: str = "renovation") -> Pace | None:
    if pd.isna(value) or pd.isna(planned):
        return None
    lead = float(value - planned)
    size = points(abs(lead)).lstrip("+")
    state, judgement = _judged(lead, size)
    return Pace(label, float(value), float(planned), state, judgement, big, sub, page)


def _judged(lead: float, size: str) -> tuple[Literal["ahead", "near", "behind"], str]:
    if abs(lead) < ON_PLAN:
        return "near", "✓ " + _("on plan")
    if lead > 0:
        return "ahead", "✓ " + _("{points} ahead").format(points=size)
    if -lead < policy().pace.behind_limit:
        return "near", "△ " + _("{points} slower").format(points=size)
    return "behind", "✕ " + _("{points} behind").format(points=size)
