"""Investment projects, monthly inflows and targets; the published sums are met by the flows themselves."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from data.demo import names
from data.demo.figures import targets
from data.demo.gazetteer import spread
from data.demo.prospects import STEPS, UNIT, published_projects, yearly_projects
from data.demo.tables import rows, table

SHARE_BY_MONTH = np.array([5, 5, 9, 8, 9, 12, 7, 7, 11, 8, 8, 11.0])
ORIGINS = names.pool("investment_origin")
INDUSTRIES = names.pool("industry")
PRODUCTS = names.pool("investment_product")
OFFICES = names.pool("office")
PAYING = ["commercial", "industrial"]
UNPHASED = ("211303", "210411")  # districts that set a target for the year and none for its months


def investment(areas: pd.DataFrame, last: date, rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Projects, flows and targets as the contracts have them; nothing happened after the last day."""
    plans = table("investment_plans")
    projects = pd.concat([*(yearly_projects(plan, rng) for plan in rows(plans)), *published_projects(rng)], ignore_index=True)
    projects = projects[projects["negotiating_at"] <= pd.Timestamp(last)].reset_index(drop=True)
    projects["project_id"] = [f"ZS{number:05d}" for number in range(1, len(projects) + 1)]
    for column in (*STEPS, "withdrawn_at"):
        projects[column] = projects[column].where(projects[column] <= pd.Timestamp(last))
    flows = _flows(projects, last, rng)
    return _described(projects, areas, rng).drop(columns="year"), flows, _targets()


def _described(projects: pd.DataFrame, areas: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    count = len(projects)
    industry = rng.choice(INDUSTRIES, count)
    firms = [
        a + b
        for a, b in zip(rng.choice(names.pool("community_first"), count), rng.choice(names.pool("community_last"), count), strict=True)
    ]
    district = areas.set_index("area_code")["name"].reindex(projects["area_code"]).to_numpy()
    return projects.assign(
        industry=industry,
        origin=rng.choice(ORIGINS, count),
        investor=[f"{firm}{kind}集团" for firm, kind in zip(firms, industry, strict=True)],
        name=[f"{firm}{kind}{what}项目" for firm, kind, what in zip(firms, industry, rng.choice(PRODUCTS, count), strict=True)],
        lead_official=[f"{name}{office}" for name, office in zip(district, rng.choice(OFFICES, count), strict=True)],
    )


def _flows(projects: pd.DataFrame, last: date, rng: np.random.Generator) -> pd.DataFrame:
    """Money by project and month; the months of a year add up to the reached share of its target."""
    paid: list[tuple[str, pd.Timestamp, float]] = []
    until = pd.Period(last, "M") - 1
    paying = projects[projects["kind"].isin(PAYING) & projects["signed_at"].notna()]
    published = _published_sums()
    for plan in rows(table("investment_plans")):
        months = SHARE_BY_MONTH * rng.normal(1, 0.12, 12)
        totals = spread(round(plan.target * plan.reached / UNIT), months) * UNIT
        for (area, first, final), value in published.items():
            if area == plan.district and first.year == plan.year:
                inside = slice(first.month - 1, final.month)
                totals[inside] = spread(round(value), months[inside])
        mine = paying[(paying["area_code"] == plan.district) & paying["year"].isin([plan.year, plan.year - 1])]
        for number, total in enumerate(totals, start=1):
            month = pd.Period(year=plan.year, month=number, freq="M")
            if month > until:
                break
            # Before the first signature of a year, the oldest projects still pay.
            signed = mine.loc[mine["signed_at"] <= month.end_time, "project_id"].to_list() or mine["project_id"].head(2).to_list()
            chosen = rng.choice(signed, min(len(signed), int(rng.integers(2, 6))), replace=False)
            amounts = spread(int(total), rng.lognormal(0, 0.7, len(chosen)))
            paid += [(str(project), month.start_time, float(amount)) for project, amount in zip(chosen, amounts, strict=True)]
    return pd.DataFrame(paid, columns=["project_id", "month", "inflow"])


def _published_sums() -> dict[tuple[str, date, date], float]:
    """Published inflows by area, first and last day; a growth rate fixes the year before as well."""
    known = targets("investment", "demo")
    found = {(target.area, target.first, target.last): target.value for target in known if target.measure == "inflow"}
    for target in known:
        if target.measure == "inflow_yoy":
            before = (target.area, target.first.replace(year=target.first.year - 1), target.last.replace(year=target.last.year - 1))
            found[before] = found[(target.area, target.first, target.last)] / (1 + target.value)
    return found


def _targets() -> pd.DataFrame:
    """The year's target (month 0) and its phasing by month, where the district has set one."""
    plans = table("investment_plans")
    phased = [
        (plan.district, plan.year, number, float(value))
        for plan in rows(plans)
        for number, value in enumerate([plan.target, *(spread(plan.target // UNIT, SHARE_BY_MONTH) * UNIT)])
        if number == 0 or plan.district not in UNPHASED
    ]
    return pd.DataFrame(phased, columns=["area_code", "year", "month", "target"])
