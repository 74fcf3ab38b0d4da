"""Tickets of renovated compounds' grids before the start and after the finish, against similar grids without renovation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.filters import Filter
from analytics.asking.geography import Areas, areas
from analytics.asking.principal import Principal
from analytics.asking.rows import rows
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE, Clock
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept
from analytics.statistics.before_after import FEWEST_TREATED, Effect, effect, nearest
from analytics.stories.renovation.model import BeforeAfter
from analytics.stories.renovation.numbers import of_renovation
from analytics.words.language import _
from analytics.words.marks import bold
from analytics.words.wording import number, percent, signed
from data.contracts.model import N_

WINDOW = 12  # months on either side
FEWEST_MONTHS = 6
CONTROLS = 5  # similar areas for each renovated one
LEVELS = ("grid", "community")
KIND = "old_compound"
LEVEL_WORDS = {"grid": N_("grid areas"), "community": N_("community areas")}


@dataclass(frozen=True)
class Watched:
    """A renovated area with the months that are compared."""

    code: str
    name: str
    before: pd.PeriodIndex
    after: pd.PeriodIndex


@kept
def before_after(scope: Scope, principal: Principal) -> BeforeAfter:
    """The effect of every finished renovation of old compounds in the area, whatever its year, in the current language."""
    known, period = areas(), scope.period(newest())
    plain = replace(of_renovation(scope), where=())
    listed = rows(
        "renovation_states",
        ("project_id", "name", "kind", "grid", "community", "started_at", "finished_at"),
        scope=plain,
        principal=principal,
        clock=Clock.STATE,
    ).frame
    done = listed[(listed["kind"] == KIND) & (pd.to_datetime(listed["finished_at"]) < pd.Timestamp(period.as_of))]
    if not len(done):
        return _refused(_("No renovation of an old compound here is finished yet."))
    first = _first_month(scope, principal)
    level = next((name for name in LEVELS if done[name].notna().any()), None)
    watched = _watched(done, level, first, period.as_of) if level and first is not None else []
    if len(watched) < FEWEST_TREATED or level is None:
        return _refused(
            _(
                "Of {done} finished compounds, {watched} have tickets for at least {months} months before the start and after the finish; "
                "at least {fewest} are needed."
            ).format(done=number(len(done)), watched=number(len(watched)), months=FEWEST_MONTHS, fewest=FEWEST_TREATED)
        )
    table = _compared(_tickets(scope, principal, known, watched, level), watched, set(listed[level].dropna()))
    found = effect(*(table[name].to_numpy() for name in ("set", "treated", "before", "after", "longer"))) if len(table) else None
    if found is None:
        return _refused(_("Too few tickets, or no similar areas without renovation, to compare with."))
    return _told(found, table, level, known)


def _refused(sentence: str) -> BeforeAfter:
    return BeforeAfter(_("Tickets before and after: too little to tell"), "", "", sentence, None, None, ())


def _first_month(scope: Scope, principal: Principal) -> pd.Period | None:
    """The first whole month with tickets in the area."""
    everything = replace(
        scope, window="custom", first=date(2000, 1, 1), last=newest().date(), as_of=None, basis="latest", compare="none", where=()
    )
    frame = ask(["received"], by=["month"], scope=everything, principal=principal).frame
    counted = frame[frame["received"] > 0]
    return pd.Period(counted["month"].min(), "M") + 1 if len(counted) else None


def _watched(done: pd.DataFrame, level: str, first: pd.Period, as_of: object) -> list[Watched]:
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


def _tickets(scope: Scope, principal: Principal, known: Areas, watched: list[Watched], level: str) -> Tickets:
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


def _compared(tickets: Tickets, watched: list[Watched], renovated: set[str]) -> pd.DataFrame:
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


def _told(found: Effect, table: pd.DataFrame, level: str, known: Areas) -> BeforeAfter:
    change, low, high = found.ratio - 1, found.low - 1, found.high - 1
    places = int(table["treated"].sum())
    if high < 0:
        title = _("Tickets {share} lower than in similar areas").format(share=percent(-change, 0))
    elif low > 0:
        title = _("Tickets {share} higher than in similar areas").format(share=percent(change, 0))
    else:
        title = _("Tickets after renovation: no distinguishable change")
    renovated, compared = _rates(table[table["treated"]]), _rates(table[~table["treated"]])
    sentence = _(
        "Renovated {level}: {before} → {after} tickets per 100 households and year ({own}); similar ones without renovation {other}. "
        "Net change {change}, 95% interval {low} to {high}."
    ).format(
        level=_(LEVEL_WORDS[level]),
        before=number(renovated[0], 1),
        after=number(renovated[1], 1),
        own=_signed(found.treated - 1),
        other=_signed(found.compared - 1),
        change=bold(_signed(change)),
        low=_signed(low),
        high=_signed(high),
    )
    note = _(
        "{places} compounds with {others} similar {level} of the same district, chosen by tickets per household before the start and by size; "
        "up to 12 months before the start and after the finish, at least {months}. Difference in differences, Poisson{widened}."
    ).format(places=places, others=len(table) - places, level=_(LEVEL_WORDS[level]), months=FEWEST_MONTHS, widened=_widened(found.spread))
    lines = tuple(
        (
            row.project,
            known.name(row.code),
            float(row.before),
            float(row.after),
            1200 * row.before / row.households / row.months,
            1200 * row.after / row.households / row.months / row.longer,
        )
        for row in table[table["treated"]].itertuples(index=False)
    )
    return BeforeAfter(title, sentence, note, "", renovated, compared, lines)


def _widened(spread: float) -> str:
    """Empty where the areas vary no more than chance."""
    text = number(spread, 1)
    return "" if text == number(1, 1) else _(", interval widened {spread}-fold in variance").format(spread=text)


def _rates(rows_of: pd.DataFrame) -> tuple[float, float]:
    """Tickets per 100 households and year before and after, over all areas and their months."""
    before = rows_of["before"].sum() / (rows_of["households"] * rows_of["months"]).sum()
    after = rows_of["after"].sum() / (rows_of["households"] * rows_of["months"] * rows_of["longer"]).sum()
    return 1200 * float(before), 1200 * float(after)


def _signed(share: float) -> str:
    text = signed(100 * share, 0)
    return f"{text}%"


def _district(known: Areas, code: str) -> str:
    return next((area.code for area in known.path(code) if area.level == "district"), code)
