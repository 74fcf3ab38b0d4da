"""Renovation projects and their monthly progress: exact totals per plan, S-curves that rest in winter, some behind."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import shapely

from data.contracts.policy import policy
from data.demo import names
from data.demo.gazetteer import spread
from data.demo.planted import planted
from data.demo.replanning import Move, in_grids, moved_plans, restated, without_stated_plan
from data.demo.tables import rows, table

WINTER_PACE = 0.22
BEHIND = 0.16  # share of projects that fall far behind
CLASSES = ["basic", "basic+improvement", "improvement", "basic+improvement+upgrade", "upgrade"]
CONTRACTORS = names.pool("contractor")
OWNERS = {
    "old_compound": "住房和城乡建设局",
    "shantytown": "房屋征收办公室",
    "road": "市政设施管理处",
    "list_project": "区委组织部",
    "cadre_project": "区委办公室",
}
TASKS = names.pool("improvement")
SUMS = ("buildings", "households", "floor_area_m2", "planned_investment")


def renovation(
    areas: pd.DataFrame, last: date, rng: np.random.Generator, plans_rng: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Projects, progress and stated plans as the contracts have them: the plans of the last year and of those before."""
    projects = pd.concat([_named(areas, rng), _planned(areas, rng)], ignore_index=True)
    projects = projects[projects["year"] <= last.year].reset_index(drop=True)
    projects["started_at"] = projects["started_at"].where(projects["started_at"] <= pd.Timestamp(last))
    projects["project_id"] = [f"GZ{year}{number:05d}" for number, year in enumerate(projects["year"], start=1)]
    projects["area_code"] = in_grids(projects, areas, plans_rng)
    points = shapely.point_on_surface(areas.set_index("area_code")["shape"].reindex(projects["area_code"]).to_numpy())
    projects["longitude"], projects["latitude"] = shapely.get_x(points).round(6), shapely.get_y(points).round(6)
    projects["speed"] = _speeds(projects, rng)
    moves = moved_plans(projects, last, plans_rng)
    progress = _progress(projects, moves, last, rng)
    finished = progress[progress["actual_percent"] >= 100].groupby("project_id")["month"].min()
    projects["finished_at"] = projects["project_id"].map(finished) + pd.to_timedelta(rng.integers(3, 27, len(projects)), unit="D")
    projects["finished_at"] = projects["finished_at"].where(projects["finished_at"] >= projects["started_at"])
    projects, plans = restated(projects, moves)
    return projects.drop(columns=["year", "speed"]), without_stated_plan(progress, projects, plans_rng), plans


