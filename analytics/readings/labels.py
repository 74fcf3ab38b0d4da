"""What measures, dimensions and their values are called, in the current language."""

from __future__ import annotations

from analytics.catalogue import CATALOGUE
from analytics.words.language import _


def measure_label(measure: str) -> str:
    """What a measure is called, without what its label adds in brackets."""
    return _(CATALOGUE.measure(measure).label).partition("（")[0]


def label_of(dimension: str, value: str | None = None) -> str:
    """What a dimension, or one of its values, is called."""
    declared = CATALOGUE.dimension(dimension)
    if value is None:
        return _(declared.label)
    if value == "none":
        return _("not stated")
    return _(declared.labels[value]) if value in declared.labels else value
