"""What the detectors share: names inside a sentence, the address that shows a finding, and where it begins."""

from __future__ import annotations

from datetime import date

from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE
from analytics.readings.numbers import Numbers
from analytics.words.language import ENGLISH, _, language, plural
from analytics.words.wording import number, percent


def named(measure: str) -> str:
    """The label of a measure as it stands inside a sentence."""
    return inside(_(CATALOGUE.measure(measure).label))


def inside(label: str) -> str:
    """A label as it stands inside a sentence."""
    return label[:1].lower() + label[1:] if language() == ENGLISH else label


def cases(count: float) -> str:
    """Exact, as the numbers beside it are."""
    return plural("{count} case", "{count} cases", count).format(count=number(count))


def share(rate: float, n: float, measure: str) -> str:
    """A rate with what it is a share of."""
    text = _("{rate} of {n} ratings") if measure == "satisfaction_rate" else _("{rate} of {n} cases")
    return text.format(rate=percent(rate), n=number(n))


def query(scope: Scope, **parameters: str) -> tuple[tuple[str, str], ...]:
    """The scope and a page's own parameters, as an address has them."""
    return tuple((scope.to_query() | parameters).items())


def period_start(numbers: Numbers) -> date:
    return numbers.period.start.date()
