"""Silent grid: one that reports far less than its past lets expect; a question to ask on the spot, never an accusation."""

from __future__ import annotations

from collections.abc import Iterator

from analytics.findings.model import Candidate, Detector, Finding
from analytics.findings.words import query
from analytics.language import _
from analytics.scope import Scope
from analytics.statistics.effects import times_apart
from analytics.stories.numbers import Numbers
from analytics.stories.silence import NEAR_ENOUGH, Judged, Silence, silence
from analytics.wording import quantity


def silent(numbers: Numbers, detector: Detector) -> Iterator[Candidate]:
    """One test for each grid that can be judged, over the last ninety days of the period."""
    found = silence(numbers.scope, numbers.principal)
    for grid in found.grids if found else ():
        yield Candidate(grid.p, _finding(numbers, detector, found, grid) if found and grid.silent else None)


def _finding(numbers: Numbers, detector: Detector, found: Silence, grid: Judged) -> Finding:
    evidence = _("{received} in ninety days where the year before lets expect about {expected}; a question, not a verdict").format(
        received=quantity(float(grid.received), "cases"), expected=quantity(round(grid.expected), "cases")
    )
    return Finding(
        detector.kind,
        detector.severity,
        _("{name} reports next to nothing").format(name=numbers.areas.name(grid.code)),
        evidence,
        "workload",
        query(_nearest(numbers, grid.code), section="silence"),
        measure=detector.measure,
        area=grid.code,
        start=found.period.start.date(),
        effect=times_apart(grid.received, grid.expected),
    )


def _nearest(numbers: Numbers, grid: str) -> Scope:
    """The smallest area around the grid whose silent grids the page lists."""
    around = [area.code for area in numbers.areas.path(grid) if area.level in NEAR_ENOUGH]
    return numbers.scope.within(around[-1] if around else numbers.scope.area)
