"""How the plans of the demo's projects are told: some are moved while work is under way, some state no progress at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.demo.tables import rows

PLACED_IN_GRIDS = ("old_compound", "shantytown")
WITHOUT_STATED_PLAN = ("list_project", "cadre_project")
UNSTATED = 0.12  # share of the other projects whose reports leave the planned progress out
MOVED_SLOW, MOVED = 0.4, 0.05  # share of the slow and of the other projects whose plan is moved
SLOW = 0.8
REASONS = ["管线迁改影响工期", "居民意见征集延长", "雨季停工", "资金拨付调整", "增加改造内容"]


@dataclass(frozen=True)
class Move:
    """From `month` on the ledger states another finish."""

    month: pd.Timestamp
    finish: pd.Timestamp
    reason: str

    def stretched(self, planned: np.ndarray, start: pd.Timestamp) -> np.ndarray:
        """Planned progress by month of the plan, the part after the move stretched to the new finish."""
        begun = (self.month.to_period("M") - start.to_period("M")).n
        length = (self.finish.to_period("M") - start.to_period("M")).n + 1
        later = np.interp(np.linspace(begun, len(planned), length - begun + 1)[1:], np.arange(len(planned) + 1), [0, *planned])
        return np.concatenate([planned[:begun], later])


def in_grids(projects: pd.DataFrame, areas: pd.DataFrame, rng: np.random.Generator) -> list[str]:
    """Codes of the projects' areas: a compound lies in one grid of its community, other works in the community."""
    grids = areas[areas["level"].eq("grid")].groupby("parent_code")["area_code"].agg(list).to_dict()
    draws = rng.random(len(projects))
    return [
        grids[code][int(draw * len(grids[code]))] if kind in PLACED_IN_GRIDS and code in grids else code
        for code, kind, draw in zip(projects["area_code"], projects["kind"], draws, strict=True)
    ]


def moved_plans(projects: pd.DataFrame, last: date, rng: np.random.Generator) -> dict[str, Move]:
    """The projects whose plan is moved once, some months after the start: slow ones more often than others."""
    found = {}
    for project in rows(projects):
        chance, months, days, reason = rng.random(), int(rng.integers(2, 6)), int(rng.integers(30, 130)), str(rng.choice(REASONS))
        month = pd.Timestamp(project.planned_start).to_period("M").to_timestamp() + pd.DateOffset(months=months)
        wanted = chance < (MOVED_SLOW if project.speed < SLOW else MOVED)
        if (
            wanted
            and project.kind not in WITHOUT_STATED_PLAN
            and month < project.planned_finish
            and month < pd.Timestamp(last.replace(day=1))
        ):
            found[project.project_id] = Move(month, project.planned_finish + pd.Timedelta(days=days), reason)
    return found


def restated(projects: pd.DataFrame, moves: dict[str, Move]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The projects with the plan as it stands now, and the plans as they were stated: the first and the moved one."""
    moved = projects["project_id"].isin(list(moves))
    first = projects.loc[moved, ["project_id", "planned_start", "planned_finish", "planned_investment"]].copy()
    first["month"] = first["planned_start"].dt.to_period("M").dt.to_timestamp()
    second = first.assign(
        month=[moves[name].month for name in first["project_id"]],
        planned_finish=[moves[name].finish for name in first["project_id"]],
        reason=[moves[name].reason for name in first["project_id"]],
    )
    projects = projects.copy()
    projects.loc[moved, "planned_finish"] = second["planned_finish"]
    plans = pd.concat([first.assign(reason=None), second]).sort_values(["project_id", "month"], ignore_index=True)
    return projects, plans


def without_stated_plan(progress: pd.DataFrame, projects: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The reports, those of some projects without their planned progress, as many ledgers are."""
    silent = projects["kind"].isin(WITHOUT_STATED_PLAN) | (rng.random(len(projects)) < UNSTATED)
    names = projects.loc[silent, "project_id"]
    return progress.assign(planned_percent=progress["planned_percent"].mask(progress["project_id"].isin(names)))
