"""What the detectors share: names inside a sentence, the address that shows a finding, and where it begins."""

from __future__ import annotations

from datetime import date

from analytics.catalogue import CATALOGUE
from analytics.language import ENGLISH, _, language
from analytics.scope import Scope
from analytics.stories.numbers import Numbers


def named(measure: str) -> str:
    """The label of a measure as it stands inside a sentence."""
    label = _(CATALOGUE.measure(measure).label)
    return label[:1].lower() + label[1:] if language() == ENGLISH else label


def query(scope: Scope, **parameters: str) -> tuple[tuple[str, str], ...]:
    """The scope and a page's own parameters, as an address has them."""
    return tuple((scope.to_query() | parameters).items())


def period_start(numbers: Numbers) -> date:
    return numbers.period.start.date()
