"""Points where requests come from: spread over the cell of their place, with spots that return."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

from data.demo.arrivals import Places

SPOTS = 3
AT_A_SPOT = 0.45
SPOT_SPREAD = 0.00025  # degrees, some 25 metres


def coordinates(leaf: np.ndarray, places: Places, areas: pd.DataFrame, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Longitude and latitude for each row, inside the largest circle that its place's cell holds."""
    shapes = areas.set_index("area_code")["shape"].reindex(places.codes).to_numpy()
    circle = shapely.maximum_inscribed_circle(shapes, tolerance=0.0005)
    ends = shapely.get_coordinates(circle).reshape(-1, 2, 2)
    centre = ends[:, 0, :]
    radius = np.hypot(*(ends[:, 1, :] - ends[:, 0, :]).T)
    spots = _in_circle(len(centre) * SPOTS, rng).reshape(len(centre), SPOTS, 2) * 0.85
    count = len(leaf)
    offset = _in_circle(count, rng) * 0.95 * radius[leaf][:, None]
    at_spot = rng.random(count) < AT_A_SPOT
    spot = spots[leaf, rng.integers(0, SPOTS, count)] * radius[leaf][:, None]
    jitter = _in_circle(count, rng) * np.minimum(SPOT_SPREAD, 0.1 * radius[leaf])[:, None]
    points = centre[leaf] + np.where(at_spot[:, None], spot + jitter, offset)
    return points[:, 0], points[:, 1]


def _in_circle(count: int, rng: np.random.Generator) -> np.ndarray:
    angle, distance = rng.uniform(0, 2 * np.pi, count), np.sqrt(rng.random(count))
    return np.column_stack([distance * np.cos(angle), distance * np.sin(angle)])
