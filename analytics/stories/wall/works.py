"""Renovation on the wall: how far the year's work is, against its plan."""

from __future__ import annotations

from dataclasses import replace

from analytics.asking.ask import ask
from analytics.asking.filters import Filter
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.engines.duckdb import newest
from analytics.readings.numbers import year_so_far
from analytics.shapes.units import Pace
from analytics.stories.wall.model import Renovation, Work
from analytics.words.language import CHINESE, _, language
from analytics.words.wording import number, points_apart

STAGES = ("renovation_projects", "renovation_started", "renovation_finished")
MOST = 3


def renovation(scope: Scope, principal: Principal, paces: tuple[Pace, ...]) -> Renovation:
    """The kinds of work of the overview, and how many projects of theirs are at which stage."""
    kept = [pace for pace in paces if pace.page == "renovation"][:MOST]
    works = tuple(Work(_name(pace), pace.value, pace.planned, pace.is_behind, pace.scale) for pace in kept)
    if not works:
        return Renovation(_("No renovation planned this year"), _("No project of this area is in the plan of the year."))
    year = year_so_far(scope, scope.period(newest()))
    assert year.last is not None
    kinds = tuple(pace.work for pace in paces if pace.page == "renovation")
    plans = replace(year, where=(Filter("plan_year", (str(year.last.year),)), Filter("renovation_kind", kinds)))
    row = ask(STAGES, scope=plans, principal=principal).frame.iloc[0]
    whole, started, finished = (int(row[name]) for name in STAGES)
    stages = ((_("finished"), finished), (_("under way"), started - finished), (_("not begun"), whole - started))
    behind = [pace for pace in kept if pace.is_behind]
    if not behind:
        title = _("{work} {judgement}").format(work=kept[0].label.name, judgement=kept[0].verdict.words)
    elif len(behind) == 1:
        short = points_apart(behind[0].planned - behind[0].value)
        title = _("{work} {points} late").format(work=behind[0].label.name, points=short)
    else:
        title = _("{count} of {all} kinds of work behind plan").format(count=number(len(behind)), all=number(len(works)))
    return Renovation(title, _("Done / due by now, %; hatched: missing"), stages, works)


def _name(pace: Pace) -> str:
    """The kind and what of it is measured; in English, which is longer, the kind alone."""
    return f"{pace.label.name} {pace.label.aside}" if language() == CHINESE else pace.label.name
