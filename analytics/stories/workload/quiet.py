"""Silent grids told: what was expected and why, what came in, and that this is a question."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept
from analytics.readings.silence import EXPECTED, NEAR_ENOUGH, SHARE, Judged, Silence, silence
from analytics.stories.workload.levels import place
from analytics.stories.workload.sentences import counted
from analytics.words.language import _
from analytics.words.wording import DASH, count, date_range, number, percent


@dataclass(frozen=True)
class Question:
    """A silent grid: received against expected with its 95 % interval, and the steps of the reasoning as sentences."""

    code: str
    name: str
    place: str
    received: int
    expected: float
    low: float
    high: float
    verdict: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Quiet:
    """`questions` are the silent grids, the largest gap first; `remark` says what the model cannot judge."""

    title: str
    questions: tuple[Question, ...]
    span: str
    remark: str
    judged: tuple[Judged, ...]


@kept
def quiet_grids(scope: Scope, principal: Principal, days: int) -> Quiet:
    """The silent grids of the scope over the last `days` of its period, or the sentence why none can be told."""
    found = silence(scope, principal, days)
    if found is None:
        return Quiet(_reason(scope, days), (), "", "", ())
    if not found.grids:
        return Quiet(_("There is no grid here"), (), "", "", ())
    told = tuple(_question(scope, grid, found) for grid in found.silent)
    title = _("{grids} report far less than expected: questions, not verdicts").format(grids=counted("grid", len(told)))
    last = found.period.end - pd.Timedelta(days=1)
    span = _("{dates}, against the 365 days before; {count} judged").format(
        dates=date_range(found.period.start.date(), last.date()), count=counted("grid", len(found.grids))
    )
    return Quiet(title if told else _("No grid has fallen silent"), told, span, _remark(found), found.grids)


def questions_table(found: Quiet) -> pd.DataFrame:
    """Every grid that was judged, with the parts of its expectation."""
    known = areas()
    rows = found.judged
    return pd.DataFrame(
        {
            _("Code"): [grid.code for grid in rows],
            _("Area"): [known.name(grid.code) for grid in rows],
            _("Received"): [grid.received for grid in rows],
            _("Expected"): [round(grid.expected, 1) for grid in rows],
            _("95% low"): [round(grid.low, 1) for grid in rows],
            _("95% high"): [round(grid.high, 1) for grid in rows],
            _("In the year before"): [grid.past for grid in rows],
            _("As the categories changed"): [round(grid.carried, 1) for grid in rows],
            _("As the street changed too"): [round(grid.own, 1) for grid in rows],
            _("By households"): [None if grid.by_size is None else round(grid.by_size, 1) for grid in rows],
            _("Households"): [grid.households for grid in rows],
            _("Judgement"): [_("to verify") if grid.silent else _("nothing unusual") for grid in rows],
        }
    )


def _reason(scope: Scope, days: int) -> str:
    known = areas()
    if scope.area is None or known.get(scope.area).level not in NEAR_ENOUGH:
        return _("Choose a district: silent grids are named where somebody can go and look")
    start = scope.period(newest()).end - pd.Timedelta(days=days)
    return _("Too few grids have tickets in the year before {day} to judge any").format(day=f"{start:%Y-%m-%d}")


def _question(scope: Scope, grid: Judged, found: Silence) -> Question:
    known = areas()
    reasons = [
        _("own past: {count} in the 365 days before; as its categories have changed since, {carried} in this span").format(
            count=count(grid.past, "cases"), carried=count(grid.carried, "cases", 1)
        ),
        _("the other grids of the street have changed too: {own}").format(own=count(grid.own, "cases", 1)),
    ]
    if grid.by_size is not None:
        reasons.append(
            _("{households} households at the rate of the street: {count}, which weighs little because grids differ so much").format(
                households=number(grid.households), count=count(grid.by_size, "cases", 1)
            )
        )
    verdict = _("{received} received, {expected} expected (95% {low}{dash}{high})").format(
        received=count(grid.received, "cases"), expected=number(grid.expected), low=number(grid.low), dash=DASH, high=number(grid.high)
    )
    return Question(
        grid.code,
        known.name(grid.code),
        place(known, grid.code, scope.area),
        grid.received,
        grid.expected,
        grid.low,
        grid.high,
        verdict,
        tuple(reasons),
    )


def _remark(found: Silence) -> str:
    text = _(
        "A grid is asked about when it reports less than {share} of at least {least} expected tickets and that is rarer than chance "
        "allows among so many grids; it may have had a quiet time, a new boundary or another channel."
    ).format(share=percent(SHARE, 0), least=number(EXPECTED))
    if found.never_heard:
        text += _(
            " {grids} more have hardly reported for over a year although their households let expect more; without a past of their own "
            "the model gives no verdict on them."
        ).format(grids=counted("grid", len(found.never_heard)))
    return text
