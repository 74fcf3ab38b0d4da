"""Surge: parts of an area that receive far more of one matter than their own past and the other parts let expect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.ask import ask
from analytics.filters import Filter
from analytics.findings.model import Candidate, Detector, Finding
from analytics.findings.words import period_start, query
from analytics.language import _
from analytics.statistics.effects import times_apart
from analytics.statistics.expected_counts import expected_counts
from analytics.stories.numbers import Numbers
from analytics.stories.tickets.names import value_name
from analytics.wording import number, quantity
from data.contracts.policy import policy


def surges(numbers: Numbers, detector: Detector) -> Iterator[Candidate]:
    """One test for each part, by its clearest matter; p is multiplied by the number of its matters (Bonferroni).

    Expected is the part's past, carried forward by how all its other matters have changed and by how this one has changed in the
    other parts: neither a part that is busier in everything nor the season that all parts share is a surge.
    """
    counts = _counts(numbers)
    if not len(counts) or counts["past"].sum() < policy().minimum_n:
        return
    expected = expected_counts(counts["now"], counts["past"], _carried(counts), np.full(len(counts), np.nan), counts.index)
    counts = counts.assign(due=expected.together, p=np.nan_to_num(expected.p_more, nan=1.0))  # nothing expected: nothing to tell
    for code, matters in counts.groupby("code"):
        clearest = matters.loc[matters["p"].idxmin()]
        now, due = float(clearest["now"]), float(clearest["due"])
        clear = now >= policy().minimum_n and now >= policy().findings.surge_times * due
        p = min(1.0, float(clearest["p"]) * len(matters))
        yield Candidate(p, _finding(numbers, detector, str(code), str(clearest["subcategory"]), now, due) if clear else None)


def _carried(counts: pd.DataFrame) -> pd.Series:
    """The past of each matter times the change of all other matters of its part, and of this matter in the other parts."""
    part = counts.groupby("code")[["now", "past"]].transform("sum")
    now, past = part["now"] - counts["now"], part["past"] - counts["past"]
    carried = counts["past"] * (now / past).where(past > 0, counts["now"].sum() / counts["past"].sum())
    frame = counts.assign(due=carried)
    matter = frame.groupby("subcategory")[["now", "due"]].transform("sum")
    return carried * (matter["now"] - frame["now"] + 1) / (matter["due"] - carried + 1)


def _counts(numbers: Numbers) -> pd.DataFrame:
    """By part and subcategory with a past: code, subcategory, now, past."""
    if numbers.unit_level is None:
        return pd.DataFrame()
    frame = ask(
        ["received"],
        by=[numbers.unit_level, "subcategory"],
        scope=numbers.scope,
        principal=numbers.principal,
        periods=[numbers.period, numbers.year_before],
    ).frame
    frame = frame.rename(columns={numbers.unit_level: "code"}).dropna(subset=["code", "subcategory"])
    wide = frame.pivot(index=["code", "subcategory"], columns="period", values="received").reindex(columns=[0, 1])
    counts = wide.astype(float).fillna(0).set_axis(["now", "past"], axis=1).reset_index()
    return counts[counts["past"] > 0]


def _finding(numbers: Numbers, detector: Detector, code: str, subcategory: str, now: float, due: float) -> Finding:
    times = _("{times} times what was to be expected").format(times=number(now / max(due, 0.5), 1))
    evidence = _("about {expected} expected from its past and the other areas; {times}").format(
        expected=quantity(round(due), "cases"), times=times
    )
    scope = replace(numbers.scope, where=(*numbers.scope.where, Filter("subcategory", (subcategory,)))).within(code)
    return Finding(
        detector.kind,
        detector.severity,
        _("{name}: {subject} surges to {count}").format(
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
