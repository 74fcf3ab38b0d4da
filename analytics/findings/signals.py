"""Control-chart signal: a rate of the whole area that breaks a rule of its chart on the worse side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.stats import binom, norm

from analytics.catalogue import CATALOGUE, Measure
from analytics.findings.expected import expected_rates
from analytics.findings.model import Candidate, Detector, Finding
from analytics.findings.words import period_start, query, share
from analytics.readings.numbers import PERIODS, Numbers
from analytics.statistics.control import Chart, laney, laney_expected
from analytics.statistics.effects import shares_apart
from analytics.statistics.intervals import Floats
from analytics.statistics.rules import RULES, TREND, Rule, broken_rules
from analytics.words.language import _
from analytics.words.wording import percent
from data.contracts.policy import policy


@dataclass(frozen=True)
class Point:
    """The current period on a chart of those before it: its rate, what the chart lets expect, the lower limit, the rules broken."""

    rate: float
    n: float
    centre: float
    limit: float
    rules: tuple[Rule, ...]
    p: float


def signals(numbers: Numbers, detector: Detector) -> Iterator[Candidate]:
    """The current period must break a rule twice: against the area's own past, and against what its kinds of cases let expect
    while the other areas are as they are. A new channel, a holiday at the end of a month or a season of slow cases breaks only
    the first. Two conditions that must both hold have the larger of their two p values (intersection–union test)."""
    measure = CATALOGUE.measure(detector.measure)
    plain = _plain(numbers, measure)
    if plain is None:
        return
    if not plain.rules:
        yield Candidate(plain.p, None)
        return
    fair = _fair(numbers, measure)
    both = fair is not None and fair.rules
    yield Candidate(max(plain.p, fair.p) if fair else 1.0, _finding(numbers, detector, measure, plain, fair) if fair and both else None)


def _plain(numbers: Numbers, measure: Measure) -> Point | None:
    """Laney limits of the periods before, so that the current one does not widen the limits that judge it."""
    above, below = measure.above(numbers.history), measure.below(numbers.history)
    history = numbers.history.loc[: PERIODS - 1, [above, below]].astype(float)
    history = history[history[below] > 0][::-1]
    if not len(history) or history.index[-1] != 0 or history[below].iloc[-1] < policy().minimum_n:
        return None
    k, n = history[above].to_numpy(), history[below].to_numpy()
    chart = laney(k[:-1], n[:-1])
    if chart is None:
        return None
    return _point(chart, k[-1] / n[-1], n[-1], chart.centre, (chart.centre * (1 - chart.centre) / n[-1]) ** 0.5)


def _fair(numbers: Numbers, measure: Measure) -> Point | None:
    """The same on the chart of observed minus expected; None where too little can be compared."""
    frame = expected_rates(numbers, measure, numbers.scope.history(PERIODS, numbers.newest.to_pydatetime()))
    frame = frame[frame["n"] > 0][::-1] if len(frame) else frame
    if not len(frame) or frame.index[-1] != 0 or frame["n"].iloc[-1] < policy().minimum_n:
        return None
    k, n, expected, variance = (frame[name].to_numpy(dtype=float) for name in ("k", "n", "expected", "variance"))
    chart = laney_expected(k[:-1], n[:-1], expected[:-1], variance[:-1])
    if chart is None or variance[-1] <= 0:
        return None
    return _point(chart, k[-1] / n[-1], n[-1], expected[-1] / n[-1] + chart.centre, variance[-1] ** 0.5 / n[-1])


def _point(chart: Chart, rate: float, n: float, centre: float, chance: float) -> Point:
    """A further point at the end of a chart, with its rate, what was to be expected, and its standard error by chance."""
    sigma = chart.sigma_z * chance
    z = np.append(chart.z, (rate - centre) / sigma)
    low = z[-1] < 0
    return Point(rate, n, centre, max(0.0, centre - 3 * sigma), broken_rules(z)[-1] if low else (), _chance(z))


def _finding(numbers: Numbers, detector: Detector, measure: Measure, plain: Point, fair: Point) -> Finding:
    evidence = _("{share}; usually {centre}; {expected} expected of such cases; normally ≥ {limit}").format(
        share=share(plain.rate, plain.n, measure.id),
        centre=percent(plain.centre),
        expected=percent(min(1.0, fair.centre)),
        limit=percent(plain.limit),
    )
    return Finding(
        detector.kind,
        detector.severity,
        _("{measure} below usual").format(measure=_(measure.label)),
        evidence,
        "tickets",
        query(numbers.scope, part="stability", charted=measure.id),
        measure=measure.id,
        area=numbers.scope.area or "",
        rule=_(plain.rules[0].label),
        start=period_start(numbers),
        effect=shares_apart(fair.rate, min(1.0, fair.centre)),
    )


def _chance(z: Floats) -> float:
    """How likely a process in control breaks any of the rules so clearly, on the low side: the least of the rules' chances, times
    their number (Bonferroni)."""
    beyond_two, beyond_one = norm.sf(2), norm.sf(1)
    known = {
        "two_of_three": binom.sf(1, 3, beyond_two),
        "four_of_five": binom.sf(3, 5, beyond_one),
        "eight_in_row": 0.5**8,
        "trend": 1 / np.prod(np.arange(1, TREND + 1)),
    }
    broken = [float(known[rule.id]) for rule in broken_rules(z)[-1] if rule.id in known] if z[-1] < 0 else []
    return min(1.0, len(RULES) * min(float(norm.cdf(z[-1])), *broken, 1.0))
