"""Time to resolution: the Kaplan–Meier curve of a scope, aggregated in the engine, with its quantiles and intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.asking.cohorts import cohort
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.query import Request
from analytics.query.survival import survival_curve
from analytics.statistics.survival import survival_interval

MEASURE = "median_hours"
HOUR, DAY = 60, 1440
LAST = 31 * DAY
COLUMNS = ("minute", "surviving", "spread", "waiting", "resolved")


@dataclass(frozen=True)
class Curve:
    """The curve of one cohort at fixed minutes from 0 on.

    `frame`: minute, surviving (0–1), spread (Greenwood's sum), waiting (still followed after the minute), resolved (up to it).
    `median` and `most` are the minutes by which half and nine in ten are resolved, None where that is not reached.
    """

    frame: pd.DataFrame
    total: int
    median: float | None
    most: float | None

    def resolved_by(self, minute: int) -> tuple[float, float, float]:
        """Probability of being resolved by a minute of the grid, with its 95 % interval; NaN after the last case was followed."""
        row = self.at(minute)
        beyond = row["waiting"] == 0 and row["surviving"] > 0 and self._followed_until() < minute
        if beyond or not self.total:
            return float("nan"), float("nan"), float("nan")
        low, high = survival_interval([row["surviving"]], [row["spread"]], [row["resolved"] or row["waiting"]])
        return 1 - row["surviving"], 1 - float(high[0]), 1 - float(low[0])

    def at(self, minute: int) -> pd.Series:
        return self.frame.iloc[int(np.searchsorted(self.frame["minute"], minute, "right")) - 1]

    def _followed_until(self) -> int:
        """The first minute after which nobody is followed."""
        gone = self.frame.loc[self.frame["waiting"] == 0, "minute"]
        return int(gone.iloc[0]) if len(gone) else LAST


def curves(
    scope: Scope, principal: Principal, by: Sequence[str] = (), periods: Sequence[Period] | None = None, step: int = HOUR
) -> dict[tuple[object, ...], Curve]:
    """A curve for each period (by number, where several are asked for) and group, in one query. A missing value of a dimension is None."""
    with cohort(scope, principal) as chosen_rows:
        chosen = tuple(periods) if periods else (chosen_rows.period,)
        request = Request((MEASURE,), tuple(by), chosen, chosen_rows.where, gaps=chosen_rows.gaps)
        rows = chosen_rows.reader.cached(survival_curve(request, step, LAST))
    labels = [*(["period"] if len(chosen) > 1 else []), *by]
    if not labels:
        return {(): _curve(rows, step)}
    found = {
        tuple(None if pd.isna(value) else value for value in key): _curve(part, step) for key, part in rows.groupby(labels, dropna=False)
    }
    if labels == ["period"]:
        found |= {(number,): _curve(rows.iloc[:0], step) for number in range(len(chosen)) if (number,) not in found}
    return found


def _curve(rows: pd.DataFrame, step: int) -> Curve:
    """Steps in which nothing happens are filled in with what held before them."""
    total = int(rows["leaving"].sum())
    inside = rows.dropna(subset=["minute"])
    grid = inside.set_index(inside["minute"].astype("int64")).reindex(range(0, LAST + 1, step))
    start = {"surviving": 1.0, "spread": 0.0, "waiting": float(total)}
    for name, value in start.items():
        if pd.isna(grid.loc[0, name]):
            grid.loc[0, name] = value
    filled = grid[list(start)].astype(float).ffill()
    filled["resolved"] = grid["ended"].astype(float).fillna(0).cumsum()
    filled.insert(0, "minute", filled.index)
    return Curve(filled.reset_index(drop=True)[list(COLUMNS)], total, _first(rows["half"]), _first(rows["most"]))


def _first(minutes: pd.Series) -> float | None:
    known = minutes.dropna()
    return float(known.min()) if len(known) else None
