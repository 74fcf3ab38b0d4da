"""Limit breached: parts of an area whose rate lies beyond the control limit of the funnel around the rate of the whole."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from scipy.stats import norm

from analytics.ask import ask
from analytics.catalogue import CATALOGUE, Measure
from analytics.findings.model import Candidate, Detector, Finding
from analytics.findings.words import named, period_start, query
from analytics.language import _
from analytics.statistics.effects import shares_apart
from analytics.statistics.funnel import limits as funnel
from analytics.statistics.funnel import z_scores
from analytics.stories.numbers import Numbers
from analytics.stories.rates import rates_by_area
from analytics.stories.units import noise
from analytics.wording import number, percent
from data.contracts.policy import policy


def limits(numbers: Numbers, detector: Detector) -> Iterator[Candidate]:
    """One test for each part with enough cases; how much parts move between periods beyond chance widens the limits."""
    measure = CATALOGUE.measure(detector.measure)
    whole, frame = _rates(numbers, measure)
    if whole is None or not len(frame):
        return
    tested = frame[(frame["period"] == 0) & (frame[measure.denominator] >= policy().minimum_n)]
    if len(tested) < 2:
        return
    confidence, phi = policy().findings.limit_confidence, noise(frame, measure.id)
    k, n = tested[measure.numerator].astype(float), tested[measure.denominator].astype(float)
    z = z_scores(k, n, whole) / phi**0.5 * (1 if detector.worse == "high" else -1)
    ends = funnel(whole, n, phi, confidence)[detector.worse == "high"]
    for code, above, below, p, limit in zip(tested["code"], k, n, norm.sf(z), ends, strict=True):
        beyond = p < (1 - confidence) / 2
        yield Candidate(float(p), _finding(numbers, detector, measure, str(code), above, below, float(limit), whole) if beyond else None)


def _rates(numbers: Numbers, measure: Measure) -> tuple[float | None, pd.DataFrame]:
    """The rate of the whole, and those of the parts now and in the comparison."""
    if measure.id in numbers.units:
        whole, frame = numbers.current[measure.id], numbers.units
    elif numbers.unit_level:
        whole = ask([measure.id], scope=numbers.scope, principal=numbers.principal).frame[measure.id].iloc[0]
        frame = rates_by_area(numbers.scope, numbers.principal, measure.id, numbers.unit_level, numbers.pair)
    else:
        return None, pd.DataFrame()
    return (None if pd.isna(whole) else float(whole)), frame


def _finding(numbers: Numbers, detector: Detector, measure: Measure, code: str, k: float, n: float, limit: float, whole: float) -> Finding:
    low = detector.worse == "low"
    title = _("{name}: {measure} under the control limit") if low else _("{name}: {measure} over the control limit")
    evidence = _("{rate} of {n} cases; {confidence} limit {limit}, whole {whole}").format(
        rate=percent(k / n), n=number(n), confidence=percent(policy().findings.limit_confidence), limit=percent(limit), whole=percent(whole)
    )
    return Finding(
        detector.kind,
        detector.severity,
        title.format(name=numbers.areas.get(code).short, measure=named(measure.id)),
        evidence,
        "districts",
        query(numbers.scope, measure=measure.id, focus=code),
        measure=measure.id,
        area=code,
        start=period_start(numbers),
        effect=shares_apart(k / n, whole),
    )
