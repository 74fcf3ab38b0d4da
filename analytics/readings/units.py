"""Areas compared with their whole by a rate: numerator, denominator, interval and evidence."""

from __future__ import annotations

import pandas as pd

from analytics.asking.geography import Area, Areas
from analytics.catalogue import CATALOGUE
from analytics.readings.peers import Among, plainly
from analytics.shapes.units import Reference, Unit
from analytics.statistics.change import restlessness
from analytics.statistics.funnel import overdispersion, z_scores
from analytics.statistics.intervals import wilson
from analytics.words.language import _
from data.contracts.model import N_

BEFORE = 1  # number of the comparison among the periods of a frame
WHOLE = {
    None: N_("All"),
    "province": N_("Whole province"),
    "city": N_("Whole city"),
    "district": N_("Whole district"),
    "street": N_("Whole street"),
    "community": N_("Whole community"),
    "grid": N_("Whole grid"),
}


def units(
    frame: pd.DataFrame,
    members: list[Area],
    measure: str = "resolution_rate",
    focus: str | None = None,
    judged: Among | None = None,
) -> tuple[Unit, ...]:
    """Every member with its rate in the current period; those without a case are thin.

    `frame` has period (0 current, 1 comparison), code, and numerator and denominator of the measure. `judged` is the verdict among
    peers; without one the rates of the frame are judged as they are.
    """
    declared = CATALOGUE.measure(measure)
    above, below = declared.above(frame), declared.below(frame)
    judged = judged or plainly(measure, frame)
    counted = frame[frame["period"] == 0].set_index("code") if len(frame) else pd.DataFrame(columns=[above, below])
    counted = counted.reindex([area.code for area in members])
    n = counted[below].fillna(0).astype("int64").to_numpy()
    k = counted[above].fillna(0).astype("int64").to_numpy()
    low, high = wilson(k, n)
    found = []
    for i, area in enumerate(members):
        verdict = judged.verdicts.get(area.code)
        found.append(
            Unit(
                code=area.code,
                name=area.name,
                short=area.short,
                n=int(n[i]),
                k=int(k[i]),
                rate=float(k[i] / n[i]) if n[i] else None,
                low=float(low[i]) if n[i] else None,
                high=float(high[i]) if n[i] else None,
                cls=verdict.cls if verdict else "thin",
                focus=area.code == focus,
                expected=verdict.expected if verdict else None,
                band=(verdict.low, verdict.high) if verdict else None,
                needed=judged.needed,
            )
        )
    return tuple(found)


def noise(frame: pd.DataFrame, measure: str = "resolution_rate") -> float:
    """φ from the changes of the parts against the comparison; from their spread where there is no comparison."""
    declared = CATALOGUE.measure(measure)
    parts = [declared.above(frame), declared.below(frame)]
    wide = side_by_side(frame, parts)
    k, n = (wide[(name, 0)] for name in parts)
    k0, n0 = (wide[(name, BEFORE)] for name in parts)
    if n0.sum():
        return restlessness(k, n, k0, n0)
    return overdispersion(z_scores(k, n, k.sum() / n.sum())) if n.sum() else 1.0


def side_by_side(frame: pd.DataFrame, values: list[str]) -> pd.DataFrame:
    """One row per area, columns (value, period); an area or a period without tickets has zeros."""
    if not len(frame):
        return pd.DataFrame(columns=pd.MultiIndex.from_product([values, [0, BEFORE]]))
    wide = frame.pivot(index="code", columns="period", values=values)
    return wide.reindex(columns=pd.MultiIndex.from_product([values, [0, BEFORE]])).astype(float).fillna(0)


def reference(rate: float | None, code: str | None, areas: Areas) -> Reference:
    """The rate that the areas are compared with: that of the whole they belong to."""
    return Reference(rate, _(WHOLE[areas.get(code).level if code else None]))
