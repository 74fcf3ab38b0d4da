"""Tickets in renovated areas and in similar ones of the same district without renovation, before the start and after the finish."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.filters import Filter
from analytics.asking.geography import Areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE
from analytics.engines.duckdb import newest
from analytics.statistics.before_after import nearest

WINDOW = 12  # months on either side
FEWEST_MONTHS = 6
CONTROLS = 5  # similar areas for each renovated one


@dataclass(frozen=True)
class Watched:
    """A renovated area with the months that are compared."""

    code: str
    name: str
    before: pd.PeriodIndex
    after: pd.PeriodIndex


def first_month(scope: Scope, principal: Principal) -> pd.Period | None:
    """The first whole month with tickets in the area."""
    everything = replace(
        scope, window="custom", first=date(2000, 1, 1), last=newest().date(), as_of=None, basis="latest", compare="none", where=()
    )
    frame = ask(["received"], by=["month"], scope=everything, principal=principal).frame
    counted = frame[frame["received"] > 0]
    return pd.Period(counted["month"].min(), "M") + 1 if len(counted) else None


def renovated_areas(done: pd.DataFrame, level: str, first: pd.Period, as_of: object) -> list[Watched]:
    """Up to twelve whole months on either side, at least six; of two projects in one area the earlier."""
    last = pd.Timestamp(str(as_of)).to_period("M") - 1
    found: dict[str, Watched] = {}
    for row in done.dropna(subset=[level, "started_at"]).sort_values("started_at").itertuples(index=False):
        start, finish = pd.Timestamp(row.started_at).to_period("M"), pd.Timestamp(row.finished_at).to_period("M")
        before = pd.period_range(max(first, start - WINDOW), start - 1, freq="M")
        after = pd.period_range(finish + 1, min(last, finish + WINDOW), freq="M")
        code = str(getattr(row, level))
        if len(before) >= FEWEST_MONTHS and len(after) >= FEWEST_MONTHS and code not in found:
            found[code] = Watched(code, row.name, before, after)
    return list(found.values())


@dataclass(frozen=True)
class Tickets:
    """`counts`: one row per area, one column per month. `households` and `district` by area."""

    counts: pd.DataFrame
    households: pd.Series
    district: pd.Series


def monthly_tickets(scope: Scope, principal: Principal, known: Areas, watched: list[Watched], level: str) -> Tickets:
    """Tickets by area and month in the districts of the renovated areas."""
    districts = tuple(sorted({_district(known, each.code) for each in watched}))
    model = CATALOGUE.model_of("received")
    mine = [item for item in scope.where if model.dimension(item.dimension)]
    whole = replace(
        scope,
        window="custom",
        first=min(each.before[0] for each in watched).start_time.date(),
        last=max(each.after[-1] for each in watched).end_time.date(),
        as_of=None,
        where=(*mine, Filter("district", districts)),
    )
    frame = ask(["received"], by=[level, "month"], scope=whole, principal=principal).frame.dropna(subset=[level])
    counts = frame.pivot(index=level, columns="month", values="received").fillna(0)
    counts.columns = pd.PeriodIndex(counts.columns, freq="M")
    living = ask(["households"], by=[level], scope=replace(whole, where=(Filter("district", districts),)), principal=principal).frame
    households = living.dropna().set_index(level)["households"]
    households = households[households > 0]
    counts = counts.reindex(households.index).fillna(0)
    return Tickets(counts, households, pd.Series({code: _district(known, code) for code in households.index}))


def side_by_side(tickets: Tickets, watched: list[Watched], renovated: set[str]) -> pd.DataFrame:
    """Each renovated area with its nearest neighbours in rate before and households: set, code, treated, counts, longer, households."""
    free = ~tickets.households.index.isin(list(renovated))
    found = []
    for number_of_set, each in enumerate(watched):
        if each.code not in tickets.households.index:
            continue
        before = tickets.counts.reindex(columns=each.before).fillna(0).sum(axis=1)
        after = tickets.counts.reindex(columns=each.after).fillna(0).sum(axis=1)
        near = free & (tickets.district == tickets.district[each.code]).to_numpy()
        features = np.column_stack([np.log((before + 0.5) / tickets.households), np.log(tickets.households)])
        features = features / np.maximum(features[near].std(axis=0), 1e-9) if near.any() else features
        own = tickets.households.index.get_loc(each.code)
        chosen = nearest(features[own], features, near, CONTROLS)
        free[chosen] = False  # each serves once, so that no area counts twice
        for position, treated in [(own, True), *((place, False) for place in chosen)]:
            code = tickets.households.index[position]
            counted = (before.iloc[position], after.iloc[position], len(each.after) / len(each.before))
            found.append((number_of_set, code, each.name, treated, *counted, tickets.households.iloc[position], len(each.before)))
    columns = ["set", "code", "project", "treated", "before", "after", "longer", "households", "months"]
    return pd.DataFrame(found, columns=columns)


def _district(known: Areas, code: str) -> str:
    return next((area.code for area in known.path(code) if area.level == "district"), code)
