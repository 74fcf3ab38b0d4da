"""Seventeen times seven days up to the end of the window: what came in, what was closed, what is open."""

from __future__ import annotations

from datetime import timedelta

from analytics.asking.ask import ask
from analytics.asking.coverage import sentence
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.engines.duckdb import newest
from analytics.statistics.change import is_beyond, level_change
from analytics.stories.wall.model import Flow
from analytics.words.brief import cases
from analytics.words.language import _, plural

WEEKS = 17
WEEK = timedelta(days=7)
MEASURES = ("received", "closed", "backlog")


def flow(scope: Scope, principal: Principal) -> Flow:
    """Whole weeks that end with the window, so that the last backlog is that of the overview; weeks before the first case are left out."""
    periods = _weeks(scope)
    answer = ask(MEASURES, scope=scope, principal=principal, periods=periods)
    if (unknown := answer.coverage.get("backlog")) and unknown.is_nothing:
        return Flow(_("No data in this period") if unknown.record else _("What is closed is not reported"), sentence(unknown))
    frame = answer.frame.set_index("period")
    frame = frame.reindex(range(len(periods)))[list(MEASURES)].fillna(0).astype(float)
    if not frame.to_numpy().any():
        return Flow(_("No case in the last {weeks} weeks").format(weeks=WEEKS), _("Nothing was received, closed or open."))
    oldest_first = [number for number in reversed(range(len(periods))) if frame.loc[number:].to_numpy().any()]
    backlog = tuple(frame.loc[oldest_first, "backlog"])
    return Flow(
        title=_title(backlog),
        note=_("Cases in each seven days; open at their end"),
        ends=tuple((periods[number].end - timedelta(microseconds=1)).date() for number in oldest_first),
        received=tuple(frame.loc[oldest_first, "received"]),
        closed=tuple(frame.loc[oldest_first, "closed"]),
        backlog=backlog,
    )


def _weeks(scope: Scope) -> list[Period]:
    period = scope.period(newest())
    ends = [period.end - WEEK * number for number in range(WEEKS)]
    return [Period(end - WEEK, end, period.as_of if number == 0 else min(end, period.as_of)) for number, end in enumerate(ends)]


def _title(backlog: tuple[float, ...]) -> str:
    now, then, weeks = backlog[-1], backlog[0], len(backlog) - 1
    told = cases(now)
    if not weeks:
        return _("{now} open").format(now=told)
    if not is_beyond(level_change(now, then, backlog[:-1], counted=True)):
        text = plural("{now} open; {weeks} week ago {then}", "{now} open; {weeks} weeks ago {then}", weeks)
        return text.format(now=told, then=cases(then), weeks=weeks)
    text = (
        plural("{now} open, +{change} in {weeks} week", "{now} open, +{change} in {weeks} weeks", weeks)
        if now > then
        else plural("{now} open, −{change} in {weeks} week", "{now} open, −{change} in {weeks} weeks", weeks)
    )
    return text.format(now=told, change=cases(abs(now - then)), weeks=weeks)
