"""The monthly report of a programme (专报): what entered and was done in the month, where the rest stands, who holds it, what is late."""

from __future__ import annotations

from dataclasses import replace
from re import sub

import pandas as pd

from analytics.asking.flows import by_month
from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.briefing.model import Block, Briefing, Paragraph, Section
from analytics.briefing.months import Month
from analytics.briefing.panels import printed, tabled
from analytics.briefing.sentences import ended, plain
from analytics.engines.duckdb import engine
from analytics.readings.kept import kept
from analytics.shapes.panel import Panel, Picture
from analytics.stories.programmes import View, find, opening
from analytics.stories.programmes import programme as told_of
from analytics.stories.programmes.words import counted, named, step_name
from analytics.words.language import _
from analytics.words.wording import moment
from data.contracts.model import N_
from data.contracts.programmes import Programme

FLOW, HOLDERS, AREAS, PUBLISHED = N_("Where things stand"), N_("Who holds what"), N_("By area"), N_("Promised and computed")
HEIGHT, MOST_LATE, MOST_LISTED = 300, 20, 200


@kept
def programme_briefing(scope: Scope, principal: Principal, name: str, month: str) -> Briefing:
    """A programme from its first day to the end of the month, in the area of the scope or its own. Raises ProgrammeError, BriefingError."""
    told, number = find(name), Month.parse(month)
    with engine().reading() as reader:
        about = reader.about
    wanted = opening(told, scope)
    last = min(number.last, about.data_until.date())
    wanted = replace(wanted, last=max(last, wanted.first or last), area=scope.area or wanted.area)
    view = told_of(wanted, principal, told)
    area = areas().get(wanted.area).name if wanted.area else _("All areas")
    title = _("{programme} of {area}: monthly report").format(programme=named(told), area=area)
    return Briefing(
        title=title,
        issue=_("No. {number} of {year}").format(number=number.number, year=number.year),
        as_of=plain(_("Data until {moment}").format(moment=moment(min(wanted.period(about.data_until).as_of, about.data_until)))),
        notice=plain(_("Demonstration data")) if about.demo else "",
        file_name=sub(r'[\\/:*?"<>|]', "_", _("Report_{programme}_{month}").format(programme=named(told), month=number)),
        sections=_sections(told, view, _month(told, wanted, principal, number)),
        annex=tuple(
            table
            for table in (tabled(view.steps), tabled(view.holders), tabled(view.places), tabled(view.ledger, most=MOST_LISTED))
            if table
        ),
    )


def _sections(told: Programme, view: View, month: str) -> tuple[Section, ...]:
    first: list[Block] = [Paragraph(ended(plain(view.headline))), Paragraph(plain(view.support)), Paragraph(month)]
    late = tabled(view.ledger, most=MOST_LATE)
    held: list[Block] = [Paragraph(ended(plain(view.holders.title))), *_drawn(view.holders), *([late] if late else [])]
    places: list[Block] = [Paragraph(ended(plain(view.places.title if view.places.picture else view.places.empty))), *_drawn(view.places)]
    compared = tabled(view.published)
    facts: list[Block] = [Paragraph(ended(plain(view.published.title))), *([compared] if compared else [])]
    return (
        Section(_(FLOW), 1, (*first, *_drawn(view.steps))),
        Section(_(HOLDERS), 1, tuple(held)),
        Section(_(AREAS), 1, tuple(places)),
        Section(_(PUBLISHED), 1, tuple(facts)),
    )


def _drawn(panel: Panel[Picture]) -> list[Block]:
    found = printed(panel, HEIGHT)
    return [found] if found else []


def _month(told: Programme, scope: Scope, principal: Principal, number: Month) -> str:
    """What entered and what was done in the month itself."""
    months = by_month(told, scope, principal)
    row = months[months["month"] == pd.Timestamp(number.first)]
    entered, done = (int(row[name].sum()) for name in ("entered", "done"))
    text = _("In {month} {entered} entered and {done} came to “{last}”").format(
        month=number.name, entered=counted(entered, told), done=counted(done, told), last=step_name(told.last)
    )
    return ended(plain(text))
