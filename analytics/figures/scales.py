"""Ticks of a rate axis: round steps, as few as can be read."""

from __future__ import annotations

import math

from analytics.figures.layout import Spec
from analytics.words.wording import percent

STEPS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)


def rate_ticks(low: float, high: float, most: float = 4.5) -> Spec:
    """Values and texts of at most `most` steps between two rates."""
    step = next(step for step in STEPS if (high - low) / step <= most or step == STEPS[-1])
    values = [round(step * n, 4) for n in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]
    return {"tickvals": values, "ticktext": [percent(value, 1 if step < 0.01 else 0) for value in values]}


def count_step(most: float, steps: float = 4.5) -> int:
    """A round step of 1, 2 or 5 that divides `most` into at most `steps`."""
    magnitude = 10 ** max(0, math.floor(math.log10(max(most, 1))) - 1)
    return int(next(magnitude * factor for factor in (1, 2, 5, 10, 20, 50, 100) if most / (magnitude * factor) <= steps))
