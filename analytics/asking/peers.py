"""What others make together: the one number about areas that somebody may not see, told where nobody can be found in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.geography import areas_of
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.engines.duckdb import engine

FEWEST = 3  # other areas with cases; of fewer, what one of them makes could be worked out


@dataclass(frozen=True)
class Average:
    """A rate of the area around the scope's, all its parts of that level together: how many they are, and what the whole is called."""

    measure: str
    value: float
    areas: int
    within: str


def average(measure: str, scope: Scope, principal: Principal) -> Average | None:
    """None where the scope has no area or none around it, where it is narrowed by a filter, or where too few others have cases."""
    with engine().reading() as reader:
        known = areas_of(reader)
        area = known.get(scope.area) if scope.area else None
        if area is None or area.parent is None or scope.where:
            return None
        # First as the principal, who must be allowed to ask for his own area at all.
        ask([measure], scope=scope, principal=principal)
        around, all_of_it = scope.within(area.parent), replace(principal, areas=(area.parent,))
        parts = ask([measure], by=[area.level], scope=around, principal=all_of_it).frame.dropna()
        others = set(parts[area.level]) - {area.code}
        value = ask([measure], scope=around, principal=all_of_it).frame[measure].iloc[0]
        if len(others) < FEWEST or pd.isna(value):
            return None
        return Average(measure, float(value), len(others) + 1, known.get(area.parent).name)
