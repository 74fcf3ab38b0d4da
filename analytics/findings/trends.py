"""Backlog growth: a stock that has grown period after period, by more than its ordinary steps."""

from __future__ import annotations

import math
from collections.abc import Iterator

from scipy.stats import norm

from analytics.findings.model import Candidate, Detector, Finding
from analytics.findings.words import query
from analytics.language import _
from analytics.statistics.change import level_change
from analytics.statistics.effects import times_apart
from analytics.stories.numbers import PERIODS, Numbers
from analytics.wording import percent, quantity
from data.contracts.policy import policy


def trends(numbers: Numbers, detector: Detector) -> Iterator[Candidate]:
    """One test of the whole growth, judged by the steps before it began."""
    history = numbers.history.loc[: PERIODS - 1]
    series = history[detector.measure].astype(float).where(history["received"] > 0)  # before the data begin nothing grows
    run = int(((series - series.shift(-1)) > 0).cummin().sum())
    if run < policy().findings.growing_periods or numbers.compared is None:
        return
    now, before = float(series.loc[0]), float(series.loc[run])
    z = level_change(now, before, series.loc[run:][::-1].tolist(), counted=True)
    if math.isnan(z):
        return
    evidence = _("{now} now, {before} before").format(now=quantity(now, "cases"), before=quantity(before, "cases"))
    if before:
        evidence += _("; +{growth}").format(growth=percent(now / before - 1, 0))
    yield Candidate(
        float(norm.sf(z)),
        Finding(
            detector.kind,
            detector.severity,
            _("Backlog has grown for {count} periods in a row").format(count=run),
            evidence,
            "tickets",
            query(numbers.scope),
            measure=detector.measure,
            area=numbers.scope.area or "",
            start=numbers.scope.history(run + 1, numbers.newest.to_pydatetime())[run - 1].start.date(),
            effect=times_apart(now, before),
        ),
    )
