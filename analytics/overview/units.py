"""Areas compared with their whole: rate, interval and evidence."""

from __future__ import annotations

import pandas as pd

from analytics.geography import Area, Areas
from analytics.language import _
from analytics.overview.model import Reference, Unit
from analytics.overview.numbers import BEFORE, side_by_side
from analytics.statistics.change import restlessness
from analytics.statistics.funnel import classify, overdispersion, z_scores
from analytics.statistics.intervals import wilson
from data.contracts.model import N_
from data.contracts.policy import policy

# A map has no room for the official name of an autonomous county, nor for 街道 behind every name.
SHORT = {
    "喀喇沁左翼蒙古族自治县": "喀左县",
    "阜新蒙古族自治县": "阜蒙县",
    "岫岩满族自治县": "岫岩县",
    "新宾满族自治县": "新宾县",
    "清原满族自治县": "清原县",
    "本溪满族自治县": "本溪县",
    "桓仁满族自治县": "桓仁县",
    "宽甸满族自治县": "宽甸县",
}
WHOLE = {
    None: N_("All"),
    "province": N_("Whole province"),
    "city": N_("Whole city"),
    "district": N_("Whole district"),
    "street": N_("Whole street"),
    "community": N_("Whole community"),
    "grid": N_("Whole grid"),
}


def short_name(area: Area) -> str:
    """站南 for 站南街道, 喀左县 for its official name; others as they are."""
    return SHORT.get(area.name, area.name.removesuffix("街道") if len(area.name) > len("街道") + 1 else area.name)


def units(frame: pd.DataFrame, members: list[Area], reference: float | None, focus: str | None = None) -> tuple[Unit, ...]:
    """Every member with its resolution rate in the current period; those without a ticket are thin."""
    counted = frame[frame["period"] == 0].set_index("code") if len(frame) else pd.DataFrame(columns=["received", "resolved"])
    counted = counted.reindex([area.code for area in members])
    n = counted["received"].fillna(0).astype("int64").to_numpy()
    k = counted["resolved"].fillna(0).astype("int64").to_numpy()
    low, high = wilson(k, n)
    classes = classify(k, n, reference, policy().minimum_n, noise(frame))
    return tuple(
        Unit(
            code=area.code,
            name=area.name,
            short=short_name(area),
            n=int(n[i]),
            k=int(k[i]),
            rate=float(k[i] / n[i]) if n[i] else None,
            low=float(low[i]) if n[i] else None,
            high=float(high[i]) if n[i] else None,
            cls=classes[i],
            focus=area.code == focus,
        )
        for i, area in enumerate(members)
    )


def noise(frame: pd.DataFrame) -> float:
    """φ from the changes of the areas against the comparison; from their spread where there is no comparison."""
    wide = side_by_side(frame, ["received", "resolved"])
    k, n = wide[("resolved", 0)], wide[("received", 0)]
    if wide[("received", BEFORE)].sum():
        return restlessness(k, n, wide[("resolved", BEFORE)], wide[("received", BEFORE)])
    return overdispersion(z_scores(k, n, k.sum() / n.sum())) if n.sum() else 1.0


def reference(rate: float | None, code: str | None, areas: Areas) -> Reference:
    """The rate that the areas are compared with: that of the whole they belong to."""
    return Reference(rate, _(WHOLE[areas.get(code).level if code else None]))
