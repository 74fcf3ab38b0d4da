"""Overdue against the target: open cases past their deadline, counted and placed."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analytics.findings.model import Candidate, Detector, Finding
from analytics.findings.words import period_start, query
from analytics.language import _
from analytics.statistics.effects import shares_apart
from analytics.stories.numbers import Numbers
from analytics.stories.units import BEFORE
from analytics.wording import number, percent, quantity
from data.contracts.policy import policy


def overdue(numbers: Numbers, detector: Detector) -> Iterator[Candidate]:
    """A count and no test; the parts only say where."""
    aim = policy().targets.get(detector.measure)
    counts = numbers.whole.set_index("period")[detector.measure]
    total = int(counts.get(0, 0))
    if aim is None or total <= aim:
        return
    parts = numbers.units[numbers.units["period"] == 0] if len(numbers.units) else numbers.units
    worst = parts.loc[parts[detector.measure].idxmax()] if len(parts) else None
    scope, title, evidence = numbers.scope, _("{count} open past their deadline"), []
    if worst is not None and worst[detector.measure]:
        name, most = numbers.areas.get(str(worst["code"])).short, worst[detector.measure]
        scope = scope.within(str(worst["code"]))
        title = _("{count} open past their deadline, {worst} in {name}").format(count="{count}", worst=number(most), name=name)
        evidence.append(_("{share} of them in {name}").format(share=percent(most / total, 0), name=name))
    if BEFORE in counts:
        evidence.append(_("{count} at the end of the comparison").format(count=quantity(float(counts[BEFORE]), "cases")))
    backlog = numbers.current["backlog"]
    yield Candidate(
        None,
        Finding(
            detector.kind,
            detector.severity,
            title.format(count=quantity(total, "cases")),
            _("; ").join(evidence),
            "cases",
            query(scope, state="overdue", order="due_at"),
            measure=detector.measure,
            area=numbers.scope.area or "",
            start=period_start(numbers),
            effect=shares_apart(total / backlog if pd.notna(backlog) and backlog else 1.0, 0.0),
        ),
    )
