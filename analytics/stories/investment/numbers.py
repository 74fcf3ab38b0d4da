"""The asks behind the investment page: everything it says is computed from these frames."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.geography import Areas, areas
from analytics.asking.principal import Principal
from analytics.asking.rows import rows
from analytics.asking.scope import Scope
from analytics.catalogue import Clock
from analytics.engines.duckdb import newest
from analytics.readings.investment_schedule import ABOVE_DISTRICTS, Schedule, Standing, schedule, standing
from analytics.readings.kept import kept

MONEY = ("inflow", "inflow_comparable", "inflow_yoy", "target_rate", "time_rate")
PROJECTS = (
    "investment_projects",
    "negotiating",
    "signed",
    "landed",
    "started",
    "producing",
    "withdrawn",
    "performance_rate",
    "investment_start_rate",
    "contracted",
    "intended",
    "funding_rate",
    "projects_per_official",
)
DATES = ["negotiating_at", "signed_at", "landed_at", "started_at", "producing_at", "withdrawn_at"]
COLUMNS = ["project_id", "name", "kind", "industry", "investor", "origin", "area_code", "lead_official", *DATES]
COLUMNS += ["contracted_amount", "intended_amount"]


@dataclass(frozen=True)
class Numbers:
    """`money` and `standing_projects` are one row each; `monthly` has the funds of every month of this year and the year before.

    `level`: that of the area's parts, or None from the district down, where the ledger has no finer place. `parts`: one row per area
    of that level; of a district its peers. `projects`: the ledger as it is known at the end of the scope, `flows`: their funds by month.
    `phased`: running target by month of the year, or None where no target holds for the whole.
    """

    scope: Scope
    principal: Principal
    areas: Areas
    plan: Schedule
    money: pd.Series
    against: Standing
    totals: pd.Series
    stages: pd.DataFrame
    monthly: pd.Series
    phased: tuple[float, ...] | None
    level: str | None
    parts: pd.DataFrame
    projects: pd.DataFrame
    flows: pd.DataFrame
    as_of: pd.Timestamp


@kept
def gather(scope: Scope, principal: Principal) -> Numbers:
    """Ask for everything that does not depend on a choice of the page; its frames are shared, so nobody changes them."""
    latest, known = pd.Timestamp(newest()), areas()
    plan = schedule(scope, principal, latest)
    own = known.get(scope.area).level if scope.area else None
    against = standing(plan, principal, own)
    level = known.part_level(scope.area) if own in ABOVE_DISTRICTS else None
    above = known.get(scope.area).parent if scope.area and own == "district" else None
    peers = plan.within(above) if above and _may_see(principal, above, known) else plan
    two_years = replace(plan.money, first=date(plan.year - 1, 1, 1))
    monthly = ask(["inflow"], by=["month"], scope=two_years, principal=principal).frame
    listing = rows("investment_projects", COLUMNS, scope=plan.projects, principal=principal, clock=Clock.STATE)
    flows = rows("investment_flows", ["project_id", "month", "inflow"], scope=_all_until(plan), principal=principal)
    return Numbers(
        scope=scope,
        principal=principal,
        areas=known,
        plan=plan,
        money=ask(MONEY, scope=plan.money, principal=principal).frame.iloc[0],
        against=against,
        totals=ask(PROJECTS, scope=plan.projects, principal=principal).frame.iloc[0],
        stages=ask(["investment_projects", "contracted", "intended"], by=["stage"], scope=plan.projects, principal=principal).frame,
        monthly=monthly.set_index(pd.PeriodIndex(monthly["month"], freq="M"))["inflow"].astype(float),
        phased=_phased(plan, principal) if against.target is not None else None,
        level=level,
        parts=_parts(plan, principal, level) if level else _parts(peers, principal, own if own == "district" else None),
        projects=_known(listing.frame, pd.Timestamp(listing.as_of)),
        flows=flows.frame.assign(month=flows.frame["month"].astype("datetime64[us]")),
        as_of=pd.Timestamp(listing.as_of),
    )


def _may_see(principal: Principal, area: str, known: Areas) -> bool:
    return principal.areas is None or any(code in known.path_codes(area) for code in principal.areas)


def _all_until(plan: Schedule) -> Scope:
    return replace(plan.money, first=date(1990, 1, 1))


def _phased(plan: Schedule, principal: Principal) -> tuple[float, ...]:
    frame = ask(["target_by_now"], scope=plan.money, principal=principal, periods=plan.month_ends()).frame
    return tuple(frame.sort_values("period")["target_by_now"].fillna(0.0).astype(float))


def _parts(plan: Schedule, principal: Principal, level: str | None) -> pd.DataFrame:
    if level is None:
        return pd.DataFrame()
    money = ask(MONEY, by=[level], scope=plan.money, principal=principal).frame
    counted = ask(["investment_projects"], by=[level], scope=plan.projects, principal=principal).frame
    return money.merge(counted, on=level, how="outer").rename(columns={level: "code"}).dropna(subset=["code"])


def _known(frame: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """The ledger as of a moment: later dates have not happened yet, and a project whose every date is later is not there."""
    frame = frame.copy()
    dated = frame[DATES].notna().any(axis=1)
    for column in DATES:
        moments = frame[column].astype("datetime64[us]")
        frame[column] = moments.where(moments < as_of)
    return frame[frame[DATES].notna().any(axis=1) | ~dated].reset_index(drop=True)
