"""Backlog growth: a stock that has grown period after period, by more than its ordinary steps and more than elsewhere."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from scipy.stats import norm

from analytics.asking.ask import ask
from analytics.asking.scope import Period
from analytics.findings.model import Candidate, Detector, Finding
from analytics.findings.words import cases, query
from analytics.readings.names import value_name
from analytics.readings.numbers import PERIODS, Numbers
from analytics.statistics.change import level_change
from analytics.statistics.effects import times_apart
from analytics.words.language import _
from analytics.words.wording import number, percent
from data.contracts.policy import policy

HALF_A_SAY = 20.0  # cases open elsewhere before their change counts as much as no change


def trends(numbers: Numbers, detector: Detector) -> Iterator[Candidate]:
    """One test of the whole growth, judged by the steps before it began, beyond how the areas beside it have grown meanwhile."""
    history = numbers.history.loc[: PERIODS - 1]
    series = history[detector.measure].astype(float).where(history["received"] > 0)  # before the data begin nothing grows
    run = int(((series - series.shift(-1)) > 0).cummin().sum())
    if run < policy().findings.growing_periods or numbers.compared is None:
        return
    now, before = float(series.loc[0]), float(series.loc[run])
    periods = [numbers.scope.history(run + 1, numbers.newest.to_pydatetime())[place] for place in (0, run)]
    due = before * max(1.0, _elsewhere(numbers, detector.measure, periods, now, before))
    z = level_change(now, due, series.loc[run:][::-1].tolist(), counted=True)
    if math.isnan(z):
        return
    enough = now >= policy().findings.growth_times * due
    yield Candidate(float(norm.sf(z)), _finding(numbers, detector, now, before, run, periods) if enough else None)


def _elsewhere(numbers: Numbers, measure: str, periods: list[Period], now: float, before: float) -> float:
    """How many times as much is open in the rest of the area above, drawn towards no change."""
    area = numbers.scope.area
    above = numbers.areas.get(area).parent if area and numbers.principal.areas is None else None
    if above is None:
        return 1.0
    frame = ask([measure], scope=numbers.scope.within(above), principal=numbers.principal, periods=periods).frame
    there = frame.set_index("period")[measure].astype(float)
    return (float(there[0]) - now + HALF_A_SAY) / (float(there[1]) - before + HALF_A_SAY)


def _finding(numbers: Numbers, detector: Detector, now: float, before: float, run: int, periods: list[Period]) -> Finding:
    start, end = periods[1].end.date(), periods[0].end.date() - timedelta(days=1)
    evidence = _("{day}: {before}, {more} more since").format(
        day=f"{start - timedelta(days=1):%Y-%m-%d}", before=cases(before), more=number(now - before)
    )
    if before:
        evidence += _(" (+{growth})").format(growth=percent(now / before - 1, 0))
    evidence += _mostly(numbers, detector.measure, periods)
    return Finding(
        detector.kind,
        detector.severity,
        _("Backlog up {run} periods, to {count}").format(count=cases(now), run=run),
        evidence,
        "tickets",
        query(replace(numbers.scope, window="custom", first=start, last=end)),
        measure=detector.measure,
        area=numbers.scope.area or "",
        start=start,
        effect=times_apart(now, before),
    )


def _mostly(numbers: Numbers, measure: str, periods: list[Period]) -> str:
    """The channel that brings more than half of the growth, where there are several."""
    frame = ask([measure], by=["channel"], scope=numbers.scope, principal=numbers.principal, periods=periods).frame
    wide = frame.pivot(index="channel", columns="period", values=measure).reindex(columns=[0, 1]).astype(float).fillna(0)
    grown = wide[0] - wide[1]
    if len(grown) < 2 or grown.max() <= grown.sum() / 2:
        return ""
    return _("; {more} of these through {channel}").format(more=number(grown.max()), channel=value_name("channel", grown.idxmax()))
