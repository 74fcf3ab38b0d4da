"""The one ask behind the workload page: every unit with its work, its staff and its households, and the whole anew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.geography import Areas, areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.stories.workload.levels import NEAR, group, place
from analytics.stories.workload.model import LoadUnit

MEASURES = (
    "received",
    "resolution_rate",
    "backlog",
    "weighted_load",
    "grid_workers",
    "households",
    "areas",
    "grids",
    "received_per_worker",
    "open_per_worker",
    "weighted_load_per_worker",
    "received_per_1000_households",
)


@dataclass(frozen=True)
class Numbers:
    """`units` at the level; `whole`: the area itself, which has more than its units where tickets are placed no lower.

    `unheard`: how many units are left out because their whole district has sent no ticket: that is no load of nothing.
    """

    level: str
    units: tuple[LoadUnit, ...]
    unheard: int
    whole: dict[str, float]
    median: float | None


@kept
def numbers(scope: Scope, principal: Principal, level: str) -> Numbers:
    """Units that exist at as-of, in the order of their codes."""
    known = areas()
    answer = ask(MEASURES, by=[level], scope=scope, principal=principal, totals=True)
    frame = answer.frame.dropna(subset=[level])
    there = np.array([code in known.by_code for code in frame[level]], dtype=bool)
    frame = frame[(frame["areas"] > 0) & there].sort_values(level)
    heard = _heard(known, frame, level)
    unheard = int((~heard).sum())
    frame = frame[heard]
    # A sum over no ticket is empty: where somebody works, that is a load of nothing.
    per_worker = frame["weighted_load_per_worker"].astype(float).where(frame["weighted_load"].notna(), 0.0)[frame["grid_workers"] > 0]
    median = float(per_worker.median()) if len(per_worker) else None
    found = tuple(_unit(known, scope.area, level, row, median) for row in frame.to_dict("records"))
    return Numbers(level, found, unheard, {str(name): _number(value) for name, value in answer.total.items()}, median)


def _heard(known: Areas, frame: pd.DataFrame, level: str) -> pd.Series:
    """Whether anything came in, or is still open, in the district of each unit, or in the unit itself above that level."""
    work = frame["received"].fillna(0) + frame["backlog"].fillna(0)
    source = [group(known, str(code), "district") or str(code) for code in frame[level]]
    return work.groupby(source).transform("sum") > 0


def _unit(known: Areas, within: str | None, level: str, row: dict[str, object], median: float | None) -> LoadUnit:
    code = str(row[level])
    value = {name: _number(row[name]) for name in MEASURES}
    load = _known(value["weighted_load_per_worker"])
    if load is None and value["grid_workers"] > 0:
        load = 0.0  # a sum over no ticket is empty
    return LoadUnit(
        code=code,
        name=known.get(code).name,
        short=known.get(code).short,
        place=place(known, code, within),
        group=group(known, code, NEAR[level]) if level in NEAR else "",
        workers=_count(value["grid_workers"]),
        households=_count(value["households"]),
        received=_count(value["received"]),
        resolved=_counted(_number(row["resolved"])),
        backlog=_counted(value["backlog"]),
        weighted=value["weighted_load"] if np.isfinite(value["weighted_load"]) else 0.0,
        rate=_known(value["resolution_rate"]),
        received_per_worker=_known(value["received_per_worker"]),
        weighted_load_per_worker=load,
        load_index=None if load is None or not median else load / median,
        received_per_1000_households=_known(value["received_per_1000_households"]),
        open_per_worker=_known(value["open_per_worker"]),
    )


def _number(value: object) -> float:
    return float("nan") if value is None or pd.isna(value) else float(value)  # type: ignore[arg-type]


def _known(value: float) -> float | None:
    return value if np.isfinite(value) else None


def _counted(value: float) -> int | None:
    """A count, or None where nobody reports it."""
    return int(value) if np.isfinite(value) else None


def _count(value: float) -> int:
    return int(value) if np.isfinite(value) else 0
