"""Activities: patrols of every grid, visits, meetings, volunteer service and inspections."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from data.demo.planted import planted
from data.demo.scales import Scale
from data.demo.tables import given, rows, table

PATROL_MONTHS = 24
PATROLS_A_MONTH = 2.0
RARELY_PATROLLED = 0.03
RARE_PATROLS_A_MONTH = 0.1
PATROLLED, PATROLLED_BADLY = 0.97, 0.84  # share of the planned patrols that take place in a street
BADLY_PATROLLED = 0.12  # of the streets
HOUR = 3_600


def activities(areas: pd.DataFrame, scale: Scale, rng: np.random.Generator) -> pd.DataFrame:
    """Activities as the contract has them; none lies after the last day of the scale."""
    parts = [_planned(plan, areas, scale, rng) for plan in rows(table("activity_plans"))]
    parts.append(_patrols(areas, scale, rng))
    frame = pd.concat([part for part in parts if len(part)], ignore_index=True)
    frame = (
        frame[frame["held_at"] < pd.Timestamp(scale.last) + pd.Timedelta(days=1)]
        .sort_values(["held_at", "kind"], kind="stable")
        .reset_index(drop=True)
    )
    frame["activity_id"] = [f"HD{number:07d}" for number in range(1, len(frame) + 1)]
    return frame


def _planned(plan: Any, areas: pd.DataFrame, scale: Scale, rng: np.random.Generator) -> pd.DataFrame:
    code, kind, count, done = str(plan.area), str(plan.kind), int(plan.count), int(plan.done)
    first, last = pd.Timestamp(str(plan.first)), pd.Timestamp(str(plan.last))
    within = areas["area_code"].str.startswith(code) & areas["area_code"].str[:6].isin(scale.districts)
    spots = areas[within & (areas["level"] == "community") & (areas["kind"] == "社区")]
    if not len(spots):
        return pd.DataFrame()
    held = first + pd.to_timedelta(rng.integers(0, (last - first).days + 1, count) * 86_400 + _office_seconds(count, rng), unit="s")
    frame = pd.DataFrame({"kind": kind, "area_code": rng.choice(spots["area_code"].to_numpy(dtype=str), count), "held_at": held})
    frame["planned"] = True
    frame["done"] = rng.permutation(np.repeat([True, False], [done, count - done]))
    if given(plan.subjects):
        # Every subject comes up once before any comes up again.
        number = np.concatenate([np.arange(int(plan.subjects)), rng.integers(0, int(plan.subjects), count - int(plan.subjects))])
        frame["subject"] = [f"企业{code}{place:04d}" for place in number]
    frame["participants"] = np.where(frame["done"], 1 + rng.poisson(float(plan.participants) - 1, count), 0)
    frame["issues_found"] = np.where(frame["done"], rng.poisson(float(plan.issues), count), 0)
    return frame


def _patrols(areas: pd.DataFrame, scale: Scale, rng: np.random.Generator) -> pd.DataFrame:
    """Patrols of the last two years; a few grids, and those that are silent, are hardly ever patrolled."""
    grids = areas.loc[areas["level"] == "grid", "area_code"].to_numpy(dtype=str)
    start = pd.Timestamp(scale.last) - pd.DateOffset(months=PATROL_MONTHS)
    days = (pd.Timestamp(scale.last) - start).days
    level = PATROLS_A_MONTH * PATROL_MONTHS * rng.lognormal(0, 0.3, len(grids))
    silent = [event.areas[0] for event in planted("silent")]
    level[np.isin(grids, silent) | (rng.random(len(grids)) < RARELY_PATROLLED)] = RARE_PATROLS_A_MONTH * PATROL_MONTHS
    number = np.repeat(np.arange(len(grids)), rng.poisson(level))
    count = len(number)
    held = start + pd.to_timedelta(rng.integers(1, days + 1, count) * 86_400 + _office_seconds(count, rng), unit="s")
    streets, street = np.unique([grid[:9] for grid in grids], return_inverse=True)
    share = np.where(rng.random(len(streets)) < BADLY_PATROLLED, PATROLLED_BADLY, PATROLLED)
    done = rng.random(count) < share[street[number]]
    return pd.DataFrame(
        {
            "kind": "patrol",
            "area_code": [grid[:12] for grid in grids[number]],
            "grid": grids[number],
            "held_at": held,
            "planned": True,
            "done": done,
            "participants": np.where(done, 1 + rng.poisson(0.5, count), 0),
            "issues_found": np.where(done, rng.poisson(0.35, count), 0),
        }
    )


def _office_seconds(count: int, rng: np.random.Generator) -> np.ndarray:
    return (8.5 * HOUR + rng.random(count) * 8.5 * HOUR).astype(np.int64)
