"""Classes of a count or a load on a map: about as many areas in each, between round numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from analytics.shapes.areas import BANDS, NO_CLASS
from analytics.words.language import _
from analytics.words.wording import DASH, number


def band_edges(values: Sequence[float]) -> list[float]:
    """Round numbers between the classes; none where all values are alike."""
    if not values or max(values) == min(values):
        return []
    quantiles = np.quantile(values, np.linspace(0, 1, BANDS + 1)[1:-1])
    found = sorted({_round(float(value)) for value in quantiles})
    return [edge for edge in found if min(values) < edge <= max(values)]


def band(value: float | None, edges: Sequence[float]) -> int:
    """Number of the class of a value; NO_CLASS where there is none."""
    return NO_CLASS if value is None or math.isnan(value) else int(np.searchsorted(edges, value, side="right"))


def band_words(edges: Sequence[float], told: Callable[[float], str] | None = None) -> tuple[str, ...]:
    """< 10 · 10–20 · ≥ 20."""
    if not edges:
        return (_("all alike"),)
    texts = [told(edge) for edge in edges] if told else _distinct(edges)
    return (f"< {texts[0]}", *(f"{low}{DASH}{high}" for low, high in pairwise(texts)), f"≥ {texts[-1]}")


def _distinct(edges: Sequence[float]) -> list[str]:
    """One decimal below ten, and more where two edges would read alike or as nothing."""
    texts: list[str] = []
    for more in range(6):
        decimals = [more if edge >= 10 else 1 + more for edge in edges]
        texts = [number(edge, count) for edge, count in zip(edges, decimals, strict=True)]
        if len(set(texts)) == len(texts) and all(round(edge, count) for edge, count in zip(edges, decimals, strict=True)):
            break
    return texts


def _round(value: float) -> float:
    """To two digits: 1.27 to 1.3, 118 to 120."""
    return round(value, 1 - math.floor(math.log10(abs(value)))) if value else 0.0
