"""The briefing of an area and a month, told from what the pages tell: the same stories, the same numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from re import sub

from analytics.asking.ask import ask
from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Period, Scope
from analytics.briefing.attention import PROBLEMS, attention, departments_table
from analytics.briefing.categories import categories
from analytics.briefing.comparison import COMPARISON, areas_table, comparison
from analytics.briefing.development import CHANGES, development, flow_table
from analytics.briefing.model import Briefing, Paragraph, Section, Table
from analytics.briefing.money import investment_section, months_table
from analytics.briefing.months import Month, scope_of
from analytics.briefing.sentences import PREVIOUS, PREVIOUS_DAYS, YEAR, YEAR_DAYS, plain
from analytics.briefing.situation import SITUATION, situation
from analytics.briefing.tables import definitions, kpi_table, main_table
from analytics.briefing.works import renovation_section
from analytics.engines.duckdb import About, engine
from analytics.readings.comparable import comparable
from analytics.readings.kept import kept
from analytics.readings.model import Kpi
from analytics.readings.numbers import KPIS, gather
from analytics.stories.districts import Choice, Comparison, levels
from analytics.stories.districts import comparison as compared
from analytics.stories.investment import investment
from analytics.stories.overview import overview
from analytics.stories.overview.kpis import kpis
from analytics.stories.renovation import plan_years, renovation
from analytics.stories.services import services
from analytics.stories.services.scopes import offering
from analytics.stories.tickets import departments_at_risk
from analytics.stories.tickets.flow import flow
from analytics.words.language import _
from analytics.words.wording import moment
from data.contracts.model import N_

WEIGHT = "investment"  # how the page weighs renovation projects unless its reader chooses otherwise
PROJECTS = N_("Projects and investment")
HEADS = (SITUATION, CHANGES, COMPARISON, PROJECTS, PROBLEMS)


@dataclass(frozen=True)
class Asked:
    """The month as a scope and a period, in words, and what it is compared with."""

    scope: Scope
    period: Period
    name: str
    against: tuple[str, str]
    is_over: bool


@kept
def briefing(scope: Scope, principal: Principal, month: str) -> Briefing:
    """The area of the scope in a month such as 2021-07, in the current language. Raises BriefingError."""
    with engine().reading() as reader:
        about = reader.about
    number = Month.parse(month)
    asked = _asked(number, scope, about)
    if number.first > about.data_until.date() or number.last < about.data_from.date():
        sections, annex = _nothing(number, about)
    else:
        sections, annex = _told(asked, principal, about)
    name = _area(scope)
    return Briefing(
        title=_("{area}: monthly briefing on grid governance").format(area=name),
        issue=_("No. {number} of {year}").format(number=number.number, year=number.year),
        as_of=plain(_("Data until {moment}").format(moment=moment(min(asked.period.as_of, about.data_until)))),
        notice=plain(_("Demonstration data")) if about.demo else "",
        file_name=sub(r'[\\/:*?"<>|]', "_", _("Briefing_{area}_{month}").format(area=name, month=number)),
        sections=sections,
        annex=annex,
    )


def _asked(month: Month, scope: Scope, about: About) -> Asked:
    wanted = scope_of(month, scope.area, about.data_until)
    period = wanted.period(about.data_until)
    if wanted.window == "custom":
        return Asked(wanted, period, month.name, (PREVIOUS, YEAR), is_over=True)
    name = _("{month} up to day {day}").format(month=month.name, day=(period.end - timedelta(microseconds=1)).day)
    return Asked(wanted, period, name, (PREVIOUS_DAYS, YEAR_DAYS), is_over=False)


def _told(asked: Asked, principal: Principal, about: About) -> tuple[tuple[Section, ...], tuple[Table, ...]]:
    scope, area = asked.scope, asked.scope.area
    numbers, view = gather(scope, principal), overview(scope, principal)
    year, late = _year_before(scope, principal, about), numbers.overdue
    served, flowing = services(scope, principal), flow(scope, principal, about.data_until).drawn
    works = renovation(scope, principal, plan_years(scope, principal)[0], WEIGHT)
    money, judged, risk = investment(scope, principal), _compared(scope, principal), departments_at_risk(scope, principal)
    offered = offering(scope, principal, areas()).area
    wider = areas().get(offered).name if offered and offered != area else ""
    sections = (
        situation(asked.name, _area(scope), view.kpis, late, served, wider),
        development(view, year, categories(scope, principal), flowing, asked.against),
        comparison(view, judged),
        Section(_(PROJECTS), 1),
        renovation_section(works),
        investment_section(money),
        attention(view.findings, risk),
    )
    tables = (
        main_table(view.kpis, year, asked.against, is_over=asked.is_over),
        areas_table(view, judged),
        departments_table(risk),
        kpi_table("works", _("Renovation"), works.kpis) if works.projects else None,
        None if money.empty else kpi_table("investment", _("Investment"), money.kpis),
        kpi_table("services", _("Services and visits"), served.kpis),
        flow_table(flowing),
        months_table(money),
    )
    measures = [kpi.measure_id for row in (view.kpis, works.kpis, money.kpis, served.kpis) for kpi in row]
    return sections, (*(table for table in tables if table), definitions([*measures, "overdue_backlog"]))


def _year_before(scope: Scope, principal: Principal, about: About) -> tuple[Kpi, ...]:
    """The same numbers against the year before: of what the month is told from, only that period has to be asked for besides."""
    numbers, yearly = gather(scope, principal), replace(scope, compare="year")
    before = yearly.comparison(about.data_until)
    assert before is not None
    found = ask(KPIS, scope=scope, principal=principal, periods=[before]).frame.iloc[0]
    return kpis(comparable(replace(numbers, scope=yearly, compared=found)), 0)


def _compared(scope: Scope, principal: Principal) -> Comparison | None:
    found = levels(scope, areas())
    usual = areas().part_level(scope.area)
    return compared(scope, principal, Choice(level=found[0])) if found and found[0] == usual else None


def _nothing(month: Month, about: About) -> tuple[tuple[Section, ...], tuple[Table, ...]]:
    text = plain(
        _("There are no data of {month}; the data reach from {first} to {last}.").format(
            month=month.name, first=_day(about.data_from), last=_day(about.data_until)
        )
    )
    first, *others = HEADS
    same = Paragraph(_("This month has no data."))
    return (Section(_(first), 1, (Paragraph(text),)), *(Section(_(head), 1, (same,)) for head in others)), ()


def _day(value: datetime) -> str:
    return f"{value:%Y-%m-%d}"


def _area(scope: Scope) -> str:
    if scope.area:
        return areas().get(scope.area).name
    roots = areas().roots()
    return roots[0].name if len(roots) == 1 else _("All areas")
