"""Overdue against the target: open cases past their deadline, counted and placed."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analytics.findings.model import Candidate, Detector, Finding
from analytics.findings.words import period_start, query
from analytics.readings.numbers import Numbers
from analytics.readings.targets import aim_of
from analytics.readings.units import BEFORE
from analytics.statistics.effects import shares_apart
from analytics.words.language import _, plural
from analytics.words.wording import number, percent


def overdue(numbers: Numbers, detector: Detector) -> Iterator[Candidate]:
    """A count and no test; the parts only say where."""
    aim = aim_of(detector.measure)
    counts = numbers.whole.set_index("period")[detector.measure]
    total = numbers.overdue or 0
    if aim is None or total <= aim:
        return
    parts = numbers.units[numbers.units["period"] == 0] if len(numbers.units) else numbers.units
    worst = parts.loc[parts[detector.measure].idxmax()] if len(parts) else None
    scope, title, evidence = numbers.scope, plural("{count} overdue case", "{count} overdue cases", total).format(count=number(total)), []
    if worst is not None and worst[detector.measure]:
        name, most = numbers.areas.get(str(worst["code"])).short, worst[detector.measure]
        scope = scope.within(str(worst["code"]))
        title = _("{title}, {worst} in {name}").format(title=title, worst=number(most), name=name)
        evidence.append(_("{share} in {name}").format(share=percent(most / total, 0), name=name))
    if pd.notna(before := counts.get(BEFORE)):
        evidence.insert(0, _since(numbers, total, int(before)))
    backlog = numbers.current["backlog"]
    yield Candidate(
        None,
        Finding(
            detector.kind,
            detector.severity,
            title,
            _("; ").join(evidence),
            "cases",
            query(scope, state="overdue", order="due_at"),
            measure=detector.measure,
            area=numbers.scope.area or "",
            start=period_start(numbers),
            effect=shares_apart(total / backlog if pd.notna(backlog) and backlog else 1.0, 0.0),
        ),
    )


def _since(numbers: Numbers, now: int, before: int) -> str:
    """The count at the end of the comparison, and how far it is from there to here."""
    then = _("A year before") if numbers.scope.compare == "year" else _("End of previous period")
    if now == before:
        text = _("{then}: {before}, as many as now")
    else:
        text = _("{then}: {before}, {change} more now") if now > before else _("{then}: {before}, {change} fewer now")
    return text.format(then=then, before=number(before), change=number(abs(now - before)))
