"""Grids that have fallen silent: far fewer tickets than their past, the change around them and their households let expect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.geography import Areas, areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.engines.duckdb import newest
from analytics.statistics.discoveries import discoveries
from analytics.statistics.expected_counts import Expected, expected_counts
from data.contracts.policy import policy

DAYS, BEFORE = 90, 365  # the grid's own past is the best witness of what it should report
SPANS = (DAYS, 180)  # a small grid has to be quiet for longer before it can be missed
SHARE = 0.25  # of what was to be expected
EXPECTED = 8.0  # fewer than this cannot be missed
NEAR_ENOUGH = ("district", "street", "community")  # silent grids are named where somebody can go and look


@dataclass(frozen=True)
class Judged:
    """A grid: tickets received, what was expected with its 95 % interval, and what the expectation is made of.

    past: in the year before. carried: the past as the categories have since changed. own: also as the other grids of the street
    have changed. by_size: at the rate of its street per household, None where households are not known.
    """

    code: str
    received: int
    expected: float
    low: float
    high: float
    past: int
    carried: float
    own: float
    by_size: float | None
    households: int | None
    silent: bool
    p: float  # of so few under what was expected


@dataclass(frozen=True)
class Silence:
    """All grids that were judged, those with the largest gap first; `shape` and `phi` as in `expected_counts`."""

    grids: tuple[Judged, ...]
    period: Period
    phi: float
    shape: float

    @property
    def silent(self) -> tuple[Judged, ...]:
        return tuple(grid for grid in self.grids if grid.silent)

    @property
    def never_heard(self) -> tuple[Judged, ...]:
        """Quiet now and in the year before, although their households let expect enough: without a past there is no verdict."""
        return tuple(
            grid
            for grid in self.grids
            if not grid.silent and grid.by_size and grid.by_size >= EXPECTED and max(grid.received, grid.carried) < SHARE * grid.by_size
        )


def silence(scope: Scope, principal: Principal, days: int = DAYS) -> Silence | None:
    """Judge the grids of a district, street or community over the last `days` of the period; None where too few could be judged.

    A small area is judged among the grids of its district. Benjamini–Hochberg over the grids; only those are silent that report
    less than a quarter of at least eight expected tickets.
    """
    known = areas()
    if scope.area is None or known.get(scope.area).level not in NEAR_ENOUGH:
        return None
    period = scope.period(newest())
    judged_in = scope if principal.areas is not None else scope.within(_above(known, scope.area, "district"))
    frame = _counts(judged_in, principal, period, days)
    if (frame["past"] > 0).sum() < policy().minimum_n or not frame["now"].sum():
        return None
    streets = [_above(known, str(code), "street") for code in frame.index]
    expected = expected_counts(frame["now"], frame["past"], frame["carried"], frame["households"], streets)
    rare = discoveries(expected.p)
    missing = (frame["now"] < SHARE * expected.together) & (expected.together >= EXPECTED)
    grids = _judged(frame, expected, rare & missing.to_numpy())
    if judged_in.area != scope.area:
        level = known.get(scope.area).level
        grids = [grid for grid in grids if _above(known, grid.code, level) == scope.area]
    return Silence(
        tuple(sorted(grids, key=lambda grid: grid.received - grid.expected)), _recent(period, days), expected.phi, expected.shape
    )


def _above(known: Areas, code: str, level: str) -> str:
    """The area of a level that an area lies in; empty for one that is not known."""
    path = known.path(code) if code in known.by_code else []
    return next((area.code for area in path if area.level == level), "")


def _recent(period: Period, days: int) -> Period:
    return Period(period.end - timedelta(days=days), period.end, period.as_of)


def _counts(scope: Scope, principal: Principal, period: Period, days: int) -> pd.DataFrame:
    """By grid: now, past, carried (the past with the change of its categories in the whole), households."""
    recent = _recent(period, days)
    earlier = Period(recent.start - timedelta(days=BEFORE), recent.start, recent.start)
    frame = ask(["received"], by=["grid", "category"], scope=scope, principal=principal, periods=[recent, earlier]).frame
    frame = frame.dropna(subset=["grid"]).assign(category=lambda rows: rows["category"].fillna(""))
    wide = frame.pivot(index=["grid", "category"], columns="period", values="received").reindex(columns=[0, 1]).fillna(0).reset_index()
    change = wide.groupby("category")[[0, 1]].sum()
    # Categories that are new have no past that could be carried forward; those that are gone carry nothing.
    factor = (change[0] / change[1]).where(change[1] > 0, 0.0)
    wide["carried"] = wide[1] * factor.reindex(wide["category"]).to_numpy(dtype=float)
    counts = wide.groupby("grid").agg(now=(0, "sum"), past=(1, "sum"), carried=("carried", "sum"))
    homes = ask(["households"], by=["grid"], scope=scope, principal=principal, periods=[period]).frame.dropna(subset=["grid"])
    joined = counts.join(homes.set_index("grid")["households"], how="outer").astype(float)
    return joined.fillna({"now": 0, "past": 0, "carried": 0})


def _judged(frame: pd.DataFrame, expected: Expected, silent: object) -> list[Judged]:
    columns = (frame.index, frame["now"], frame["past"], frame["carried"], frame["households"])
    parts = (expected.together, expected.low, expected.high, expected.own, expected.by_size, silent, expected.p)
    return [
        Judged(
            code=str(code),
            received=int(now),
            expected=float(together),
            low=float(low),
            high=float(high),
            past=int(past),
            carried=float(carried),
            own=float(own),
            by_size=None if pd.isna(by_size) else float(by_size),
            households=None if pd.isna(homes) else int(homes),
            silent=bool(flag),
            p=float(p),
        )
        for code, now, past, carried, homes, together, low, high, own, by_size, flag, p in zip(*columns, *parts, strict=True)  # type: ignore[call-overload]
    ]
