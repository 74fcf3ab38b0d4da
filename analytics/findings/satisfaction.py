"""Satisfaction drop: parts of an area whose citizens are less satisfied than in the year before by more than noise."""

from __future__ import annotations

from collections.abc import Iterator

from scipy.stats import norm

from analytics.catalogue import CATALOGUE
from analytics.findings.model import Candidate, Detector, Finding
from analytics.findings.words import period_start, query, share
from analytics.readings.numbers import Numbers
from analytics.readings.rates import rates_by_area
from analytics.readings.units import BEFORE, noise, side_by_side
from analytics.statistics.change import rate_change
from analytics.statistics.effects import shares_apart
from analytics.words.language import _
from analytics.words.wording import percent, points
from data.contracts.policy import policy


def satisfaction(numbers: Numbers, detector: Detector) -> Iterator[Candidate]:
    """One test for each part with enough ratings, against its own year before: a single period has too few ratings to compare with."""
    if numbers.unit_level is None:
        return
    measure, minimum = CATALOGUE.measure(detector.measure), policy().minimum_n
    frame = rates_by_area(numbers.scope, numbers.principal, measure.id, numbers.unit_level, [numbers.period, numbers.year_before])
    above, below = measure.above(frame), measure.below(frame)
    wide, phi = side_by_side(frame, [above, below]), noise(frame, measure.id)
    for code, row in wide[(wide[(below, 0)] >= minimum) & (wide[(below, BEFORE)] >= minimum)].iterrows():
        z = rate_change(row[(above, 0)], row[(below, 0)], row[(above, BEFORE)], row[(below, BEFORE)], phi**0.5)
        now, then = row[(above, 0)] / row[(below, 0)], row[(above, BEFORE)] / row[(below, BEFORE)]
        yield Candidate(float(norm.cdf(z)), _finding(numbers, detector, str(code), now, then, row[(below, 0)]) if now < then else None)


def _finding(numbers: Numbers, detector: Detector, code: str, now: float, then: float, rated: float) -> Finding:
    title = _("{name}: satisfaction fell by {points}").format(name=numbers.areas.get(code).short, points=points(then - now).lstrip("+"))
    evidence = _("{share}; {then} in the year before").format(share=share(now, rated, detector.measure), then=percent(then))
    return Finding(
        detector.kind,
        detector.severity,
        title,
        evidence,
        "districts",
        query(numbers.scope, measure=detector.measure, focus=code),
        measure=detector.measure,
        area=code,
        start=period_start(numbers),
        effect=shares_apart(now, then),
    )
