"""Surge: parts of an area that receive far more of one matter than their own past and the other parts let expect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from analytics.asking.filters import Filter
from analytics.findings.model import Candidate, Detector, Finding
from analytics.findings.usual import usual_counts
from analytics.findings.words import cases, period_start, query
from analytics.readings.names import value_name
from analytics.readings.numbers import Numbers
from analytics.statistics.effects import times_apart
from analytics.statistics.expected_counts import expected_counts
from analytics.words.language import _
from analytics.words.wording import number
from data.contracts.policy import policy


def surges(numbers: Numbers, detector: Detector) -> Iterator[Candidate]:
    """One test for each part, by its clearest matter; p is multiplied by the number of its matters (Bonferroni).

    Expected is the part's past, carried forward channel by channel by how all its other matters have changed and by how this one
    has changed in the other parts: neither a part that is busier in everything, nor a channel that has opened since, nor the
    season that all parts share is a surge.
    """
    counts = usual_counts(numbers)
    if not len(counts) or counts["past"].sum() < policy().minimum_n:
        return
    expected = expected_counts(counts["now"], counts["past"], counts["carried"], np.full(len(counts), np.nan), counts.index)
    counts = counts.assign(due=expected.together, p=np.nan_to_num(expected.p_more, nan=1.0))  # nothing expected: nothing to tell
    for code, matters in counts.groupby("code"):
        clearest = matters.loc[matters["p"].idxmin()]
        now, due = float(clearest["now"]), float(clearest["due"])
        clear = now >= policy().minimum_n and now >= policy().findings.surge_times * due
        p = min(1.0, float(clearest["p"]) * len(matters))
        yield Candidate(p, _finding(numbers, detector, str(code), str(clearest["subcategory"]), now, due) if clear else None)


def _finding(numbers: Numbers, detector: Detector, code: str, subcategory: str, now: float, due: float) -> Finding:
    evidence = _("About {expected} expected from its past and other areas; {times} times that").format(
        expected=number(round(due)), times=number(now / max(due, 0.5), 1)
    )
    scope = replace(numbers.scope, where=(*numbers.scope.where, Filter("subcategory", (subcategory,)))).within(code)
    return Finding(
        detector.kind,
        detector.severity,
        _("{name}: {subject} surges to {count}").format(
            name=numbers.areas.get(code).short, count=cases(now), subject=value_name("subcategory", subcategory)
        ),
        evidence,
        "overview",  # filtered by the matter, its first figure is the surge
        query(scope),
        measure=detector.measure,
        area=code,
        subject=subcategory,
        start=period_start(numbers),
        effect=times_apart(now, due),
    )
