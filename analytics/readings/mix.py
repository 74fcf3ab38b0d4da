"""What kinds of cases an area has, each with its share of success: the cells that case-mix adjustment rests on."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.catalogue import CATALOGUE
from analytics.statistics.standardise import pooled
from data.contracts.policy import policy

KINDS = ("category", "channel")


def mix_cells(
    scope: Scope, principal: Principal, measure: str, level: str, codes: Collection[str] = (), periods: Sequence[Period] = ()
) -> pd.DataFrame:
    """One row per period, unit of the level (or those of `codes`), category and channel: period, unit, category, channel, n, k, stratum."""
    declared = CATALOGUE.measure(measure)
    frame = ask([measure], by=[level, *KINDS], scope=scope, principal=principal, periods=list(periods) or None).frame
    if "period" not in frame:
        frame.insert(0, "period", 0)
    cells = frame.rename(columns={level: "unit", declared.below(frame): "n", declared.above(frame): "k"})
    cells = cells[["period", "unit", *KINDS, "n", "k"]].fillna({"n": 0, "k": 0})
    cells = (cells[cells["unit"].isin(codes)] if codes else cells.dropna(subset=["unit"])).reset_index(drop=True)
    return cells.assign(stratum=pooled(cells, KINDS, policy().minimum_n))
