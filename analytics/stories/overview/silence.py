"""Silent grids as a finding of the overview: a question to ask on the spot, never an accusation."""

from __future__ import annotations

from collections.abc import Iterator

from analytics.language import _, plural
from analytics.stories.overview.model import Finding
from analytics.stories.overview.numbers import Numbers
from analytics.stories.silence import silence as judged
from analytics.wording import quantity


def silence(numbers: Numbers) -> Iterator[Finding]:
    """The grid with the largest gap, and how many more there are."""
    found = judged(numbers.scope, numbers.principal)
    if found is None or not found.silent:
        return
    worst, *others = found.silent
    title = _("{name} reports next to nothing").format(name=numbers.areas.name(worst.code))
    evidence = _("{received} in ninety days where the year before lets expect about {expected}; a question, not a verdict").format(
        received=quantity(float(worst.received), "cases"), expected=quantity(round(worst.expected), "cases")
    )
    if others:
        evidence += plural("; {count} more grid", "; {count} more grids", len(others)).format(count=len(others))
    query = numbers.scope.within(worst.code).to_query()
    yield Finding("silence", "question", title, evidence, "overview", tuple(query.items()))
