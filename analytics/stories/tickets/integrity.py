"""Are closes true? Instant closes, and closes that pile up just before the deadline."""

from __future__ import annotations

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.closing import STEPS, use_of_limit
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept
from analytics.readings.names import value_name
from analytics.readings.units import noise
from analytics.statistics.bunching import Bunching, bunching
from analytics.statistics.funnel import Class, classify
from analytics.stories.tickets.sections import Closer, Integrity
from analytics.words.language import _
from analytics.words.wording import count, number, percent
from data.contracts.policy import policy

SHARES = ("instant_close_share", "deadline_close_share")
PARTS = (("instant_closes", "timed"), ("deadline_closes", "resolved_with_limit"))
SUSPECTS = (STEPS - 2, STEPS - 1)  # the last tenth of the limit
ENOUGH = 200  # closes with a limit from which a course can be told


@kept
def integrity(scope: Scope, principal: Principal) -> Integrity:
    """The histogram of the limit used against a smooth course, and the departments' shares against the whole."""
    used = use_of_limit(scope, principal)
    counts = tuple(int(value) for value in used)
    suspects = tuple(place in SUSPECTS for place in range(len(counts)))
    found = bunching(counts, suspects) if sum(counts) >= ENOUGH else None
    departments, whole = _departments(scope, principal)
    return Integrity(
        counts=counts,
        beyond=int(used.attrs["beyond"]),
        expected=tuple(float(value) for value in found.expected) if found else (),
        suspects=suspects,
        is_beyond=bool(found and found.is_beyond),
        departments=departments,
        title=_title(found),
        remark=_remark(found, whole),
        departments_title=_departments_title(departments),
    )


def _departments(scope: Scope, principal: Principal) -> tuple[tuple[Closer, ...], pd.Series]:
    comparison = scope.comparison(newest())
    periods = [scope.period(newest()), *([comparison] if comparison else [])]
    frame = ask(SHARES, by=["department"], scope=scope, principal=principal, periods=periods).frame
    if "period" not in frame:
        frame.insert(0, "period", 0)
    frame = frame.assign(code=frame["department"].map(lambda value: value_name("department", value)))
    now = frame[(frame["period"] == 0) & (frame["timed"] > 0)].sort_values("timed", ascending=False, kind="stable")
    whole = ask(SHARES, scope=scope, principal=principal).frame.iloc[0]
    classes = {name: _classes(now, frame, whole, name, *parts) for name, parts in zip(SHARES, PARTS, strict=True)}
    return tuple(
        Closer(row.code, int(row.timed), _rate(row.instant_close_share), one, _rate(row.deadline_close_share), other)
        for row, one, other in zip(now.itertuples(), *classes.values(), strict=True)
    ), whole


def _classes(now: pd.DataFrame, frame: pd.DataFrame, whole: pd.Series, measure: str, above: str, below: str) -> list[Class]:
    reference = None if pd.isna(whole[measure]) else float(whole[measure])
    return classify(now[above].fillna(0), now[below].fillna(0), reference, policy().minimum_n, noise(frame, measure))


def _rate(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _title(found: Bunching | None) -> str:
    if found is None:
        return _("Too few closes to judge the deadline")
    if found.is_beyond:
        return _("{excess} more closes at the deadline than expected").format(excess=number(found.excess))
    return _("No bunching before the deadline")


def _remark(found: Bunching | None, whole: pd.Series) -> str:
    share = percent(_rate(whole["instant_close_share"]))
    instant = _("Instant closes are {share} of the resolved.").format(share=share) if whole["timed"] else ""
    if found is None:
        return instant
    text = _("In the last tenth of the limit {observed} were closed; a smooth course would have {smooth} ({low}–{high}).").format(
        observed=count(found.observed, "cases"), smooth=number(found.smooth), low=number(found.low), high=number(found.high)
    )
    verdict = _("That is beyond it: a question to ask, not a verdict.") if found.is_beyond else _("That is within it.")
    return " ".join((text, verdict, instant))


def _departments_title(departments: tuple[Closer, ...]) -> str:
    high = [closer.name for closer in departments if "high" in (closer.instant_class, closer.at_deadline_class)]
    if not high:
        return _("No department stands out")
    return (
        _("{names} stand out").format(names=_(", ").join(high[:2]))
        if len(high) <= 2
        else _("{count} departments stand out").format(count=len(high))
    )
