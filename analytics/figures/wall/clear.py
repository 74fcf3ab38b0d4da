"""Where words find room in a picture of lines: the place nearest to their point that touches no line and no other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

STEP = 6  # px between two places that are tried
ACROSS = 12
AIR = 9  # px that stay free around words
SAMPLE = 4  # px between two points of a line
BESIDE = 1.6  # words stand rather beside their point than above or below it


@dataclass(frozen=True)
class Box:
    """Words in px from the top left: their middle, their width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.x - self.width / 2, self.y - self.height / 2, self.x + self.width / 2, self.y + self.height / 2


def sampled(points: Sequence[tuple[float, float]]) -> np.ndarray:
    """Points along a line, close enough that no words slip between two."""
    found = [np.array(points[:1], dtype=float)]
    for (x0, y0), (x1, y1) in pairwise(points):
        count = max(2, int(np.hypot(x1 - x0, y1 - y0) / SAMPLE) + 2)
        found.append(np.column_stack((np.linspace(x0, x1, count), np.linspace(y0, y1, count))))
    return np.concatenate(found)


def beside(
    point: tuple[float, float], size: tuple[float, float], lines: np.ndarray, taken: Sequence[Box], width: float, height: float
) -> Box | None:
    """The free place of this size nearest to the point, wholly inside width × height; None where there is none."""
    wide, high = size
    if wide > width or high > height:
        return None
    xs = np.unique(np.append(np.arange(wide / 2, width - wide / 2, ACROSS), width - wide / 2))
    ys = np.unique(np.append(np.arange(high / 2, height - high / 2, STEP), height - high / 2))
    x, y = (part.ravel() for part in np.meshgrid(xs, ys))
    free = np.ones(len(x), dtype=bool)
    reach_x, reach_y = wide / 2 + AIR, high / 2 + AIR
    for line_x, line_y in lines:
        free &= (np.abs(x - line_x) > reach_x) | (np.abs(y - line_y) > reach_y)
    for box in taken:
        free &= (np.abs(x - box.x) > reach_x + box.width / 2) | (np.abs(y - box.y) > (high + box.height) / 2)
    if not free.any():
        return None
    away_x = np.maximum(np.abs(x - point[0]) - wide / 2, 0)
    away_y = np.maximum(np.abs(y - point[1]) - high / 2, 0)
    centred = np.abs(y - point[1]) + np.abs(x - point[0]) / 8
    nearest = np.argmin(np.where(free, away_x + BESIDE * away_y + centred / 20, np.inf))
    return Box(float(x[nearest]), float(y[nearest]), wide, high)
