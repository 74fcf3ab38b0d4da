"""Limit breached: parts of an area whose rate lies beyond the control limit of the funnel around the rate of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from analytics.catalogue import CATALOGUE, Measure
from analytics.findings.model import Candidate, Detector, Finding
from analytics.findings.spans import Span, spans
from analytics.findings.words import inside, named, period_start, query, share
from analytics.readings.mix import mix_cells
from analytics.readings.numbers import Numbers
from analytics.readings.units import WHOLE
from analytics.statistics.effects import shares_apart
from analytics.statistics.funnel import limits as funnel
from analytics.statistics.funnel import tails
from analytics.statistics.standardise import indirect
from analytics.words.language import _
from analytics.words.wording import percent
from data.contracts.policy import policy


def limits(numbers: Numbers, detector: Detector) -> Iterator[Candidate]:
    """One test for each part with enough cases, in the period and in the year up to its end: what is always a little worse shows
    only over many cases. p is that of the clearer window times their number (Bonferroni), and what does not stand for the
    part's own mix of cases does not stand (intersection–union test)."""
    measure = CATALOGUE.measure(detector.measure)
    judged = [_judged(numbers, detector, measure, span) for span in spans(numbers, measure)]
    codes = dict.fromkeys(code for candidates in judged for code in candidates)
    for code in codes:
        found = [candidates[code] for candidates in judged if code in candidates]
        clearest = min(found, key=lambda each: each.p or 0.0)
        yield replace(clearest, p=min(1.0, (clearest.p or 0.0) * len(found)))


def _judged(numbers: Numbers, detector: Detector, measure: Measure, span: Span) -> dict[str, Candidate]:
    """A candidate for each part; where any is beyond the limit, all are held against their case mix as well."""
    small, side = (1 - policy().findings.limit_confidence) / 2, 0 if detector.worse == "low" else 1
    counts = span.counts
    p = tails(counts["k"], counts["n"], span.overall, span.phi)[side]
    rate = (counts["k"] / counts["n"]).to_numpy()
    beyond = (p < small) & (abs(rate - span.overall) >= policy().findings.limit_points)
    if not beyond.any():
        return {str(code): Candidate(float(value), None) for code, value in zip(counts.index, p, strict=True)}
    mix = indirect(mix_cells(span.scope, numbers.principal, measure.id, str(numbers.unit_level))).units.reindex(counts.index)
    due = (mix["expected"] / mix["n"]).to_numpy(dtype=float)
    fair = tails(counts["k"], counts["n"], due, span.phi)[side]
    stands = beyond & (fair < small) & (abs(rate - due) >= policy().findings.limit_points)
    ends = funnel(span.overall, counts["n"], span.phi, policy().findings.limit_confidence)[side]
    return {
        str(code): Candidate(
            float(np.fmax(p[i], fair[i])),
            _finding(numbers, detector, measure, span, str(code), float(ends[i]), float(due[i])) if stands[i] else None,
        )
        for i, code in enumerate(counts.index)
    }


def _finding(numbers: Numbers, detector: Detector, measure: Measure, span: Span, code: str, limit: float, due: float) -> Finding:
    low = detector.worse == "low"
    k, n = float(span.counts.loc[code, "k"]), float(span.counts.loc[code, "n"])
    title = _("{name}: low {measure}") if low else _("{name}: high {measure}")
    ordinary = _("normally ≥ {limit}") if low else _("normally ≤ {limit}")
    evidence = _("{share}; {area} {whole}; {expected} by its mix; {ordinary}").format(
        share=share(k / n, n, measure.id),
        area=inside(_(WHOLE[numbers.areas.get(numbers.scope.area).level if numbers.scope.area else None])),
        whole=percent(span.overall),
        expected=percent(due),
        ordinary=ordinary.format(limit=percent(limit)),
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
        rule=_("Beyond the {confidence} control limit").format(confidence=percent(policy().findings.limit_confidence)),
        start=span.scope.first if span.is_year else period_start(numbers),
        effect=shares_apart(k / n, due),
    )
