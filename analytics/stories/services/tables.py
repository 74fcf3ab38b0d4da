"""What stands behind the pictures of services and visits as tables for people."""

from __future__ import annotations

import pandas as pd

from analytics.catalogue import CATALOGUE
from analytics.stories.services.items import BY
from analytics.stories.services.model import Activities, Cases, Distribution, Grid, Shares
from analytics.words.language import _


def shares_table(shares: Shares, by: str) -> pd.DataFrame:
    """One row a department or district, with numerator and denominator."""
    measure = CATALOGUE.measure(shares.measure)
    above, below = (CATALOGUE.measure(name) for name in (measure.numerator, measure.denominator))
    return pd.DataFrame(
        {
            _(CATALOGUE.dimension(by if by in BY else BY[0]).label): [row.name for row in shares.rows],
            f"{_(measure.label)} %": [round(row.value * 100, 2) for row in shares.rows],
            _(above.label): [round(row.k, 4) for row in shares.rows],
            _(below.label): [row.n for row in shares.rows],
        }
    )


def distribution_table(distribution: Distribution, of: str, counted: str) -> pd.DataFrame:
    """One row a class."""
    return pd.DataFrame({of: [one.label for one in distribution.bins], counted: [one.count for one in distribution.bins]})


def cases_table(cases: Cases) -> pd.DataFrame:
    """One row a channel, with its mean time and its cases in each month."""
    days = dict(cases.days)
    rows = [
        {_("Where taken in"): line.name, _("Mean working days"): days.get(line.name), **dict(zip(cases.months, line.values, strict=True))}
        for line in cases.lines
    ]
    return pd.DataFrame(rows).astype({month: "Int64" for month in cases.months}) if rows else pd.DataFrame()


def activities_table(activities: Activities) -> pd.DataFrame:
    """One row a kind: the window, then what took place in each month and what was planned for it."""
    return pd.DataFrame(
        [
            {
                _("Kind of activity"): kind.name,
                _("Held in the period"): kind.window_held,
                _("Planned"): kind.window_planned,
                _("Planned and done"): kind.window_done,
                _("Coverage %"): None if kind.coverage is None else round(kind.coverage * 100, 1),
                **dict(zip(activities.months, kind.held, strict=True)),
                **{_("{month} planned").format(month=month): plan for month, plan in zip(activities.months, kind.planned, strict=True)},
            }
            for kind in activities.kinds
        ]
    )


def grids_table(grids: tuple[Grid, ...]) -> pd.DataFrame:
    """Every grid, in the order of the list: silent and unvisited first, then by days."""
    return pd.DataFrame(
        {
            _("Code"): [grid.code for grid in grids],
            _("Grid"): [grid.name for grid in grids],
            _("Place"): [grid.place for grid in grids],
            _("Days since the last visit"): pd.Series([grid.days for grid in grids], dtype="float64").round(1),
            _("Visits in the period"): [grid.visits for grid in grids],
            _("Unvisited for long"): [_("yes") if grid.overdue else _("no") for grid in grids],
            _("Silent"): [_("to verify") if grid.silent else "" for grid in grids],
        }
    )
