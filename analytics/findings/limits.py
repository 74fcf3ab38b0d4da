"""Limit breached: parts of an area that differ from their peers, and so clearly that it needs attention."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analytics.catalogue import CATALOGUE, Measure
from analytics.findings.model import Candidate, Detector, Finding
from analytics.findings.spans import Span, spans
from analytics.findings.words import inside, named, period_start, query, share
from analytics.readings.numbers import Numbers
from analytics.readings.peers import Verdict, among
from analytics.readings.units import WHOLE
from analytics.statistics.effects import shares_apart
from analytics.words.language import _
from analytics.words.wording import percent
from data.contracts.policy import policy


def limits(numbers: Numbers, detector: Detector) -> Iterator[Candidate]:
    """One test for each part with enough cases, in the period and in the year up to its end: what is always a little worse shows
    only over many cases. The verdict is the one of every page, so that what is found here stands out there; p is that of the clearer
    window times their number (Bonferroni)."""
    measure = CATALOGUE.measure(detector.measure)
    judged = [_judged(numbers, detector, measure, span) for span in spans(numbers, measure)]
    codes = dict.fromkeys(code for candidates in judged for code in candidates)
    for code in codes:
        found = [candidates[code] for candidates in judged if code in candidates]
        clearest = min(found, key=lambda each: each.p or 0.0)
        yield replace(clearest, p=min(1.0, (clearest.p or 0.0) * len(found)))


def _judged(numbers: Numbers, detector: Detector, measure: Measure, span: Span) -> dict[str, Candidate]:
    """A candidate for each part that has enough cases; p is of its own side."""
    found = among(span.scope, numbers.principal, measure.id, str(numbers.unit_level))
    small = 1 - policy().findings.limit_confidence
    candidates = {}
    for code, verdict in found.verdicts.items():
        if verdict.cls == "thin" or code not in numbers.areas.by_code:
            continue
        p = verdict.p / 2 if (verdict.adjusted < found.rule.centre) == (detector.worse == "low") else 1.0
        stands = verdict.cls == detector.worse and verdict.p < small
        candidates[code] = Candidate(p, _finding(numbers, detector, measure, span, code, verdict) if stands else None)
    return candidates


def _finding(numbers: Numbers, detector: Detector, measure: Measure, span: Span, code: str, verdict: Verdict) -> Finding:
    low = detector.worse == "low"
    title = _("{name}: low {measure}") if low else _("{name}: high {measure}")
    ordinary = _("peers ≥ {limit}").format(limit=percent(verdict.low)) if low else _("peers ≤ {limit}").format(limit=percent(verdict.high))
    evidence = _("{share}; {area} {whole}; {expected} by its mix; {ordinary}").format(
        share=share(verdict.rate, verdict.n, measure.id),
        area=inside(_(WHOLE[numbers.areas.get(numbers.scope.area).level if numbers.scope.area else None])),
        whole=percent(span.overall),
        expected=percent(verdict.expected),
        ordinary=ordinary,
    )
    return Finding(
        detector.kind,
        detector.severity,
        title.format(name=numbers.areas.get(code).short, measure=named(measure.id)),
        _("Twelve months: {evidence}").format(evidence=evidence) if span.is_year else evidence,
        "districts",
        query(span.scope, measure=measure.id, focus=code),
        measure=measure.id,
        area=code,
        rule=_("Worse than peers") if measure.better != "neutral" else _("Higher than peers"),
        start=span.scope.first if span.is_year else period_start(numbers),
        effect=shares_apart(verdict.rate, min(1.0, max(0.0, verdict.expected))),
    )
