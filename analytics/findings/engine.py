"""One run of all detectors: false discoveries controlled among all its tests, one order of what stands."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.findings.detectors import DETECTORS
from analytics.findings.model import SEVERITIES, Candidate, Finding
from analytics.readings.kept import kept
from analytics.readings.numbers import gather
from analytics.statistics.discoveries import adjusted
from analytics.words.language import _
from data.contracts.policy import policy

MOST = 5


@kept
def findings(scope: Scope, principal: Principal) -> tuple[Finding, ...]:
    """Everything that needs attention: the worst severity first, within it by effect × certainty.

    Every test of the run, of whatever kind and whether or not it passed its own threshold, enters one Benjamini–Hochberg
    adjustment in which each detector has the same say; of the findings that rest on a test at most the policy's share is expected to be false (5 % where the
    tests are independent or positively dependent). What is counted and not inferred, such as cases past their deadline or a
    project behind its plan, is no test: it stands by its threshold alone and is certain.
    """
    numbers = gather(scope, principal)
    tests = [(number, candidate) for number, detector in enumerate(DETECTORS) for candidate in detector.look(numbers, detector)]
    p_values = [math.nan if candidate.p is None else candidate.p for _number, candidate in tests]
    q_values = adjusted(p_values, families=[number for number, _candidate in tests])
    judged = (_judged(candidate, float(q)) for (_number, candidate), q in zip(tests, q_values, strict=True))
    return tuple(sorted((finding for finding in judged if finding), key=lambda item: (SEVERITIES.index(item.severity), -item.weight)))


def shortlist(found: tuple[Finding, ...], most: int = MOST) -> tuple[Finding, ...]:
    """The first of each kind and measure, with how many more there are of it; the order stays."""
    alike = Counter(_group(finding) for finding in found)
    first = {_group(finding): finding for finding in reversed(found)}
    return tuple(_with_others(finding, alike[group] - 1) for group, finding in reversed(first.items()))[:most]


def _group(finding: Finding) -> tuple[str, str, str]:
    return finding.kind, finding.measure, finding.subject if finding.kind == "pace" else ""


def _judged(candidate: Candidate, q: float) -> Finding | None:
    """The finding with its q, or None where the test does not stand among all tests."""
    if candidate.finding is None or candidate.p is None:
        return candidate.finding
    return replace(candidate.finding, p=candidate.p, q=q) if q <= policy().findings.false_share else None


def _with_others(finding: Finding, others: int) -> Finding:
    if not others:
        return finding
    more = _("; {count} more like it").format(count=others)
    return replace(finding, evidence=finding.evidence + more)
