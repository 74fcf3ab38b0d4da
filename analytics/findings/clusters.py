"""Repeat cluster: one matter that returns at one place far more often than the matters and the places together let expect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scipy.stats import poisson

from analytics.asking.filters import Filter
from analytics.asking.places import Crowd, crowds
from analytics.findings.model import Candidate, Detector, Finding
from analytics.findings.words import cases, period_start, query
from analytics.readings.names import value_name
from analytics.readings.numbers import Numbers
from analytics.readings.silence import NEAR_ENOUGH
from analytics.statistics.effects import times_apart
from analytics.words.language import _
from analytics.words.wording import number
from data.contracts.policy import policy


def clusters(numbers: Numbers, detector: Detector) -> Iterator[Candidate]:
    """One test for each busy spot, near enough to be visited. Expected is what a spot would have if every matter were spread as all
    tickets are; p is multiplied by the number of spots and matters, since only the busiest are looked at (Bonferroni)."""
    scope, wanted = numbers.scope, policy().findings
    if scope.area is None or numbers.areas.get(scope.area).level not in NEAR_ENOUGH:
        return
    for crowd in crowds(scope, numbers.principal, wanted.cluster_fewest):
        expected = crowd.there * crowd.subject / crowd.total
        p = min(1.0, float(poisson.sf(crowd.tickets - 1, expected)) * crowd.cells)
        lasting = crowd.days >= wanted.cluster_days
        yield Candidate(p, _finding(numbers, detector, crowd, expected) if lasting else None)


def _finding(numbers: Numbers, detector: Detector, crowd: Crowd, expected: float) -> Finding:
    scope = replace(numbers.scope, where=(*numbers.scope.where, Filter("subcategory", (crowd.subcategory,))))
    street = numbers.areas.get(crowd.street) if crowd.street else None
    matter = value_name("subcategory", crowd.subcategory)
    title = _("{name}: {matter} returns at one spot").format(name=street.short, matter=matter) if street else ""
    evidence = _("{count} within 100 m on {days} days; about {expected} expected there").format(
        count=cases(crowd.tickets), days=number(crowd.days), expected=number(expected, 1)
    )
    return Finding(
        detector.kind,
        detector.severity,
        title or _("{matter} returns at one spot").format(matter=matter),
        evidence,
        "tickets",
        query(scope.within(crowd.street or scope.area), part="places"),
        measure=detector.measure,
        area=crowd.street or scope.area or "",
        subject=f"{crowd.subcategory} {crowd.longitude:.3f},{crowd.latitude:.3f}",
        start=period_start(numbers),
        effect=times_apart(crowd.tickets, expected),
    )
