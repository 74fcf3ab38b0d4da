"""Are closes true? Instant closes, and closes that pile up just before the deadline."""

from __future__ import annotations

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.closing import STEPS, use_of_limit
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept
from analytics.readings.labels import measure_label
from analytics.readings.names import value_name
from analytics.readings.units import noise
from analytics.shapes.evidence import word
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.table import Column, Table
from analytics.shapes.tickets import LimitUse
from analytics.statistics.bunching import Bunching, bunching
from analytics.statistics.funnel import Class, classify
from analytics.words.language import _
from analytics.words.wording import DASH, count, number, percent
from data.contracts.policy import policy

SHARES = ("instant_close_share", "deadline_close_share")
PARTS = (("instant_closes", "timed"), ("deadline_closes", "resolved_with_limit"))
SUSPECTS = (STEPS - 2, STEPS - 1)  # the last tenth of the limit
ENOUGH = 200  # closes with a limit from which a course can be told


@kept
def integrity(scope: Scope, principal: Principal) -> tuple[Panel[LimitUse], Panel[Picture]]:
    """The histogram of the limit used against a smooth course, and the departments' shares against the whole."""
    used = use_of_limit(scope, principal)
    counts = tuple(int(value) for value in used)
    suspects = tuple(place in SUSPECTS for place in range(len(counts)))
    found = bunching(counts, suspects) if sum(counts) >= ENOUGH else None
    whole = ask(SHARES, scope=scope, principal=principal).frame.iloc[0]
    expected = tuple(float(value) for value in found.expected) if found else ()
    remark = _remark(found, whole)
    limits = Panel(
        "limits",
        _title(found),
        _limit_table(counts, expected),
        LimitUse(counts, expected, suspects, bool(found and found.is_beyond)) if any(counts) else None,
        _("Closes by the share of the limit used"),
        SHARES[::-1],
        remark,
        "" if remark else _("Nothing is resolved yet."),
    )
    return limits, _departments(scope, principal, whole)


def _limit_table(counts: tuple[int, ...], expected: tuple[float, ...]) -> Table:
    return Table(
        (
            Column(_("Share of the limit"), tuple(_step(place) for place in range(len(counts)))),
            Column(_("Closed"), counts, "count"),
            Column(_("Smooth course"), expected or (None,) * len(counts), "tenth"),
        )
    )


def _step(place: int) -> str:
    """90%–95%."""
    return f"{percent(place / STEPS, 0)}{DASH}{percent((place + 1) / STEPS, 0)}"


def _departments(scope: Scope, principal: Principal, whole: pd.Series) -> Panel[Picture]:
    """Most resolved first, each judged against the whole."""
    comparison = scope.comparison(newest())
    periods = [scope.period(newest()), *([comparison] if comparison else [])]
    frame = ask(SHARES, by=["department"], scope=scope, principal=principal, periods=periods).frame
    if "period" not in frame:
        frame.insert(0, "period", 0)
    frame = frame.assign(code=frame["department"].map(lambda value: value_name("department", value)))
    now = frame[(frame["period"] == 0) & (frame["timed"] > 0)].sort_values("timed", ascending=False, kind="stable")
    classes = {name: _classes(now, frame, whole, name, *parts) for name, parts in zip(SHARES, PARTS, strict=True)}
    instant, late = SHARES
    columns = (
        Column(_("Department"), tuple(now["code"])),
        Column(_("Resolved"), tuple(int(cases) for cases in now["timed"]), "count"),
        Column(measure_label(instant), tuple(_rate(value) for value in now[instant]), "percent"),
        Column(_("Instant against the whole"), tuple(word(cls, "neutral") for cls in classes[instant])),
        Column(measure_label(late), tuple(_rate(value) for value in now[late]), "percent"),
        Column(_("Deadline against the whole"), tuple(word(cls, "neutral") for cls in classes[late])),
    )
    high = [name for name, *judged in zip(now["code"], *classes.values(), strict=True) if "high" in judged]
    return Panel("closers", _departments_title(high), Table(columns), measures=SHARES, empty=_("Nothing is resolved yet."))


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


def _departments_title(high: list[str]) -> str:
    if not high:
        return _("No department stands out")
    return (
        _("{names} stand out").format(names=_(", ").join(high[:2]))
        if len(high) <= 2
        else _("{count} departments stand out").format(count=len(high))
    )
