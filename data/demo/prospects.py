"""Investment projects from first talks to production, among them those whose number was published."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from data.demo.figures import Target, targets
from data.demo.gazetteer import spread

UNIT = 10_000  # yuan
STEPS = {"signed_at": (30, 150), "landed_at": (40, 160), "started_at": (20, 120), "producing_at": (240, 500)}
LOST = 1 / 7
STALLED = 1 / 12  # signed, and then nothing more: land, permits or credit are missing
LARGE = 10_000  # from 100 million yuan on, in UNITs


def yearly_projects(plan: Any, rng: np.random.Generator) -> pd.DataFrame:
    """The projects that a district works on in one year; none where the year's own were published."""
    if any(
        target.area == plan.district and target.measure == "investment_projects" and target.first.year == plan.year
        for target in _known()
        if _whole_year(target)
    ):
        return pd.DataFrame()
    count = int(rng.integers(9, 15))
    begun = pd.Timestamp(plan.year - 1, 6, 1) + pd.to_timedelta(rng.integers(0, 330, count), unit="D")
    frame = pd.DataFrame({"area_code": plan.district, "year": plan.year, "kind": "commercial", "negotiating_at": begun})
    moment = begun
    for column, (low, high) in STEPS.items():
        moment = moment + pd.to_timedelta(rng.integers(low, high, count), unit="D")
        frame[column] = moment
    lost = rng.random(count) < LOST
    frame["withdrawn_at"] = (frame["negotiating_at"] + pd.Timedelta(days=120)).where(lost)
    frame.loc[lost, list(STEPS)] = pd.NaT
    frame.loc[rng.random(count) < STALLED, ["landed_at", "started_at", "producing_at"]] = pd.NaT
    amount = spread(int(plan.target * 1.6 / UNIT), rng.lognormal(0, 0.8, count)) * float(UNIT)
    frame["intended_amount"] = amount
    frame["contracted_amount"] = pd.Series((amount * rng.uniform(0.75, 1.0, count)).round(-4)).where(~lost)
    for target in _known():
        if target.area == plan.district and target.measure in ("landed", "negotiating"):
            frame = _kept_out(frame, target)
    return frame


def _kept_out(frame: pd.DataFrame, target: Target) -> pd.DataFrame:
    """Move projects so that none but the published ones is landed in, or in talks at the end of, a published period."""
    first, last = pd.Timestamp(target.first), pd.Timestamp(target.last)
    if target.measure == "landed":
        inside = frame["landed_at"].between(first, last)
        later = ["landed_at", "started_at", "producing_at"]
        frame.loc[inside, later] = frame.loc[inside, later] + (last - first) + pd.Timedelta(days=1)
        return frame
    talking = (frame["negotiating_at"] <= last) & ~(frame["signed_at"] <= last) & ~(frame["withdrawn_at"] <= last)
    dates = ["negotiating_at", *STEPS, "withdrawn_at"]
    shift = last - frame.loc[talking, "negotiating_at"] + pd.Timedelta(days=9)
    for column in dates:
        frame.loc[talking, column] = frame.loc[talking, column] + shift
    return frame


def published_projects(rng: np.random.Generator) -> list[pd.DataFrame]:
    """Projects whose number was published, with dates inside the published period."""
    known = {target.id: target for target in _known()}
    home = _dated(known["shuangta-project-home-served"], "project_home", rng)
    home["intended_amount"] = rng.integers(200, 3_000, len(home)) * float(UNIT)
    incubated = _dated(known["shuangta-incubated"], "incubation", rng)
    incubated["intended_amount"] = rng.integers(20, 300, len(incubated)) * float(UNIT)
    talks = _dated(known["baita-projects-negotiating"], "commercial", rng)
    talks["signed_at"] = pd.Timestamp(2021, 6, 10) + pd.to_timedelta(rng.integers(0, 200, len(talks)), unit="D")
    talks["intended_amount"] = rng.integers(4_000, 30_000, len(talks)) * float(UNIT)
    landed = _dated(known["baita-projects-landed"], "commercial", rng)
    landed = landed.assign(
        landed_at=landed["negotiating_at"],
        signed_at=landed["negotiating_at"] - pd.Timedelta(days=60),
        started_at=landed["negotiating_at"] + pd.Timedelta(days=95),
        negotiating_at=landed["negotiating_at"] - pd.Timedelta(days=150),
        contracted_amount=rng.integers(9_000, 40_000, len(landed)) * float(UNIT),
    )
    industrial = _dated(known["tiefeng-projects"], "industrial", rng)
    is_large = np.arange(len(industrial)) < known["tiefeng-large-projects"].value
    amounts = np.where(is_large, rng.integers(LARGE + 500, 32_000, len(industrial)), rng.integers(1_200, LARGE - 1_000, len(industrial)))
    industrial = industrial.assign(
        signed_at=industrial["negotiating_at"],
        landed_at=industrial["negotiating_at"] + pd.Timedelta(days=20),
        started_at=industrial["negotiating_at"] + pd.Timedelta(days=60),
        negotiating_at=industrial["negotiating_at"] - pd.Timedelta(days=75),
        contracted_amount=amounts * float(UNIT),
    )
    prospects = _dated(known["tiefeng-talks"], "prospect", rng)
    intended = int(known["tiefeng-talks-amount"].value) // UNIT
    prospects["intended_amount"] = spread(intended, rng.lognormal(0, 0.6, len(prospects))) * float(UNIT)
    prospects["withdrawn_at"] = pd.Timestamp(2019, 9, 30)
    return [home, incubated, talks, landed, industrial, prospects]


def _dated(target: Target, kind: str, rng: np.random.Generator) -> pd.DataFrame:
    count = int(target.value)
    days = rng.integers(0, (target.last - target.first).days + 1, count)
    begun = pd.Timestamp(target.first) + pd.to_timedelta(days, unit="D")
    frame = pd.DataFrame({"area_code": target.area, "year": target.first.year, "kind": kind, "negotiating_at": begun})
    return frame.assign(**{column: pd.Series(pd.NaT, index=frame.index, dtype="datetime64[us]") for column in (*STEPS, "withdrawn_at")})


def _known() -> list[Target]:
    return targets("investment", "demo")


def _whole_year(target: Target) -> bool:
    return (target.last - target.first).days > 360
