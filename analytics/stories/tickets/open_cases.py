"""How long the open cases have been open, in all and by department."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from analytics.asking.cohorts import cohort
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.query import ages as query
from analytics.readings.kept import kept
from analytics.readings.names import value_name
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.table import Column, Table
from analytics.shapes.tickets import Ages
from analytics.words.language import _
from analytics.words.wording import count, percent

EDGES = (0, 1, 3, 7, 15, 30)  # days
LONG = 30


@kept
def ages(scope: Scope, principal: Principal) -> tuple[Panel[Ages], Panel[Picture]]:
    """Open cases by age, in all and by department. What was there a day before and still is, is older than a day; so bands are differences of counts."""
    with cohort(scope, principal) as found:
        frame = found.reader.cached(query.ages(found.period, found.where, found.gaps, "department", EDGES)).set_index("department")
    frame.columns = pd.RangeIndex(len(EDGES))
    older = frame.groupby(frame.index.map(lambda value: value_name("department", value))).sum()
    older = older.reindex(columns=range(len(EDGES))).fillna(0).astype("int64")
    between = older.sub(older.shift(-1, axis=1).fillna(0).astype("int64"))
    between = between.loc[older[0].sort_values(ascending=False, kind="stable").index] if len(older) else between
    totals = tuple(int(value) for value in between.sum())
    bands = (
        *(_("{low}–{high} days").format(low=low, high=high) for low, high in pairwise(EDGES)),
        _("over {days} days").format(days=LONG),
    )
    rows = [(_("All"), totals), *((str(name), tuple(int(value) for value in row)) for name, row in between.iterrows())]
    table, measures = _table(bands, rows), ("backlog",)
    return (
        Panel("ages", _title(totals), table, Ages(bands, totals), _("Open cases by age"), measures),
        Panel("ages-departments", _by_department(older), table, measures=measures),
    )


def _table(bands: tuple[str, ...], rows: Sequence[tuple[str, tuple[int, ...]]]) -> Table:
    """A row for each department, a column for each band, the whole first."""
    return Table(
        (
            Column(_("Department"), tuple(name for name, _counts in rows)),
            Column(_("Open"), tuple(sum(counts) for _name, counts in rows), "count"),
            *(Column(band, tuple(counts[place] for _name, counts in rows), "count") for place, band in enumerate(bands)),
        )
    )


def _title(totals: tuple[int, ...]) -> str:
    whole = sum(totals)
    if not whole:
        return _("No case is open")
    if not totals[-1]:
        return _("{count} open, none for over {days} days").format(count=count(whole, "cases"), days=LONG)
    return _("{count} open, {share} for over {days} days").format(
        count=count(whole, "cases"), share=percent(totals[-1] / whole, 0), days=LONG
    )


def _by_department(older: pd.DataFrame) -> str:
    most = older[len(EDGES) - 1].sort_values(ascending=False, kind="stable")
    if not len(most) or not most.iloc[0]:
        return _("No department has old cases")
    return _("{department} has most old cases: {count}").format(department=most.index[0], count=count(int(most.iloc[0]), "cases"))
