"""Units as the map shows them: a load in five classes, a kind of cluster."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from analytics.figures.shaded_map import NO_CLASS, SHADES, Shade
from analytics.language import _
from analytics.stories.workload.model import LoadUnit
from analytics.stories.workload.sentences import load_label, load_unit, load_value
from analytics.wording import DASH, count, number


def shades(units: Sequence[LoadUnit], load: str, chosen: str = "") -> tuple[tuple[Shade, ...], tuple[str, ...]]:
    """Every unit with its class, and the words for the classes; about as many units in each, between round numbers."""
    known = [value for unit in units if (value := unit.load(load)) is not None]
    edges = _edges(known)
    drawn = tuple(
        Shade(
            code=unit.code,
            name=unit.name,
            short=unit.short,
            value=load_value(unit, load),
            band=NO_CLASS if (value := unit.load(load)) is None else int(np.searchsorted(edges, value, side="right")),
            hover=_hover(unit),
            focus=unit.code == chosen,
            rate=value,
        )
        for unit in units
    )
    return drawn, _words(edges)


def legend_head(load: str) -> str:
    """人均受理，件/人."""
    unit = load_unit(load)
    return _("{measure}, {unit}").format(measure=load_label(load), unit=unit) if unit else load_label(load)


def _edges(values: Sequence[float]) -> list[float]:
    if not values or max(values) == min(values):
        return []
    quantiles = np.quantile(values, np.linspace(0, 1, len(SHADES) + 1)[1:-1])
    found = sorted({_round(float(value)) for value in quantiles})
    return [edge for edge in found if min(values) < edge <= max(values)]


def _round(value: float) -> float:
    """To two digits: 1.27 to 1.3, 118 to 120."""
    return round(value, 1 - math.floor(math.log10(value))) if value > 0 else 0.0


def _words(edges: Sequence[float]) -> tuple[str, ...]:
    if not edges:
        return (_("all alike"),)
    told = [number(edge, 0 if edge >= 10 else 1 if edge >= 1 else 2) for edge in edges]
    return (f"< {told[0]}", *(f"{low}{DASH}{high}" for low, high in pairwise(told)), f"≥ {told[-1]}")


def _hover(unit: LoadUnit) -> str:
    lines = [unit.place] if unit.place else []
    lines.append(_("received {received}, open {open}").format(received=count(unit.received, "cases"), open=count(unit.backlog, "cases")))
    lines.append(
        _("{workers} grid workers, {households} households").format(workers=number(unit.workers), households=number(unit.households))
    )
    return "<br>".join(lines)
