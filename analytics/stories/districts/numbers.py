"""The asks behind the comparison: cells of case mix, the measures of the table, the history of each area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.geography import Area, Areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.peers import Among, among, kinds_of
from analytics.stories.districts.choice import Choice, members

BESIDES = ("received", "on_time_rate", "satisfaction_rate")
PERIODS = 12


@dataclass(frozen=True)
class Numbers:
    """`cells`: one row per unit, category and channel with n and k of the chosen rate, and its stratum.

    `table`: measures by unit, in percent rates and hours. `history`: the chosen rate, one row per unit, the oldest period first. `judged`: the
    verdict among peers, the same that every other page reads.
    """

    scope: Scope
    choice: Choice
    level: str
    areas: Areas
    members: list[Area]
    cells: pd.DataFrame
    table: pd.DataFrame
    history: pd.DataFrame
    judged: Among

    @property
    def rates(self) -> pd.DataFrame:
        """n and k of each member; zeros for one without cases."""
        counted = self.cells.groupby("unit")[["n", "k"]].sum()
        return counted.reindex([area.code for area in self.members]).fillna(0).astype("int64")


def gather(scope: Scope, principal: Principal, choice: Choice, known: Areas, newest: datetime) -> Numbers:
    """Everything the comparison is told from."""
    within, level, found = members(scope, choice, known)
    codes = [area.code for area in found]
    cells = kinds_of(within, principal, choice.measure, level)
    table = ask([*BESIDES, "median_hours"], by=[level], scope=within, principal=principal).frame.set_index(level)
    periods = within.history(PERIODS, newest)
    history = ask([choice.measure], by=[level], scope=within, principal=principal, periods=periods).frame
    wide = history.pivot(index=level, columns="period", values=choice.measure)
    return Numbers(
        scope=within,
        choice=choice,
        level=level,
        areas=known,
        members=found,
        cells=cells[(cells["period"] == 0) & cells["unit"].isin(codes)],
        table=table.reindex(codes),
        history=wide.reindex(index=codes, columns=range(PERIODS - 1, -1, -1)),
        judged=among(within, principal, choice.measure, level),
    )
