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
from analytics.words.wording import number, points
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
    kept = [pace for pace in paces if pace.page == "renovation"][:MOST]
    works = tuple(Work(_name(pace), pace.value, pace.planned, pace.state == "behind", pace.sub) for pace in kept)
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
    behind = [pace for pace in kept if pace.state == "behind"]
    if not behind:
        title = _("{work} {judgement}").format(work=_kind(kept[0]), judgement=kept[0].judgement[2:])
    elif len(behind) == 1:
        short = points(behind[0].planned - behind[0].value).lstrip("+")
        title = _("{work} {points} late").format(work=_kind(behind[0]), points=short)
    else:
        title = _("{count} of {all} kinds of work behind plan").format(count=number(len(behind)), all=number(len(works)))
    return Renovation(title, _("Done / due by now, %; hatched: missing"), stages, works)


def _kind(pace: Pace) -> str:
    return pace.label.partition(" · ")[0]


def _name(pace: Pace) -> str:
    """The kind and what of it is measured; in English, which is longer, the kind alone."""
    return pace.label.replace(" · ", " ") if language() == CHINESE else _kind(pace)
