"""The places that requests come from, and the points on the map where they lie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from data.demo.scales import Scale

UNEVEN = 0.75  # spread of what comes from places of the same size
RURAL_SHARE = 0.3
SPOTS = 3
AT_A_SPOT = 0.45
SPOT_SPREAD = 0.00025  # degrees, some 25 metres


@dataclass
class Places:
    """The leaves of the area tree (grids, and communities without grids), and how much comes from each."""

    codes: np.ndarray
    rural: np.ndarray
    weight: np.ndarray
    shapes: np.ndarray

    @classmethod
    def of(cls, areas: pd.DataFrame, scale: Scale, rng: np.random.Generator) -> Places:
        leaf = areas[~areas["area_code"].isin(areas["parent_code"]) & areas["area_code"].str[:6].isin(scale.districts)]
        rural = leaf["kind"].eq("村").to_numpy()
        weight = leaf["households"].to_numpy(dtype=float) * rng.lognormal(0, UNEVEN, len(leaf)) * np.where(rural, RURAL_SHARE, 1.0)
        return cls(leaf["area_code"].to_numpy(dtype=str), rural, weight, leaf["shape"].to_numpy())

    def within(self, codes: tuple[str, ...]) -> np.ndarray:
        """Mask of the places inside any of the areas."""
        return np.logical_or.reduce([np.char.startswith(self.codes, code) for code in codes])

    def coordinates(self, leaf: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Longitude and latitude for each row, inside the largest circle of its place's cell; some spots return."""
        ends = shapely.get_coordinates(shapely.maximum_inscribed_circle(self.shapes, tolerance=0.0005)).reshape(-1, 2, 2)
        centre = ends[:, 0, :]
        radius = np.hypot(*(ends[:, 1, :] - ends[:, 0, :]).T)
        spots = _in_circle(len(centre) * SPOTS, rng).reshape(len(centre), SPOTS, 2) * 0.85
        anywhere = _in_circle(len(leaf), rng) * 0.95 * radius[leaf][:, None]
        at_spot = rng.random(len(leaf)) < AT_A_SPOT
        spot = spots[leaf, rng.integers(0, SPOTS, len(leaf))] * radius[leaf][:, None]
        jitter = _in_circle(len(leaf), rng) * np.minimum(SPOT_SPREAD, 0.1 * radius[leaf])[:, None]
        return np.asarray(centre[leaf] + np.where(at_spot[:, None], spot + jitter, anywhere))


def _in_circle(count: int, rng: np.random.Generator) -> np.ndarray:
    angle, distance = rng.uniform(0, 2 * np.pi, count), np.sqrt(rng.random(count))
    return np.column_stack([distance * np.cos(angle), distance * np.sin(angle)])
