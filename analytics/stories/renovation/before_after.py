"""Tickets of renovated compounds' grids before the start and after the finish, against similar grids without renovation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analytics.asking.geography import Areas, areas
from analytics.asking.principal import Principal
from analytics.asking.rows import rows
from analytics.asking.scope import Scope
from analytics.catalogue import Clock
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept
from analytics.shapes.changes import Change, TwoChanges
from analytics.shapes.panel import Panel
from analytics.shapes.table import Column, Table
from analytics.statistics.before_after import FEWEST_TREATED, Effect, effect
from analytics.stories.renovation.compared import FEWEST_MONTHS, first_month, monthly_tickets, renovated_areas, side_by_side
from analytics.stories.renovation.numbers import of_renovation
from analytics.words.language import _
from analytics.words.marks import bold
from analytics.words.wording import number, percent, signed
from data.contracts.model import N_

LEVELS = ("grid", "community")
KIND = "old_compound"
MEASURES = ("received_per_1000_households",)
LEVEL_WORDS = {"grid": N_("grid areas"), "community": N_("community areas")}


@kept
def before_after(scope: Scope, principal: Principal) -> Panel[TwoChanges]:
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
    first = first_month(scope, principal)
    level = next((name for name in LEVELS if done[name].notna().any()), None)
    watched = renovated_areas(done, level, first, period.as_of) if level and first is not None else []
    if len(watched) < FEWEST_TREATED or level is None:
        return _refused(
            _(
                "Of {done} finished compounds, {watched} have tickets for at least {months} months before the start and after the finish; "
                "at least {fewest} are needed."
            ).format(done=number(len(done)), watched=number(len(watched)), months=FEWEST_MONTHS, fewest=FEWEST_TREATED)
        )
    table = side_by_side(monthly_tickets(scope, principal, known, watched, level), watched, set(listed[level].dropna()))
    found = effect(*(table[name].to_numpy() for name in ("set", "treated", "before", "after", "longer"))) if len(table) else None
    if found is None:
        return _refused(_("Too few tickets, or no similar areas without renovation, to compare with."))
    return _told(found, table, level, known)


def _refused(sentence: str) -> Panel[TwoChanges]:
    return Panel("effect", _("Tickets before and after: too little to tell"), _table((), (), ()), measures=MEASURES, empty=sentence)


def _told(found: Effect, table: pd.DataFrame, level: str, known: Areas) -> Panel[TwoChanges]:
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
    rows_of = table[table["treated"]]
    names = [(row.project, known.name(row.code)) for row in rows_of.itertuples(index=False)]
    counts = [(int(row.before), int(row.after)) for row in rows_of.itertuples(index=False)]
    rates = [_rates(rows_of.iloc[[place]]) for place in range(len(rows_of))]
    picture = TwoChanges(
        Change(_("Renovated"), *renovated),
        Change(_("Similar, not renovated"), *compared),
        (_("before renovation"), _("after renovation")),
        _("per 100 households a year"),
    )
    return Panel("effect", title, _table(names, counts, rates), picture, measures=MEASURES, note=note, said=sentence)


def _table(names: Sequence[tuple[str, str]], counts: Sequence[tuple[int, int]], rates: Sequence[tuple[float, float]]) -> Table:
    return Table(
        (
            Column(_("Project"), tuple(project for project, _area in names)),
            Column(_("Area"), tuple(area for _project, area in names)),
            Column(_("Tickets before"), tuple(before for before, _after in counts), "count"),
            Column(_("Tickets after"), tuple(after for _before, after in counts), "count"),
            Column(_("Per 100 households and year, before"), tuple(before for before, _after in rates), "tenth"),
            Column(_("Per 100 households and year, after"), tuple(after for _before, after in rates), "tenth"),
        )
    )


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
