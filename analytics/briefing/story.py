"""The briefing of an area and a month, told from what the pages tell: the same stories, the same numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from re import sub

from analytics.briefing import tickets as told
from analytics.briefing import works as built
from analytics.briefing.model import Briefing, Paragraph, Section, Table
from analytics.briefing.months import Month, scope_of
from analytics.briefing.sentences import plain
from analytics.catalogue import CATALOGUE
from analytics.engines.duckdb import About, engine
from analytics.geography import areas
from analytics.language import _
from analytics.principal import Principal
from analytics.scope import Scope
from analytics.stories.districts import Choice, Comparison, levels
from analytics.stories.districts import comparison as compared
from analytics.stories.investment import investment
from analytics.stories.kept import kept
from analytics.stories.overview import overview
from analytics.stories.renovation import plan_years, renovation
from analytics.stories.services import services
from analytics.stories.tickets import tickets
from analytics.wording import moment

WEIGHT = "investment"  # how the page weighs renovation projects unless its reader chooses otherwise
HEADS = (told.SITUATION, told.CHANGES, told.COMPARISON, built.PROJECTS, built.PROBLEMS)


@kept
def briefing(scope: Scope, principal: Principal, month: str) -> Briefing:
    """The area of the scope in a month such as 2021-07, in the current language. Raises BriefingError."""
    with engine().reading() as reader:
        about = reader.about
    asked = Month.parse(month)
    wanted = scope_of(asked, scope.area, about.data_until)
    period = wanted.period(about.data_until)
    if asked.first > about.data_until.date() or asked.last < about.data_from.date():
        sections, annex = _nothing(asked, about)
    else:
        sections, annex = _told(wanted, principal, asked)
    name = _area(scope)
    return Briefing(
        title=_("{area}: monthly briefing on grid governance").format(area=name),
        issue=_("No. {number} of {year}").format(number=asked.number, year=asked.year),
        as_of=plain(_("Data until {moment}").format(moment=moment(min(period.as_of, about.data_until)))),
        notice=plain(_("Demonstration data")) if about.demo else "",
        file_name=sub(r'[\\/:*?"<>|]', "_", _("Briefing_{area}_{month}").format(area=name, month=asked)),
        sections=sections,
        annex=annex,
    )


def _told(scope: Scope, principal: Principal, month: Month) -> tuple[tuple[Section, ...], tuple[Table, ...]]:
    view, year = overview(scope, principal), overview(replace(scope, compare="year"), principal)
    asked, served = tickets(scope, principal), services(scope, principal)
    works = renovation(scope, principal, plan_years(scope, principal)[0], WEIGHT)
    money, judged = investment(scope, principal), _compared(scope, principal)
    sections = (
        told.situation(month.name, _area(scope), view.kpis, served),
        told.development(view, year, asked),
        told.comparison(view, judged),
        *built.projects(works, money),
        built.attention(view.findings),
    )
    tables = (
        told.main_table(view, year),
        told.areas_table(view, judged),
        built.kpi_table("works", _("Renovation"), works.kpis) if works.projects else None,
        built.investment_table(money),
        built.services_table(served),
        told.flow_table(asked.flow),
        built.months_table(money),
    )
    measures = [kpi.measure_id for row in (view.kpis, works.kpis, money.kpis, served.kpis) for kpi in row]
    return sections, (*(table for table in tables if table), _definitions(measures))


def _compared(scope: Scope, principal: Principal) -> Comparison | None:
    found = levels(scope, areas())
    usual = areas().part_level(scope.area)
    return compared(scope, principal, Choice(level=found[0])) if found and found[0] == usual else None


def _definitions(measures: list[str]) -> Table:
    """What every number counts, and what is meant by noise."""
    rows: list[tuple[str, str]] = []
    for name in dict.fromkeys(measures):
        measure = CATALOGUE.measure(name)
        rows.append((_(measure.label), _(measure.definition)))
    rows.append(
        (
            _("No distinguishable difference"),
            _("The difference is no larger than chance and the usual variation from period to period give; nothing is claimed of it."),
        )
    )
    rows.append((_("95% interval"), _("The rates that would go with the cases counted; the fewer the cases, the wider it is.")))
    return Table("definitions", _("What the numbers mean"), (_("Measure"), _("Definition")), tuple(rows), (0.27, 0.73))


def _nothing(month: Month, about: About) -> tuple[tuple[Section, ...], tuple[Table, ...]]:
    text = plain(
        _("There are no data of {month}; the data reach from {first} to {last}.").format(
            month=month.name, first=_day(about.data_from), last=_day(about.data_until)
        )
    )
    return tuple(Section(_(head), 1, (Paragraph(text),)) for head in HEADS), ()


def _day(value: datetime) -> str:
    return f"{value:%Y-%m-%d}"


def _area(scope: Scope) -> str:
    if scope.area:
        return areas().get(scope.area).name
    roots = areas().children(None)
    return roots[0].name if len(roots) == 1 else _("All areas")
