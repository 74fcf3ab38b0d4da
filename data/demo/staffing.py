"""What each area has of its own: people, households, grid workers, party branches, service centres."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.demo.districts import districts
from data.demo.figures import Target, prefix, targets
from data.demo.gazetteer import spread

RESIDENTS_PER_HOUSEHOLD = 2.35
AT_LEAST_ONE = ("grid_heads", "grid_workers")
SUMS = ("grid_heads", "grid_workers", "party_branches", "building_groups", "member_households")
FLAGS = {"service_centres": "service_centre", "party_committees": "party_committee", "disaster_models": "disaster_reduction_model"}


def staff(areas: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The areas with their own counts; a count stands at the lowest level only, so that a plain sum over areas is right."""
    areas = areas.reset_index(drop=True)
    leaf = ~areas["area_code"].isin(areas["parent_code"]).to_numpy()
    grid = areas["level"].eq("grid").to_numpy()
    village = areas["kind"].eq("村").to_numpy()
    household = np.where(grid, 430, np.where(village, 380, 1500)) * rng.lognormal(0, 0.35, len(areas))
    areas["households"] = _own(np.maximum(household.round(), 12), leaf)
    areas["population"] = _own((household * RESIDENTS_PER_HOUSEHOLD * rng.normal(1, 0.05, len(areas))).round(), leaf)
    # Full and part-time workers follow the households, unevenly: that is what a fair workload has to even out.
    expected = {
        "grid_heads": np.where(grid, 1.0, 2.0),
        "grid_workers": np.where(grid, 3.4, 13.0) * rng.lognormal(0, 0.25, len(areas)),
        "party_branches": np.where(grid, 1.0, 3.0),
        "building_groups": np.where(grid, 7.0, np.where(village, 2.0, 18.0)) * rng.lognormal(0, 0.3, len(areas)),
        "member_households": np.where(grid, 9.0, np.where(village, 8.0, 24.0)) * rng.lognormal(0, 0.3, len(areas)),
    }
    known = targets("areas", "demo")
    for column in SUMS:
        published = [target for target in known if target.measure == column]
        areas[column] = _own(_apportioned(areas, expected[column], leaf, grid, published, column in AT_LEAST_ONE), leaf)
    for measure, column in FLAGS.items():
        areas[column] = _flagged(areas, [target for target in known if target.measure == measure], rng)
    areas["pilot"] = areas["area_code"].isin([code for code, district in districts().items() if district.pilot])
    return areas


def _own(values: np.ndarray, leaf: np.ndarray) -> pd.Series:
    return pd.Series(np.where(leaf, values, np.nan)).astype("Int64")


def _apportioned(
    areas: pd.DataFrame, expected: np.ndarray, leaf: np.ndarray, grid: np.ndarray, known: list[Target], at_least_one: bool
) -> np.ndarray:
    """Whole numbers near the expected ones that add up to each published total, the narrower areas first."""
    values = np.round(expected)
    settled = np.zeros(len(areas), dtype=bool)
    for target in sorted(known, key=lambda target: -len(prefix(target.area))):
        within = areas["area_code"].str.startswith(prefix(target.area)).to_numpy()
        inside = within & leaf
        # A district that works by grids counts them in its grids alone, not in its villages.
        if (inside & grid).any() and target.area in districts():
            values[inside & ~grid] = 0
            inside &= grid
        free = inside & ~settled
        rest = int(target.value - values[inside & settled].sum())
        floor = int(free.sum()) if at_least_one and rest >= free.sum() else 0
        values[free] = spread(rest - floor, expected[free]) + (1 if floor else 0)
        settled |= within
    return values


def _flagged(areas: pd.DataFrame, known: list[Target], rng: np.random.Generator) -> np.ndarray:
    """As many areas flagged as were published; those that a note names come first."""
    flagged = np.zeros(len(areas), dtype=bool)
    named = areas["name"].isin(["南水洞社区", "文安社区", "荣兴社区"]).to_numpy()
    for target in known:
        levels = dict(target.where)["area_level"]
        inside = np.flatnonzero(areas["area_code"].str.startswith(prefix(target.area)) & areas["level"].isin(levels))
        order = inside[np.lexsort((rng.random(len(inside)), ~named[inside], ~areas["level"].iloc[inside].eq("city").to_numpy()))]
        flagged[order[: int(target.value)]] = True
    return flagged
