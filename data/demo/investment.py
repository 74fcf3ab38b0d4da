"""Investment projects, monthly inflows and targets; the published sums are met by the flows themselves."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from data.demo import names
from data.demo.figures import targets
from data.demo.gazetteer import spread
from data.demo.tables import table

UNIT = 10_000
SHARE_BY_MONTH = np.array([5, 5, 9, 8, 9, 12, 7, 7, 11, 8, 8, 11.0])
ORIGINS = "北京市 上海市 深圳市 江苏省 浙江省 山东省 广东省 天津市 福建省 沈阳市".split()
INDUSTRIES = "装备制造 新材料 食品加工 商贸物流 生物医药 信息技术 文化旅游 新能源 现代农业 汽车零部件".split()
PRODUCTS = "产业园 加工基地 物流中心 研发中心 生产线 综合体 示范园 配套工程".split()
OFFICES = "区委书记 区长 常务副区长 分管副区长 区政协主席 区人大主任 统战部部长 宣传部部长".split()
STEPS = {"signed_at": (30, 150), "landed_at": (40, 160), "started_at": (20, 120), "producing_at": (240, 500)}
KINDS = {"211302": ("project_home", "incubation")}


def investment(areas: pd.DataFrame, last: date, rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Projects, flows and targets as the contracts have them."""
    parts = [_yearly(plan, rng) for plan in table("investment_plans").itertuples()]
    parts += _published_projects(rng)
    projects = pd.concat(parts, ignore_index=True)
    projects = projects[projects["negotiating_at"] <= pd.Timestamp(last)].reset_index(drop=True)
    projects["project_id"] = [f"ZS{number:05d}" for number in range(1, len(projects) + 1)]
    for column in (*STEPS, "withdrawn_at"):
        projects[column] = projects[column].where(projects[column] <= pd.Timestamp(last))
    flows = _flows(projects, last, rng)
    named = areas.set_index("area_code")["name"].reindex(projects["area_code"]).to_numpy()
    industry = rng.choice(INDUSTRIES, len(projects))
    projects["industry"] = industry
    projects["origin"] = rng.choice(ORIGINS, len(projects))
    firms = [a + b for a, b in zip(rng.choice(names.COMMUNITY_FIRST, len(projects)), rng.choice(names.COMMUNITY_LAST, len(projects)), strict=True)]
    projects["investor"] = [f"{firm}{kind}集团" for firm, kind in zip(firms, industry, strict=True)]
    projects["name"] = [f"{firm}{kind}{what}项目" for firm, kind, what in zip(firms, industry, rng.choice(PRODUCTS, len(projects)), strict=True)]
    projects["lead_official"] = named + rng.choice(OFFICES, len(projects))
    return projects.drop(columns="year"), flows, _targets()


def _yearly(plan: object, rng: np.random.Generator) -> pd.DataFrame:
    """The projects that a district works on in one year, from first talks to production."""
    target, year, code = float(plan.target), int(plan.year), str(plan.district)  # type: ignore[attr-defined]
    if code == "230204" and year == 2018:
        return pd.DataFrame()
    count = int(rng.integers(9, 15))
    begun = pd.Timestamp(year - 1, 6, 1) + pd.to_timedelta(rng.integers(0, 330, count), unit="D")
    frame = pd.DataFrame({"area_code": code, "year": year, "kind": "commercial", "negotiating_at": begun})
    moment = begun
    for column, (low, high) in STEPS.items():
        moment = moment + pd.to_timedelta(rng.integers(low, high, count), unit="D")
        frame[column] = moment
    # One in seven talks comes to nothing.
    lost = rng.random(count) < 1 / 7
    frame["withdrawn_at"] = pd.Series(frame["negotiating_at"] + pd.Timedelta(days=120)).where(lost)
    frame.loc[lost, list(STEPS)] = pd.NaT
    amount = spread(int(target * 1.6 / UNIT), rng.lognormal(0, 0.8, count)) * float(UNIT)
    frame["intended_amount"] = amount
    frame["contracted_amount"] = pd.Series((amount * rng.uniform(0.75, 1.0, count)).round(-4)).where(~lost)
    if code == "211002" and year >= 2021:
        # The talks of this spring are published; they come with _published_projects.
        frame["negotiating_at"] = frame["negotiating_at"] - pd.Timedelta(days=200)
        for column in STEPS:
            frame[column] = frame[column] - pd.Timedelta(days=200)
        spring = frame["landed_at"].between(pd.Timestamp(2021, 1, 1), pd.Timestamp(2021, 5, 27))
        for column in ("landed_at", "started_at", "producing_at"):
            frame.loc[spring, column] = frame.loc[spring, column] - pd.Timedelta(days=150)
        frame["landed_at"] = frame["landed_at"].where(frame["landed_at"].isna() | (frame["landed_at"] > frame["signed_at"]), frame["signed_at"])
        talking = (frame["negotiating_at"] <= pd.Timestamp(2021, 5, 27)) & ~(frame["signed_at"] <= pd.Timestamp(2021, 5, 27)) & ~(frame["withdrawn_at"] <= pd.Timestamp(2021, 5, 27))
        frame.loc[talking, "negotiating_at"] = pd.Timestamp(2021, 6, 5)
    return frame


