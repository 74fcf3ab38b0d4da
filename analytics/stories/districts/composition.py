"""How the case mix of one area makes its rate higher or lower."""

from __future__ import annotations

import pandas as pd

from analytics.statistics.standardise import mix_effect
from analytics.stories.districts.captions import composition_title
from analytics.stories.districts.model import Composition, Effect, Standing
from analytics.stories.districts.numbers import Numbers
from analytics.stories.districts.words import called
from analytics.words.language import _, plural

SHOWN = 4


def composition(numbers: Numbers, unit: Standing) -> Composition | None:
    """The largest effects by category, the rest as one line; they sum exactly to expected − overall rate."""
    # Each kind with the rate that it has in a typical area, so that the effects sum to what the verdict expects.
    typical = numbers.cells["stratum"].map(numbers.judged.strata)
    cells = numbers.cells.assign(k=(numbers.cells["n"] * typical).fillna(numbers.cells["k"]))
    parts = mix_effect(cells, unit.code, "category")
    if parts.empty or unit.n == 0:
        return None
    parts = parts.reindex(parts["effect"].abs().sort_values(ascending=False, kind="stable").index)
    effects = tuple(Effect(_called(name), float(row["effect"]), float(row["share"]), float(row["usual"])) for name, row in parts.iterrows())
    total = float(parts["effect"].sum())
    return Composition(composition_title(called(unit.name, unit.short), total, numbers.choice.measure), total, folded(effects))


def folded(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """The first few and the sum of the others."""
    rest = effects[SHOWN:]
    if len(rest) < 2:
        return effects
    name = plural("{count} other category", "{count} other categories", len(rest)).format(count=len(rest))
    return (*effects[:SHOWN], Effect(name, sum(effect.effect for effect in rest)))


def _called(name: object) -> str:
    return _("not stated") if pd.isna(name) else str(name)