def _speeds(projects: pd.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """Actual over planned pace: most near the plan, some far behind."""
    count = len(projects)
    speed = np.where(rng.random(count) < BEHIND, rng.uniform(0.45, 0.75, count), rng.normal(1.01, 0.07, count).clip(0.85, 1.2))
    for event in planted("behind"):
        inside = (projects["area_code"].str.startswith(event.areas[0]) & (projects["year"] == event.last.year)).to_numpy()
        speed[inside] = event.size * rng.normal(1, 0.05, int(inside.sum()))
    return speed


def _named(areas: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    frame = table("renovation_named").copy()
    frame["area_code"] = [_communities(areas, str(street))[0] for street in frame["street"]]
    for column in ("planned_start", "started_at", "planned_finish"):
        frame[column] = pd.to_datetime(frame[column])
    return _bodies(frame.drop(columns="street"), areas, rng)


def _planned(areas: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    parts = []
    for plan in rows(table("renovation_plans")):
        count = int(plan.projects)
        size = rng.lognormal(0, 0.6, count)
        frame = pd.DataFrame({"kind": [str(plan.kind)] * count, "year": int(plan.year)})
        for column in SUMS:
            total = getattr(plan, column)
            if total == total:
                unit = 10_000 if column == "planned_investment" else 1
                frame[column] = spread(int(total) // unit, size * rng.lognormal(0, 0.12, count)) * unit
        frame["area_code"] = _sites(areas, str(plan.district), str(plan.kind), count, rng)
        frame["name"] = _titles(areas, frame, str(plan.kind), rng)
        frame["class"] = rng.choice(CLASSES, count, p=[0.4, 0.28, 0.16, 0.1, 0.06]) if plan.kind == "old_compound" else None
        frame = frame.assign(**_dates(str(plan.kind), int(plan.year), count, rng))
        parts.append(_bodies(frame, areas, rng))
    return pd.concat(parts, ignore_index=True)


def _dates(kind: str, year: int, count: int, rng: np.random.Generator) -> dict[str, pd.DatetimeIndex]:
    def days(low: int, high: int) -> pd.TimedeltaIndex:
        return pd.to_timedelta(rng.integers(low, high, count), unit="D")

    if kind == "cadre_project":
        start = pd.Timestamp(year, 3, 5) + days(0, 100)
        return {"planned_start": start, "started_at": start + days(0, 12), "planned_finish": start + days(90, 190)}
    if kind == "list_project":
        start = pd.Timestamp(year, 1, 4) + days(0, 300 if year < 2022 else 90)
        finish = (start + days(40, 150)).map(lambda day: min(day, pd.Timestamp(year, 12, 28)))
        return {"planned_start": start, "started_at": start + days(0, 15), "planned_finish": pd.DatetimeIndex(finish)}
    # Every third project of a plan begins in the autumn before, so that work is under way when the winter ends.
    early = rng.random(count) < 0.35
    start = pd.DatetimeIndex(np.where(early, pd.Timestamp(year - 1, 8, 20) + days(0, 60), pd.Timestamp(year, 3, 1) + days(0, 75)))
    months = days(150, 240) if kind == "old_compound" else days(200, 290)
    finish = pd.DatetimeIndex(np.where(early, pd.Timestamp(year, 5, 15) + days(0, 120), start + months))
    finish = pd.DatetimeIndex(np.minimum(finish.to_numpy(), np.datetime64(f"{year}-12-28")))
    return {"planned_start": start, "started_at": start + days(0, 20), "planned_finish": finish}


def _bodies(frame: pd.DataFrame, areas: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    district = areas.set_index("area_code")["name"].reindex(frame["area_code"].str[:6]).to_numpy()
    frame["owner"] = district + frame["kind"].map(OWNERS)
    frame["contractor"] = rng.choice([f"{name}建设工程公司" for name in CONTRACTORS], len(frame))
    return frame


def _communities(areas: pd.DataFrame, code: str) -> list[str]:
    inside = areas["area_code"].str.startswith(code) & areas["level"].eq("community") & areas["kind"].eq("社区")
    return areas.loc[inside, "area_code"].to_list()


def _sites(areas: pd.DataFrame, district: str, kind: str, count: int, rng: np.random.Generator) -> list[str]:
    communities = _communities(areas, district)
    if kind == "shantytown":  # one in each of the streets that have any
        streets = list(dict.fromkeys(code[:9] for code in communities))
        return [str(next(code for code in communities if code.startswith(street))) for street in rng.choice(streets, count, replace=False)]
    return [str(code) for code in rng.choice(communities, count, replace=count > len(communities))]


def _titles(areas: pd.DataFrame, frame: pd.DataFrame, kind: str, rng: np.random.Generator) -> list[str]:
    place = areas.set_index("area_code")["name"].reindex(frame["area_code"]).str.removesuffix("社区").to_list()
    if kind == "old_compound":
        return names.draw(rng, names.COMPOUNDS, len(place), set())
    if kind == "shantytown":
        return [f"{name}地块棚户区改造" for name in place]
    if kind == "road":
        return [f"{name}路打通" for name in place]
    return [f"{name}社区{task}" for name, task in zip(place, rng.choice(TASKS, len(place)), strict=True)]


def _progress(projects: pd.DataFrame, moves: dict[str, Move], last: date, rng: np.random.Generator) -> pd.DataFrame:
    """One row per project and month from the planned start to the last full month or the completion."""
    winter = policy().seasons.winter_break_months
    months_of: list[tuple[Any, ...]] = []
    until = pd.Period(last, "M") - 1
    for project in rows(projects):
        months = pd.period_range(project.planned_start, until, freq="M")
        work = pd.period_range(project.planned_start, project.planned_finish, freq="M")
        weights = np.array([WINTER_PACE if month.month in winter else 1.0 for month in work]) * np.hanning(len(work) + 4)[2:-2]
        planned = 100 * np.cumsum(weights) / weights.sum()
        # Behind schedule, the same work stretches over more months.
        reach = np.arange(1, len(months) + 1) * project.speed
        actual = np.interp(reach, np.arange(0, len(planned) + 1), [0, *planned])
        original = len(planned)
        if project.project_id in moves:
            planned = moves[project.project_id].stretched(planned, project.planned_start)
        actual = np.where(reach >= original, 100, np.maximum.accumulate(actual * rng.normal(1, 0.015, len(actual))).clip(0, 99.4))
        for position, month in enumerate(months):
            plan = float(planned[min(position, len(planned) - 1)])
            done = float(actual[position])
            months_of.append((project.project_id, month.start_time, round(plan, 1), round(done, 1), plan, done, project.planned_investment))
            if done >= 100 and position >= len(planned) - 1:
                break
    frame = pd.DataFrame(months_of, columns=["project_id", "month", "planned_percent", "actual_percent", "plan", "done", "investment"])
    frame["planned_spend"] = (frame["investment"] * frame["plan"] / 100 * 0.92).round(-2)
    frame["actual_spend"] = (frame["investment"] * frame["done"] / 100 * 0.86 * rng.normal(1, 0.02, len(frame))).round(-2)
    frame["actual_spend"] = frame.groupby("project_id")["actual_spend"].cummax()
    return frame.drop(columns=["plan", "done", "investment"])
