"""Control-chart signal: a rate of the whole area that breaks a rule of its chart on the worse side."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.stats import binom, norm

from analytics.catalogue import CATALOGUE
from analytics.findings.model import Candidate, Detector, Finding
from analytics.findings.words import period_start, query
from analytics.language import _
from analytics.statistics.control import laney
from analytics.statistics.effects import shares_apart
from analytics.statistics.intervals import Floats
from analytics.statistics.rules import RULES, TREND, broken_rules
from analytics.stories.numbers import PERIODS, Numbers
from analytics.wording import number, percent
from data.contracts.policy import policy


def signals(numbers: Numbers, detector: Detector) -> Iterator[Candidate]:
    """The current period against Laney limits of the periods before it, so that it does not widen the limits that judge it."""
    measure = CATALOGUE.measure(detector.measure)
    history = numbers.history.loc[: PERIODS - 1, [measure.numerator, measure.denominator]].astype(float)
    history = history[history[measure.denominator] > 0][::-1]
    now = history.iloc[-1] if len(history) and history.index[-1] == 0 else None
    if now is None or now[measure.denominator] < policy().minimum_n:
        return
    chart = laney(history[measure.numerator].iloc[:-1], history[measure.denominator].iloc[:-1])
    if chart is None:
        return
    rate, n = now[measure.numerator] / now[measure.denominator], now[measure.denominator]
    sigma = chart.sigma_z * (chart.centre * (1 - chart.centre) / n) ** 0.5
    z = np.append(chart.z, (rate - chart.centre) / sigma)
    rules = broken_rules(z)[-1] if z[-1] < 0 else ()
    p, finding = _chance(z), None
    if rules:
        evidence = _("{rate} of {n}; centre {centre}, limit {limit}; {rule}").format(
            rate=percent(rate),
            n=number(n),
            centre=percent(chart.centre),
            limit=percent(max(0.0, chart.centre - 3 * sigma)),
            rule=_(rules[0].label),
        )
        finding = Finding(
            detector.kind,
            detector.severity,
            _("{measure}: out of control on the low side").format(measure=_(measure.label)),
            evidence,
            "tickets",
            query(numbers.scope, part="stability", charted=measure.id),
            measure=measure.id,
            area=numbers.scope.area or "",
            start=period_start(numbers),
            effect=shares_apart(rate, chart.centre),
        )
    yield Candidate(p, finding)


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
