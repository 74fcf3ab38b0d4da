"""Renovation and investment on the wall: how far the year's work is, against its plan."""

from __future__ import annotations

from calendar import isleap
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pandas as pd

from analytics.ask import ask
from analytics.engines.duckdb import newest
from analytics.filters import Filter
from analytics.language import _
from analytics.principal import Principal
from analytics.scope import Period, Scope
from analytics.stories.model import Pace
from analytics.stories.numbers import year_so_far
from analytics.stories.wall.model import Investment, Renovation, Work
from analytics.wording import number, percent, points
from data.contracts.model import N_

STAGES = ("renovation_projects", "renovation_started", "renovation_finished")
KINDS = {
    "old_compound": N_("Old compounds · progress"),
    "shantytown": N_("Shantytowns · paid"),
    "road": N_("Roads · progress"),
    "list_project": N_("Listed projects · progress"),
}
MOST = 3


def renovation(scope: Scope, principal: Principal, paces: tuple[Pace, ...]) -> Renovation:
    """The kinds of work of the overview, and how many projects of theirs are at which stage."""
    works = tuple(
        Work(pace.label.replace(" · ", " "), pace.value, pace.planned, pace.state == "behind", pace.sub)
        for pace in paces
        if pace.page == "renovation"
    )[:MOST]
    if not works:
        return Renovation(_("No renovation planned this year"), _("No project of this area is in the plan of the year."))
    year = year_so_far(scope, scope.period(newest()))
    assert year.last is not None
    told = {pace.label for pace in paces}
    kinds = tuple(kind for kind, label in KINDS.items() if _(label) in told)
    plans = replace(year, where=(Filter("plan_year", (str(year.last.year),)), Filter("renovation_kind", kinds)))
    row = ask(STAGES, scope=plans, principal=principal).frame.iloc[0]
    whole, started, finished = (int(row[name]) for name in STAGES)
    stages = ((_("finished"), finished), (_("under way"), started - finished), (_("not begun"), whole - started))
    behind = [work for work in works if work.behind]
    if not behind:
        first = next(pace for pace in paces if pace.page == "renovation")
        title = _("{work} {judgement}").format(work=first.label.partition(" · ")[0], judgement=first.judgement[2:])
    elif len(behind) == 1:
        title = _("{work} behind plan by {points}").format(
            work=behind[0].name.partition(" ")[0], points=points(behind[0].planned - behind[0].done).lstrip("+")
        )
    else:
        title = _("{count} of {all} kinds of work behind plan").format(count=number(len(behind)), all=number(len(works)))
    return Renovation(title, _("Above: projects; below: done / planned by now, %; hatched: missing"), stages, works)


def investment(scope: Scope, principal: Principal, paces: tuple[Pace, ...]) -> Investment:
    """Funds received at the end of each month, against the year's target."""
    pace = next((pace for pace in paces if pace.page == "investment"), None)
    if pace is None:
        return Investment(_("No investment target this year"), _("No target of funds to be received is known for this area."))
    year = year_so_far(scope, scope.period(newest()))
    assert year.first is not None and year.last is not None
    ends = [*(date(year.last.year, month, 1) for month in range(2, year.last.month + 1)), year.last + timedelta(days=1)]
    first = datetime.combine(year.first, time())
    moments = [datetime.combine(end, time()) for end in reversed(ends)]
    frame = ask(["inflow"], scope=year, principal=principal, periods=[Period(first, moment, moment) for moment in moments]).frame
    sums = frame.set_index("period")["inflow"] if "period" in frame else pd.Series({0: frame["inflow"].iloc[0]})
    received = [float(sums.get(number, 0.0)) for number in range(len(moments))]
    aimed = replace(year, where=(Filter("target_year", (str(year.last.year),)),))
    target = float(ask(["investment_target"], scope=aimed, principal=principal).frame["investment_target"].iloc[0])
    return Investment(
        title=_title(pace),
        note=_("{done} of the year's target, planned {planned}").format(done=percent(pace.value), planned=percent(pace.planned)),
        received=tuple(
            ((moment - first).days, 0.0 if pd.isna(value) else value) for moment, value in zip(moments[::-1], received[::-1], strict=True)
        ),
        target=target,
        planned=pace.planned,
        days=366 if isleap(year.last.year) else 365,
        behind=pace.state == "behind",
    )


def _title(pace: Pace) -> str:
    text = {
        "ahead": _("Funds received {amount}, ahead of plan"),
        "near": _("Funds received {amount}, close to plan"),
        "behind": _("Funds received {amount}, behind plan"),
    }
    return text[pace.state].format(amount=pace.big)
