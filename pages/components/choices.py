"""What can be chosen in a filter, and what it is called."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from analytics.asking.ask import ask
from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE
from analytics.engines.duckdb import About
from analytics.shapes.units import Unit
from analytics.words.language import _
from pages.components import session

MOST = 200


def values_of(dimension: str) -> tuple[str, ...]:
    """Values of a ticket dimension that occur in the data, most frequent first."""
    return _values(dimension, session.about(), session.principal())


@lru_cache(maxsize=64)
def _values(dimension: str, about: About, principal: Principal) -> tuple[str, ...]:
    everything = Scope(window="custom", first=about.data_from.date(), last=about.data_until.date())
    frame = ask(["received"], by=[dimension], scope=everything, principal=principal, order="-received", limit=MOST).frame
    return tuple(str(value) for value in frame[dimension].dropna())


def level_label(units: Sequence[Unit]) -> str:
    """What the level of these areas is called."""
    return _(CATALOGUE.dimension(areas().get(units[0].code).level).label)