def _published_projects(rng: np.random.Generator) -> list[pd.DataFrame]:
    """Projects whose number was published, with dates inside the published period."""
    values = {target.id: target for target in targets("investment", "demo")}

    def between(first: str, last: str, count: int) -> pd.DatetimeIndex:
        span = (pd.Timestamp(last) - pd.Timestamp(first)).days
        return pd.Timestamp(first) + pd.to_timedelta(rng.integers(0, span + 1, count), unit="D")

    def rows(id_: str, kind: str, **columns: object) -> pd.DataFrame:
        target = values[id_]
        count = int(target.value)
        first = columns.pop("first", str(target.first))
        frame = pd.DataFrame({"area_code": target.area, "year": target.first.year, "kind": kind, "negotiating_at": between(str(first), str(target.last), count)})
        for column in (*STEPS, "withdrawn_at"):
            frame[column] = pd.NaT
        return frame.assign(**columns)

    home = rows("shuangta-project-home-served", "project_home")
    home["intended_amount"] = rng.integers(200, 3000, len(home)) * float(UNIT)
    incubated = rows("shuangta-incubated", "incubation")
    incubated["intended_amount"] = rng.integers(20, 300, len(incubated)) * float(UNIT)
    talks = rows("baita-projects-negotiating", "commercial", first="2021-01-05")
    talks["signed_at"] = talks["negotiating_at"].where(rng.random(len(talks)) < 0, pd.Timestamp(2021, 6, 10) + pd.to_timedelta(rng.integers(0, 200, len(talks)), unit="D"))
    talks["intended_amount"] = rng.integers(4000, 30000, len(talks)) * float(UNIT)
    landed = rows("baita-projects-landed", "commercial", first="2021-01-05")
    landed["landed_at"] = landed["negotiating_at"]
    landed["signed_at"] = landed["landed_at"] - pd.Timedelta(days=60)
    landed["negotiating_at"] = landed["signed_at"] - pd.Timedelta(days=90)
    landed["started_at"] = landed["landed_at"] + pd.Timedelta(days=95)
    landed["contracted_amount"] = rng.integers(9000, 40000, len(landed)) * float(UNIT)
    landed["intended_amount"] = landed["contracted_amount"]
    industrial = rows("tiefeng-projects", "industrial", first="2018-01-08")
    large = int(values["tiefeng-large-projects"].value)
    industrial["signed_at"] = industrial["negotiating_at"]
    industrial["negotiating_at"] = industrial["signed_at"] - pd.Timedelta(days=75)
    industrial["landed_at"] = industrial["signed_at"] + pd.Timedelta(days=20)
    industrial["started_at"] = industrial["signed_at"] + pd.Timedelta(days=60)
    industrial["contracted_amount"] = np.where(np.arange(len(industrial)) < large, rng.integers(10500, 32000, len(industrial)), rng.integers(1200, 9000, len(industrial))) * float(UNIT)
    industrial["intended_amount"] = industrial["contracted_amount"]
    prospects = rows("tiefeng-talks", "prospect", first="2018-01-08")
    prospects["intended_amount"] = spread(int(values["tiefeng-talks-amount"].value) // UNIT, rng.lognormal(0, 0.6, len(prospects))) * float(UNIT)
    prospects["withdrawn_at"] = pd.Timestamp(2019, 9, 30)
    return [home, incubated, talks, landed, industrial, prospects]


def _flows(projects: pd.DataFrame, last: date, rng: np.random.Generator) -> pd.DataFrame:
    """Money by project and month; the months of a year add up to the reached share of its target."""
    rows: list[tuple[str, pd.Timestamp, float]] = []
    until = pd.Period(last, "M") - 1
    paying = projects[projects["kind"].isin(["commercial", "industrial"]) & projects["signed_at"].notna()]
    published = _published_sums()
    for plan in table("investment_plans").itertuples():
        code, year = str(plan.district), int(plan.year)
        months = SHARE_BY_MONTH * rng.normal(1, 0.12, 12)
        totals = spread(int(float(plan.target) * float(plan.reached) / UNIT), months) * float(UNIT)
        for (area, first, final), value in published.items():
            if area == code and first.year == year:
                inside = slice(first.month - 1, final.month)
                totals[inside] = spread(int(round(value)), months[inside])
        mine = paying[(paying["area_code"] == code) & (paying["year"].isin([year, year - 1]))]
        for number, total in enumerate(totals, start=1):
            month = pd.Period(year=year, month=number, freq="M")
            signed = mine.loc[mine["signed_at"] <= month.end_time, "project_id"].to_list() or mine["project_id"].head(2).to_list()
            if month > until or total <= 0 or not signed:
                continue
            chosen = rng.choice(signed, min(len(signed), int(rng.integers(2, 6))), replace=False)
            amounts = spread(int(total), rng.lognormal(0, 0.7, len(chosen)))
            rows += [(str(project), month.start_time, float(amount)) for project, amount in zip(chosen, amounts, strict=True)]
    return pd.DataFrame(rows, columns=["project_id", "month", "inflow"])


def _published_sums() -> dict[tuple[str, date, date], float]:
    """Published inflows by area and months; a growth rate fixes the year before as well."""
    found = {}
    known = targets("investment", "demo")
    for target in known:
        if target.measure == "inflow":
            found[(target.area, target.first, target.last)] = target.value
    for target in known:
        if target.measure == "inflow_yoy":
            key = (target.area, target.first, target.last)
            before = (target.area, target.first.replace(year=target.first.year - 1), target.last.replace(year=target.last.year - 1))
            found[before] = found[key] / (1 + target.value)
    return found


def _targets() -> pd.DataFrame:
    """The year's target (month 0) and its phasing by month."""
    plans = table("investment_plans")
    rows = [(str(plan.district), int(plan.year), 0, float(plan.target)) for plan in plans.itertuples()]
    for plan in plans.itertuples():
        phased = spread(int(plan.target) // UNIT, SHARE_BY_MONTH) * float(UNIT)
        rows += [(str(plan.district), int(plan.year), number, float(value)) for number, value in enumerate(phased, start=1)]
    return pd.DataFrame(rows, columns=["area_code", "year", "month", "target"])
