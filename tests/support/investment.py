"""Random ledgers of investment projects, and their measures counted in pandas, row by row, as the definitions say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from tests.support.warehouses import AREAS

DISTRICTS = ("211302", "211303")
TREE = [*AREAS, {"area_code": "211303", "level": "district", "name": "E", "parent_code": "2113"}]
STEPS = ("negotiating_at", "signed_at", "landed_at", "started_at", "producing_at")
DATES = (*STEPS, "withdrawn_at")
LARGE = 100_000_000


def ledger(seed: int, count: int = 160) -> dict[str, Any]:
    """Projects with gaps, same-day steps, withdrawals and missing amounts; funds to the fen; targets of two years."""
    rng = np.random.default_rng(seed)
    projects, flows = [], []
    for number in range(count):
        day = pd.Timestamp(2019, 6, 1) + pd.Timedelta(days=int(rng.integers(0, 700)))
        row: dict[str, Any] = {"project_id": f"P{number:03d}", "name": f"N{number}", "area_code": str(rng.choice(DISTRICTS))}
        row |= {"industry": str(rng.choice(["a", "b"])), "lead_official": f"O{rng.integers(0, 5)}", "kind": "commercial"}
        for step in STEPS[: int(rng.integers(1, 6))]:
            row[step] = day.date() if rng.random() > 0.1 else None
            day += pd.Timedelta(days=int(rng.integers(0, 120)))
        row["withdrawn_at"] = day.date() if rng.random() < 0.15 else None
        row["contracted_amount"] = round(float(rng.integers(1, 3 * 10**10)) / 100, 2) if rng.random() > 0.2 else None
        row["intended_amount"] = round(float(rng.integers(1, 3 * 10**10)) / 100, 2) if rng.random() > 0.2 else None
        projects.append(
            {
                key: row.get(key)
                for key in (
                    "project_id",
                    "name",
                    "area_code",
                    "industry",
                    "lead_official",
                    "kind",
                    *DATES,
                    "contracted_amount",
                    "intended_amount",
                )
            }
        )
        for month in rng.choice(24, int(rng.integers(0, 8)), replace=False):
            first = date(2020 + int(month) // 12, int(month) % 12 + 1, 1)
            flows.append({"project_id": row["project_id"], "month": first, "inflow": float(rng.integers(-(10**6), 10**10)) / 100})
    targets = [{"area_code": code, "year": year, "month": 0, "target": 3e8 + int(code[-1])} for code in DISTRICTS for year in (2020, 2021)]
    targets += [{"area_code": "211302", "year": 2021, "month": month, "target": float(month)} for month in range(1, 13)]
    return {"areas": TREE, "investment_projects": projects, "investment_flows": flows, "investment_targets": targets}


def stage_at(project: dict[str, Any], as_of: pd.Timestamp) -> str | None:
    """The furthest stage whose day has come; withdrawal before all, and none before the first."""
    found = None
    for step in DATES:
        if project[step] is not None and pd.Timestamp(project[step]) < as_of:
            found = step.removesuffix("_at")
    return found


def measures(tables: dict[str, Any], start: pd.Timestamp, end: pd.Timestamp) -> dict[str, Any]:
    """Every measure over [start, end), judged at the end; amounts as Decimals, exact to the fen."""
    projects, flows = tables["investment_projects"], tables["investment_flows"]
    standing = {project["project_id"]: stage_at(project, end) for project in projects}
    # A project without any date has no stage, but it is there.
    undated = {project["project_id"] for project in projects if all(project[step] is None for step in DATES)}
    there = [p for p in projects if standing[p["project_id"]] not in (None, "withdrawn") or p["project_id"] in undated]
    found: dict[str, Any] = {"investment_projects": len(there), "negotiating": sum(stage == "negotiating" for stage in standing.values())}
    for step in (*STEPS[1:], "withdrawn_at"):
        found[step.removesuffix("_at")] = sum(p[step] is not None and start <= pd.Timestamp(p[step]) < end for p in projects)
    signed = [p for p in projects if _before(p["signed_at"], end)]
    found["signed_to_date"] = len(signed)
    found["landed_of_signed"] = sum(_before(p["landed_at"], end) for p in signed)
    found["started_of_signed"] = sum(_before(p["started_at"], end) for p in signed)
    kept = [p for p in signed if not _before(p["withdrawn_at"], end)]
    found["contracted"] = _sum(p["contracted_amount"] for p in kept)
    found["intended"] = _sum(p["intended_amount"] for p in there)
    found["investment_officials"] = len({p["lead_official"] for p in there})
    year = (end - pd.Timedelta(microseconds=1)).year
    closed = [f for f in flows if _month_end(f["month"]) < end]
    found["inflow"] = _sum(f["inflow"] for f in closed if _month_end(f["month"]) >= start)
    found["inflow_this_year"] = _sum(f["inflow"] for f in closed if f["month"].year == year)
    paying = {p["project_id"] for p in kept if p["contracted_amount"]}
    found["inflow_of_contracts"] = _sum(f["inflow"] for f in closed if f["project_id"] in paying)
    last = max(f["month"] for f in flows)
    shifted = [(f, date(f["month"].year + 1, f["month"].month, 1)) for f in flows]
    found["inflow_year_before"] = _sum(f["inflow"] for f, month in shifted if month <= last and start <= _month_end(month) < end)
    found["investment_target"] = _sum(t["target"] for t in tables["investment_targets"] if t["month"] == 0 and t["year"] == year)
    return found


def _month_end(month: date) -> pd.Timestamp:
    return pd.Timestamp(month) + pd.offsets.MonthEnd()


def _before(day: date | None, moment: pd.Timestamp) -> bool:
    return day is not None and pd.Timestamp(day) < moment


def _sum(values: Any) -> Decimal:
    return sum((Decimal(repr(value)) for value in values if value is not None), Decimal(0))
