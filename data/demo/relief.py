"""Renovated compounds of the demo are quieter afterwards: part of their requests come from elsewhere in the street."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.places import Places
from data.demo.planted import planted

SHARE = 0.28  # of the requests of the grid, from the finish on
SEED = 3


@dataclass(frozen=True)
class Relief:
    """From `since` on (seconds since 1970) a grid has fewer requests."""

    grid: str
    since: int


def relief(projects: pd.DataFrame) -> list[Relief]:
    """One for each finished compound; the rows of the demo must lie in grids."""
    done = projects[projects["kind"].eq("old_compound") & projects["finished_at"].notna()]
    since = done["finished_at"].to_numpy().astype("datetime64[s]").astype(np.int64)
    return [Relief(str(grid), int(second)) for grid, second in zip(done["area_code"], since, strict=True)]


def relieved(cases: dict[str, np.ndarray], places: Places, reliefs: Sequence[Relief]) -> np.ndarray:
    """The leaf of each request; a share of those in relieved grids moves to other leaves of the street.

    It has a generator of its own: what else is drawn for the demo does not depend on it, and no street has more or fewer.
    """
    rng = np.random.default_rng(SEED)
    leaf = cases["leaf"].copy()
    streets = np.array([code[:9] for code in places.codes])
    spared = np.isin(places.codes, [each.grid for each in reliefs]) | places.within(tuple(e.areas[0] for e in planted("silent")))
    position = {code: number for number, code in enumerate(places.codes)}
    for each in reliefs:
        if each.grid not in position:
            continue
        others = np.flatnonzero((streets == each.grid[:9]) & ~spared)
        touched = np.flatnonzero((cases["leaf"] == position[each.grid]) & (cases["received"] >= each.since))
        moving = touched[rng.random(len(touched)) < SHARE]
        if len(others):
            leaf[moving] = rng.choice(others, len(moving), p=places.weight[others] / places.weight[others].sum()).astype(leaf.dtype)
    return leaf
