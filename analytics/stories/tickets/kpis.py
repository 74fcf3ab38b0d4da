"""The rates of the page, each under its own denominator."""

from __future__ import annotations

import pandas as pd

from analytics.catalogue import CATALOGUE, Measure
from analytics.language import _
from analytics.stories.model import Kpi
from analytics.stories.targets import target
from analytics.wording import number, percent

RATES = ("resolution_rate", "due_resolution_rate", "on_time_rate", "response_rate", "satisfaction_rate", "reopened_rate")
BOUNDS = ("satisfaction_low", "satisfaction_high")


def kpis(row: pd.Series) -> tuple[Kpi, ...]:
    """One card for each of RATES; `row` has them with their parts, and BOUNDS."""
    return tuple(_kpi(row, CATALOGUE.measure(name)) for name in RATES)


def _kpi(row: pd.Series, measure: Measure) -> Kpi:
    value = None if pd.isna(row[measure.id]) else float(row[measure.id])
    above, below = float(row[measure.numerator]), float(row[measure.denominator])
    bounded = measure.id == "satisfaction_rate"
    base = _(CATALOGUE.measure(measure.denominator).label).removesuffix("量")
    return Kpi(
        measure_id=measure.id,
        label=_(measure.label),
        unit=measure.unit,
        value=value,
        change=None,
        significant=False,
        better=measure.better,
        history=(),
        target=None if bounded else target(measure, value),
        note=_bounds(row) if bounded and value is not None else _("No data in this period") if value is None else _("No target set"),
        numerator=above,
        denominator=below,
        parts=f"{number(above)} / {number(below)} {base}",
    )


def _bounds(row: pd.Series) -> str:
    low, high = (percent(float(row[name]), 0) for name in BOUNDS)
    return _("With the unrated: {low}–{high}").format(low=low, high=high)
