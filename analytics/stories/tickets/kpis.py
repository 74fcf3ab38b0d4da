"""The rates of the page, each under its own denominator."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.asking.coverage import Coverage, sentence, share_told
from analytics.catalogue import CATALOGUE, Measure
from analytics.readings.model import Kpi
from analytics.readings.targets import target
from analytics.words.language import _
from analytics.words.wording import number, percent
from data.contracts.model import N_

RATES = ("resolution_rate", "due_resolution_rate", "on_time_rate", "response_rate", "satisfaction_rate", "reopened_rate")
BOUNDS = ("satisfaction_low", "satisfaction_high")
# Numerator and denominator in words, by the denominator.
PARTS = {
    "received": N_("{above} / {below} received"),
    "due": N_("{above} / {below} due"),
    "response_due": N_("{above} / {below} to be answered"),
    "rated": N_("{above} / {below} rated"),
    "resolved": N_("{above} / {below} resolved"),
}


def kpis(row: pd.Series, coverage: Mapping[str, Coverage]) -> tuple[Kpi, ...]:
    """One card for each of RATES; `row` has them with their parts, and BOUNDS."""
    return tuple(_kpi(row, CATALOGUE.measure(name), coverage.get(name)) for name in RATES)


def _kpi(row: pd.Series, measure: Measure, covered: Coverage | None) -> Kpi:
    value = None if pd.isna(row[measure.id]) else float(row[measure.id])
    above, below = (None if pd.isna(row[part]) else float(row[part]) for part in (measure.above(row), measure.below(row)))
    bounded = measure.id == "satisfaction_rate"
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
        note=_note(covered) if value is None else _bounds(row) if bounded else _("No target set"),
        numerator=above,
        denominator=below,
        parts="" if below is None else _(PARTS[measure.denominator]).format(above=number(above), below=number(below)),
        covered=share_told(covered),
    )


def _note(covered: Coverage | None) -> str:
    return sentence(covered) if covered else _("No data in this period")


def _bounds(row: pd.Series) -> str:
    low, high = (percent(float(row[name]), 0) for name in BOUNDS)
    return _("With the unrated: {low}–{high}").format(low=low, high=high)
