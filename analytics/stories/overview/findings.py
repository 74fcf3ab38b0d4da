"""What needs attention: detectors over the numbers of the overview, most important first."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy.stats import norm

from analytics.language import _, plural
from analytics.statistics.change import is_beyond, level_change, rate_change
from analytics.statistics.discoveries import discoveries
from analytics.statistics.funnel import limits
from analytics.stories.model import Unit
from analytics.stories.overview.model import Finding, Pace
from analytics.stories.overview.numbers import PERIODS, Numbers
from analytics.stories.overview.silence import silence
from analytics.stories.units import BEFORE, noise, side_by_side
from analytics.wording import number, percent, points, quantity
from data.contracts.policy import policy

MOST = 5
NAMED = 2
GROWING = 3  # periods in a row


def findings(numbers: Numbers, units: tuple[Unit, ...], paces: tuple[Pace, ...]) -> tuple[Finding, ...]:
    """At most five; breaches before warnings before questions."""
    found = [*_limits(numbers, units), *_overdue(numbers), *_paces(paces), *_backlog(numbers), *_satisfaction(numbers), *silence(numbers)]
    rank = {"breach": 0, "warning": 1, "question": 2}
    return tuple(sorted(found, key=lambda item: rank[item.severity])[:MOST])


def _limits(numbers: Numbers, units: tuple[Unit, ...]) -> Iterator[Finding]:
    """Units whose resolution rate lies under the 99.8 % limit of the funnel."""
    tested = [unit for unit in units if unit.cls != "thin"]
    whole = numbers.current["resolution_rate"]
    if len(tested) < 2 or pd.isna(whole):
        return
    n = np.array([unit.n for unit in tested])
    lower, _upper = limits(whole, n, noise(numbers.units))
    under = sorted(
        (unit for unit, limit in zip(tested, lower, strict=True) if unit.rate is not None and unit.rate < limit),
        key=lambda unit: unit.rate or 0,
    )
    if not under:
        return
    listed = {unit.code: limit for unit, limit in zip(tested, lower, strict=True)}
    title = plural("{names}: resolution rate under the control limit", "{names}: resolution rates under the control limit", len(under))
    evidence = _("{rates}; 99.8% limit {limit}, whole {whole}")
    shown = under[:NAMED]
    yield Finding(
        "limit",
        "breach",
        title.format(names=_listed([unit.short for unit in shown], len(under))),
        evidence.format(
            rates=_(", ").join(percent(unit.rate) for unit in shown),
            limit=_(", ").join(percent(float(listed[unit.code])) for unit in shown),
            whole=percent(whole),
        ),
        "overview",
        tuple(numbers.scope.within(under[0].code).to_query().items()),
    )


def _overdue(numbers: Numbers) -> Iterator[Finding]:
    """Open cases past their deadline, above the target of the policy; the parts only say where."""
    aim = policy().targets.get("overdue_open")
    overdue = numbers.whole.set_index("period")["overdue_open"]
    total = int(overdue.get(0, 0))
    if aim is None or total <= aim:
        return
    parts = _current(numbers)
    worst = parts.loc[parts["overdue_open"].idxmax()] if len(parts) else None
    query, title, evidence = numbers.scope.to_query(), _("{count} open past their deadline"), []
    if worst is not None and worst["overdue_open"]:
        name = numbers.areas.get(worst["code"]).short
        query = numbers.scope.within(str(worst["code"])).to_query()
        title = _("{count} open past their deadline, {worst} in {name}").format(
            count="{count}", worst=number(worst["overdue_open"]), name=name
        )
        evidence.append(_("{share} of them in {name}").format(share=percent(worst["overdue_open"] / total, 0), name=name))
    if BEFORE in overdue:
        evidence.append(_("{count} at the end of the comparison").format(count=quantity(float(overdue[BEFORE]), "cases")))
    here = "overview" if worst is not None else ""
    yield Finding("overdue", "breach", title.format(count=quantity(total, "cases")), _("; ").join(evidence), here, tuple(query.items()))


def _paces(paces: tuple[Pace, ...]) -> Iterator[Finding]:
    for pace in sorted((item for item in paces if item.state == "behind"), key=lambda item: item.value - item.planned):
        title = _("{work} behind plan by {points}").format(
            work=pace.label.partition(" · ")[0], points=points(pace.planned - pace.value).lstrip("+")
        )
        evidence = _("{done} done, {planned} planned; {scale}").format(
            done=percent(pace.value), planned=percent(pace.planned), scale=pace.sub
        )
        yield Finding("pace", "warning", title, evidence, pace.page)


def _backlog(numbers: Numbers) -> Iterator[Finding]:
    """A backlog that has grown period after period, by more than its ordinary steps."""
    history = numbers.history.loc[: PERIODS - 1]
    series = history["backlog"].astype(float).where(history["received"] > 0)  # before the data begin nothing grows
    steps = series - series.shift(-1)
    run = int((steps > 0).cummin().sum())
    if run < GROWING or numbers.compared is None:
        return
    before = float(series.loc[run])
    if not is_beyond(level_change(float(series.loc[0]), before, series.loc[run:][::-1].tolist(), counted=True)):
        return
    title = _("Backlog has grown for {count} periods in a row").format(count=run)
    evidence = _("{now} now, {before} before").format(now=quantity(float(series.loc[0]), "cases"), before=quantity(before, "cases"))
    if before:
        evidence += _("; +{growth}").format(growth=percent(float(series.loc[0]) / before - 1, 0))
    yield Finding("trend", "warning", title, evidence, "")  # this page shows it


def _satisfaction(numbers: Numbers) -> Iterator[Finding]:
    """Units whose satisfaction rate fell by more than noise against the comparison."""
    if numbers.compared is None or not len(numbers.units):
        return
    wide = side_by_side(numbers.units, ["satisfied", "rated"])
    minimum = policy().minimum_n
    wide = wide[(wide[("rated", 0)] >= minimum) & (wide[("rated", BEFORE)] >= minimum)]
    if not len(wide):
        return
    now, then = wide[("satisfied", 0)] / wide[("rated", 0)], wide[("satisfied", BEFORE)] / wide[("rated", BEFORE)]
    z = np.array(
        [
            rate_change(row[("satisfied", 0)], row[("rated", 0)], row[("satisfied", BEFORE)], row[("rated", BEFORE)])
            for _code, row in wide.iterrows()
        ]
    )
    fell = wide.index[discoveries(norm.cdf(z))]
    if not len(fell):
        return
    worst = (now - then).loc[fell].idxmin()
    title = _("{name}: satisfaction fell by {points}").format(
        name=numbers.areas.get(worst).short, points=points(then[worst] - now[worst]).lstrip("+")
    )
    evidence = _("{now} of {rated} ratings, {then} before").format(
        now=percent(now[worst]), rated=number(wide.loc[worst, ("rated", 0)]), then=percent(then[worst])
    )
    if len(fell) > 1:
        evidence += plural("; {count} more area fell too", "; {count} more areas fell too", len(fell) - 1).format(count=len(fell) - 1)
    yield Finding("satisfaction", "warning", title, evidence, "overview", tuple(numbers.scope.within(str(worst)).to_query().items()))


def _current(numbers: Numbers) -> pd.DataFrame:
    return numbers.units[numbers.units["period"] == 0] if len(numbers.units) else numbers.units


def _listed(names: list[str], count: int) -> str:
    text = _(", ").join(names)
    return text if count <= len(names) else _("{names} and {count} more").format(names=text, count=count - len(names))
