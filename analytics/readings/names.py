"""What values of ticket dimensions are called on the tickets page."""

from __future__ import annotations

from analytics.catalogue import CATALOGUE
from analytics.words.language import _


def value_name(dimension: str, value: object) -> str:
    """A value in the current language; one that is missing is said to be so."""
    if value is None or value != value:
        return _("not stated")
    labels = CATALOGUE.dimension(dimension).labels
    return _(labels[str(value)]) if str(value) in labels else str(value)
