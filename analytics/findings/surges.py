"""Surge: parts of an area that receive far more of one matter than their own past and the other parts let expect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pandas as pd

from analytics.ask import ask
from analytics.filters import Filter
from analytics.findings.model import Candidate, Detector, Finding
from analytics.findings.words import period_start, query
from analytics.language import _
from analytics.scope import Period
from analytics.statistics.effects import times_apart
from analytics.statistics.expected_counts import expected_counts
from analytics.stories.numbers import Numbers
from analytics.stories.tickets.names import value_name
from analytics.wording import number, quantity
from data.contracts.policy import policy

BEFORE = timedelta(days=365)  # a whole year, so that every season is in it


def surges(numbers: Numbers, detector: Detector) -> Iterator[Candidate]:
    """One test for each part and subcategory that has a past: the season that all parts share is no surge of one."""
    counts = _counts(numbers)
    if not len(counts) or counts["past"].sum() < policy().minimum_n:
        return
    length = numbers.period.end - numbers.period.start
    expected = expected_counts(
        counts["now"], counts["past"], counts["past"] * (length / BEFORE), [float("nan")] * len(counts), counts["subcategory"].tolist()
    )
    limits = policy().findings
    for row, due, p in zip(counts.itertuples(), expected.together, expected.p_more, strict=True):
        clear = row.now >= policy().minimum_n and row.now >= limits.surge_times * due
        yield Candidate(float(p), _finding(numbers, detector, str(row.code), str(row.subcategory), row.now, due) if clear else None)


def _counts(numbers: Numbers) -> pd.DataFrame:
    """By part and subcategory with a past: code, subcategory, now, past."""
    if numbers.unit_level is None:
        return pd.DataFrame()
    start = numbers.period.start
    frame = ask(
        ["received"],
        by=[numbers.unit_level, "subcategory"],
        scope=numbers.scope,
        principal=numbers.principal,
        periods=[numbers.period, Period(start - BEFORE, start, start)],
    ).frame
    frame = frame.rename(columns={numbers.unit_level: "code"}).dropna(subset=["code", "subcategory"])
    wide = frame.pivot(index=["code", "subcategory"], columns="period", values="received").reindex(columns=[0, 1])
    counts = wide.astype(float).fillna(0).set_axis(["now", "past"], axis=1).reset_index()
    return counts[counts["past"] > 0]


def _finding(numbers: Numbers, detector: Detector, code: str, subcategory: str, now: float, due: float) -> Finding:
    times = _("{times} times what was to be expected").format(times=number(now / max(due, 0.5), 1))
    evidence = _("about {expected} expected from the year before and the other areas; {times}").format(
        expected=quantity(round(due), "cases"), times=times
    )
    scope = replace(numbers.scope, where=(*numbers.scope.where, Filter("subcategory", (subcategory,)))).within(code)
    return Finding(
        detector.kind,
        detector.severity,
        _("{name}: {count} on {subject}").format(
            name=numbers.areas.get(code).short, count=quantity(now, "cases"), subject=value_name("subcategory", subcategory)
        ),
        evidence,
        "tickets",
        query(scope),
        measure=detector.measure,
        area=code,
        subject=subcategory,
        start=period_start(numbers),
        effect=times_apart(now, due),
    )
