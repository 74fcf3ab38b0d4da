"""The catalogue as a table that people search: one row per measure, in the current language."""

from __future__ import annotations

import pandas as pd

from analytics.catalogue import CATALOGUE, Measure, Model
from analytics.words.language import _
from data.contracts.model import N_

COLUMNS = ("id", "label", "definition", "unit", "direction", "numerator", "denominator", "sql", "source", "used_in", "table")

TITLES = {
    "tickets": N_("Requests and cases"),
    "areas": N_("Areas and grids"),
    "renovation_projects": N_("Renovation projects"),
    "renovation_progress": N_("Renovation progress"),
    "renovation_plans": N_("Renovation plans"),
    "renovation_states": N_("Renovation"),
    "investment_projects": N_("Investment projects"),
    "investment_flows": N_("Investment funds"),
    "investment_targets": N_("Investment targets"),
    "service_items": N_("Service items"),
    "service_cases": N_("Service cases"),
    "activities": N_("Activities"),
}


def dataset_title(table: str) -> str:
    """What a dataset is called; its table name where it has no title."""
    return _(TITLES[table]) if table in TITLES else table


def glossary() -> pd.DataFrame:
    """All measures with COLUMNS, in the catalogue's order; words translated, ids and SQL as they are."""
    rows = [_row(model, measure) for model in CATALOGUE.models for measure in model.measures]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def search(text: str) -> list[tuple[Model, list[Measure]]]:
    """Models with their measures whose id, label, English label or definition contains every word of the text."""
    words = text.casefold().split()
    found = []
    for model in CATALOGUE.models:
        hits = [measure for measure in model.measures if all(word in _haystack(measure) for word in words)]
        if hits:
            found.append((model, hits))
    return found


def _haystack(measure: Measure) -> str:
    return " ".join((measure.id, measure.label, measure.definition, _(measure.label), _(measure.definition))).casefold()


def _row(model: Model, measure: Measure) -> tuple[str, ...]:
    return (
        measure.id,
        _(measure.label),
        _(measure.definition),
        measure.unit,
        measure.better,
        measure.numerator,
        measure.denominator,
        measure.sql,
        _(measure.source) if measure.source else "",
        " ".join(CATALOGUE.used_in(measure.id)),
        model.table,
    )
