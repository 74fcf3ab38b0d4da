"""Behind plan: renovation and investment further behind than the policy allows."""

from __future__ import annotations

from collections.abc import Iterator

from analytics.findings.model import Candidate, Detector, Finding
from analytics.findings.words import query
from analytics.readings.numbers import Numbers, year_to_date
from analytics.readings.paces import paces
from analytics.statistics.effects import shares_apart
from analytics.words.language import _
from analytics.words.wording import percent, points_apart


def plans(numbers: Numbers, detector: Detector) -> Iterator[Candidate]:
    """Share done against share planned, a fact and no test; it begins with the year of the plan."""
    for pace in (item for item in paces(numbers) if item.is_behind):
        title = _("{work} {points} behind plan").format(work=pace.label.name, points=points_apart(pace.planned - pace.value))
        evidence = _("{done} done, {planned} planned by now; {scale}").format(
            done=percent(pace.value), planned=percent(pace.planned), scale=pace.scale
        )
        yield Candidate(
            None,
            Finding(
                detector.kind,
                detector.severity,
                title,
                evidence,
                pace.page,
                query(numbers.scope),
                measure=pace.measure,
                area=numbers.scope.area or "",
                subject=pace.work,
                start=year_to_date(numbers).first,
                effect=shares_apart(pace.value, pace.planned),
            ),
        )
