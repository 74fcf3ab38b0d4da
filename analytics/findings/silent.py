"""Silent grid: one that reports far less than its past lets expect; a question to ask on the spot, never an accusation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analytics.asking.scope import Scope
from analytics.findings.model import Candidate, Detector, Finding
from analytics.findings.words import cases, query
from analytics.readings.numbers import Numbers
from analytics.readings.silence import NEAR_ENOUGH, SPANS, Judged, Silence, silence
from analytics.statistics.effects import times_apart
from analytics.words.language import _
from analytics.words.wording import number


def silent(numbers: Numbers, detector: Detector) -> Iterator[Candidate]:
    """One test for each grid that can be judged, over the last months of the period, by the clearer of a shorter and a longer
    span; p is multiplied by their number (Bonferroni)."""
    judged: dict[str, list[Candidate]] = {}
    for days in SPANS:
        found = silence(numbers.scope, numbers.principal, days)
        for grid in found.grids if found else ():
            told = _finding(numbers, detector, found, grid, days) if found and grid.silent else None
            judged.setdefault(grid.code, []).append(Candidate(grid.p, told))
    for candidates in judged.values():
        clearest = min(candidates, key=lambda each: (each.finding is None, each.p or 0.0))
        yield replace(clearest, p=min(1.0, (clearest.p or 0.0) * len(candidates)))


def _finding(numbers: Numbers, detector: Detector, found: Silence, grid: Judged, days: int) -> Finding:
    evidence = _("{received} in {days} days, about {expected} expected from the year before; a question, not a verdict").format(
        received=cases(grid.received), days=days, expected=number(round(grid.expected))
    )
    return Finding(
        detector.kind,
        detector.severity,
        _("{name} reports far less than usual").format(name=numbers.areas.name(grid.code)),
        evidence,
        "workload",
        query(_nearest(numbers, grid.code), section="silence", span=str(days)),
        measure=detector.measure,
        area=grid.code,
        start=found.period.start.date(),
        effect=times_apart(grid.received, grid.expected),
    )


def _nearest(numbers: Numbers, grid: str) -> Scope:
    """The smallest area around the grid whose silent grids the page lists."""
    around = [area.code for area in numbers.areas.path(grid) if area.level in NEAR_ENOUGH]
    return numbers.scope.within(around[-1] if around else numbers.scope.area)
