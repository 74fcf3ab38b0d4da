"""A composite score: measures as points, points as one weighted sum, and how its ranks depend on the weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.statistics.ranks import positions

Floats = npt.NDArray[np.float64]
FULL = 100.0


def points(values: npt.ArrayLike, floor: float, target: float) -> Floats:
    """0 at the floor or worse, 100 at the target or better, in a straight line between; NaN stays NaN.

    The target lies below the floor where less is better.
    """
    given = np.asarray(values, dtype=float)
    return np.clip((given - floor) / (target - floor), 0, 1) * FULL


def weighted(scores: pd.DataFrame, weights: Mapping[str, float]) -> pd.Series:
    """Sum of points × weight, one for each row; the columns of `scores` are the measures."""
    return sum((scores[name] * weight for name, weight in weights.items()), start=pd.Series(0.0, index=scores.index))


def moved(weights: Mapping[str, float], name: str, by: float) -> dict[str, float]:
    """The weights with one of them moved, within 0 and 1, and the others scaled so that all sum to 1 again."""
    wanted = float(np.clip(weights[name] + by, 0, 1))
    rest = sum(weight for other, weight in weights.items() if other != name)
    if rest <= 0:
        return dict(weights)
    return {other: wanted if other == name else weight * (1 - wanted) / rest for other, weight in weights.items()}


def rank_range(scores: pd.DataFrame, weights: Mapping[str, float], by: float) -> pd.DataFrame:
    """Position of each row, the best and the worst when any one weight moves by ±`by`, and the move that does the worst.

    Columns: position, best, worst, and `move` (measure, signed step) that carries the row farthest from its position, None
    where none does.
    """
    base = positions(weighted(scores, weights))
    moves: Sequence[tuple[str, float]] = [(name, step) for name in weights for step in (-by, by)]
    ranks = np.array([positions(weighted(scores, moved(weights, name, step))) for name, step in moves]).reshape(len(moves), len(base))
    everything = np.vstack([base, ranks])
    away = np.abs(ranks - base)
    farthest = away.argmax(axis=0) if moves else np.zeros(len(base), dtype=int)
    return pd.DataFrame(
        {
            "position": base,
            "best": everything.min(axis=0),
            "worst": everything.max(axis=0),
            "move": [moves[at] if away[at, row] else None for row, at in enumerate(farthest)],
        },
        index=scores.index,
    )


def grade(score: float, bands: Mapping[str, float]) -> str:
    """The best band whose lower bound the score reaches; the worst one has 0."""
    return next(name for name, bound in sorted(bands.items(), key=lambda band: -band[1]) if score >= bound)
