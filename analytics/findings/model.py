"""What a finding is, what a test brings to it, and what a detector is declared to be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from analytics.readings.numbers import Numbers

Kind = Literal["limit", "signal", "surge", "overdue", "pace", "trend", "satisfaction", "silence", "cluster"]
Severity = Literal["breach", "warning", "question"]
SEVERITIES: tuple[Severity, ...] = ("breach", "warning", "question")  # the worst first


@dataclass(frozen=True)
class Finding:
    """Something to look at: how bad, the sentence, its evidence, and the page and state that show it.

    `effect` has no unit (analytics/statistics/effects.py). `p` is that of the test and `q` what it became among all tests of
    the run, both None for what is counted and not inferred. `subject` tells findings of one measure and area apart. `rule` names
    the rule of statistics that it breaks, for the data table: the sentences do without.
    """

    kind: Kind
    severity: Severity
    title: str
    evidence: str
    page: str
    query: tuple[tuple[str, str], ...] = ()
    measure: str = ""
    area: str = ""
    subject: str = ""
    rule: str = ""
    start: date | None = None
    effect: float = 0.0
    p: float | None = None
    q: float | None = None

    @property
    def certainty(self) -> float:
        """1 − q; what is counted is certain."""
        return 1.0 if self.q is None else 1.0 - self.q

    @property
    def weight(self) -> float:
        return self.effect * self.certainty


@dataclass(frozen=True)
class Candidate:
    """One test. It counts among the tests of the run even where its own threshold leaves no finding to tell."""

    p: float | None
    finding: Finding | None


@dataclass(frozen=True)
class Detector:
    """Which measure is watched for what, and how bad it is; `worse` is the side of the rate that counts."""

    kind: Kind
    measure: str
    severity: Severity
    look: Callable[[Numbers, Detector], Iterable[Candidate]]
    worse: Literal["low", "high"] = "low"
