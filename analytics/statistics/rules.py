"""Named rules by which a point of a control chart stands out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from analytics.statistics.intervals import Floats
from data.contracts.model import N_

TREND = 6


@dataclass(frozen=True)
class Rule:
    """A rule with its name for people; `broken` tells for each point of z-scores whether a pattern is complete there."""

    id: str
    label: str
    broken: Callable[[Floats], list[bool]]


def _on_one_side(z: Floats, hits: int, span: int, beyond: float) -> list[bool]:
    """Of the last `span` points, this one included, at least `hits` lie beyond so many standard deviations on its own side."""
    found = []
    for i, value in enumerate(z):
        side = np.sign(value)
        recent = z[max(0, i - span + 1) : i + 1] * side
        found.append(bool(side and value * side > beyond and (recent > beyond).sum() >= hits))
    return found


def _trend(z: Floats) -> list[bool]:
    """Six points in a row, each higher or each lower than the one before."""
    steps = np.sign(np.diff(z))
    found = [False] * len(z)
    for i in range(TREND - 1, len(z)):
        run = steps[i - TREND + 1 : i]
        found[i] = bool(abs(run.sum()) == TREND - 1)
    return found


# Western Electric Company (1956), Statistical Quality Control Handbook: the four zone tests. Nelson, L. S. (1984), The Shewhart
# control chart: tests for special causes. Journal of Quality Technology 16: test 3, the trend.
RULES = (
    Rule("beyond", N_("Beyond three standard deviations (Western Electric 1)"), lambda z: _on_one_side(z, 1, 1, 3)),
    Rule("two_of_three", N_("Two of three beyond two standard deviations (Western Electric 2)"), lambda z: _on_one_side(z, 2, 3, 2)),
    Rule("four_of_five", N_("Four of five beyond one standard deviation (Western Electric 3)"), lambda z: _on_one_side(z, 4, 5, 1)),
    Rule("eight_in_row", N_("Eight in a row on one side of the centre (Western Electric 4)"), lambda z: _on_one_side(z, 8, 8, 0)),
    Rule("trend", N_("Six in a row rising or falling (Nelson 3)"), _trend),
)


def broken_rules(z: Floats) -> list[tuple[Rule, ...]]:
    """For each point the rules that it completes, the strictest first."""
    columns = [(rule, rule.broken(z)) for rule in RULES]
    return [tuple(rule for rule, hits in columns if hits[i]) for i in range(len(z))]
