"""One project: how it stands, its plans, its months, its payments, when it may be finished, and the tickets around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from analytics.asking.ask import ask
from analytics.asking.filters import Filter
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.readings.kept import kept
from analytics.shapes.time import Line
from analytics.stories.renovation.curve import curve
from analytics.stories.renovation.forecasts import method
from analytics.stories.renovation.model import Curve, Project
from analytics.stories.renovation.numbers import ALL, Numbers, gather
from analytics.stories.renovation.projects import projects
from analytics.words.language import _
from analytics.words.marks import bold
from analytics.words.wording import NOTHING, count, date_range, households, money, number, percent

BEFORE = 12  # months of tickets before the start
MOST_MONTHS = 36


@dataclass(frozen=True)
class ProjectView:
    """`facts`: label and value. `forecast`: finish, early and late end of its range, for the curve."""

    project: Project
    headline: str
    support: str
    facts: tuple[tuple[str, str], ...]
    curve: Curve | None
    forecast: tuple[date, date, date | None] | None
    forecast_title: str
    forecast_note: str
    months: tuple[str, ...]
    tickets: Line
    tickets_title: str
    tickets_note: str
    today: date


@kept
def project_view(scope: Scope, principal: Principal, project_id: str) -> ProjectView | None:
    """None where the project is not in the scope's area."""
    one = replace(scope, where=(Filter("project_id", (project_id,)),))
    numbers = gather(one, principal, ALL, split=False)
    found = projects(numbers)
    if not found:
        return None
    item = found[0]
    months, tickets, place = _tickets(scope, numbers)
    foreseen = (item.forecast, item.early, item.late) if item.forecast and item.early else None
    return ProjectView(
        project=item,
        headline=_headline(item),
        support=_support(item),
        facts=_facts(item, numbers),
        curve=curve(numbers, "projects"),
        forecast=foreseen,
        forecast_title=_forecast_title(item),
        forecast_note=method(item.foreseen) if item.foreseen else item.unforeseen,
        months=months,
        tickets=tickets,
        tickets_title=_tickets_title(item, tickets, months),
        tickets_note=_("Tickets received by month in {place}, from twelve months before the start.").format(place=place),
        today=numbers.today,
    )


def _headline(item: Project) -> str:
    done = _("{progress} done").format(progress=percent(item.progress)) if item.progress is not None else _("no report yet")
    return _("{name}: {done}, {standing}").format(name=item.name, done=done, standing=item.judgement.partition(" ")[2] or item.judgement)


def _support(item: Project) -> str:
    parts = [" · ".join(part for part in (item.kind_label, item.class_label, item.street, item.area) if part)]
    if item.moved:
        parts.append(
            _("The planned finish was moved from {first} to {now}.").format(
                first=item.first_finish or NOTHING, now=bold(item.planned_finish or NOTHING)
            )
        )
    if item.assumed:
        parts.append(_("Its reports state no planned progress: it is assumed by season."))
    return "　".join(parts)


def _facts(item: Project, numbers: Numbers) -> tuple[tuple[str, str], ...]:
    share = item.spent / item.investment if item.spent is not None and item.investment else None
    found = (
        (_("Plan in force"), _span(item.planned_start, item.planned_finish)),
        (_("First plan"), _span(item.first_start, item.first_finish)),
        (_("Actual"), _course(item.started, item.finished)),
        (_("Planned progress"), percent(item.planned) + (_(" (by season)") if item.assumed else "")),
        (_("Buildings"), count(item.buildings, "buildings")),
        (_("Households"), households(item.households)),
        (_("Floor area"), count(item.floor_area, "m2")),
        (_("Planned investment"), money(item.investment)),
        (_("Paid"), money(item.spent) + (f" · {percent(share)}" if share is not None else "")),
        (_("Investment per m²"), money(item.investment / item.floor_area) if item.investment and item.floor_area else NOTHING),
        (_("Body in charge"), item.owner or NOTHING),
        (_("Contractor"), item.contractor or NOTHING),
    )
    return tuple((label, value) for label, value in found if value not in (NOTHING, f"{NOTHING} – {NOTHING}"))


def _span(first: date | None, last: date | None) -> str:
    return date_range(first, last) if first and last and first <= last else f"{first or NOTHING} – {last or NOTHING}"


def _course(started: date | None, finished: date | None) -> str:
    return _("since {day}").format(day=started) if started and not finished else _span(started, finished)


def _forecast_title(item: Project) -> str:
    if item.finished:
        return _("Finished on {day}").format(day=item.finished)
    if item.forecast is None:
        return _("No forecast of the finish")
    late = f"{item.late:%Y-%m}" if item.late else _("not before long")
    return _("Forecast of the finish {finish} ({early} to {late})").format(
        finish=f"{item.forecast:%Y-%m}", early=f"{item.early:%Y-%m}", late=late
    )


def _tickets(scope: Scope, numbers: Numbers) -> tuple[tuple[str, ...], Line, str]:
    """Tickets by month in the area that the project lies in."""
    row = numbers.projects.iloc[0]
    area = str(row["area_code"])
    begin = pd.to_datetime(pd.Series([row["started_at"], row["planned_start"]])).dropna().min()
    last = pd.Timestamp(numbers.today).to_period("M")
    first = max((pd.Timestamp(begin) if pd.notna(begin) else last.start_time).to_period("M") - BEFORE, last - MOST_MONTHS + 1)
    months = pd.period_range(min(first, last), last, freq="M")
    name = numbers.areas.name(area)
    if area not in numbers.areas.by_code:
        return (), Line(name, (), ()), name
    around = replace(scope, area=area, where=(), window="custom", first=months[0].start_time.date(), last=numbers.today, as_of=None)
    frame = ask(["received"], by=["month"], scope=around, principal=numbers.principal).frame
    counted = dict(zip(pd.PeriodIndex(frame["month"], freq="M"), frame["received"], strict=True)) if len(frame) else {}
    values = tuple(float(counted.get(month, 0)) for month in months)
    return tuple(str(month) for month in months), Line(name, values, tuple(number(value) for value in values)), name


def _tickets_title(item: Project, line: Line, months: tuple[str, ...]) -> str:
    total = sum(value or 0 for value in line.values)
    if not total:
        return _("No tickets here in these months")
    if item.finished:
        after = [value or 0 for month, value in zip(months, line.values, strict=True) if month > f"{item.finished:%Y-%m}"]
        if after:
            return _("{count} a month since the finish").format(count=count(sum(after) / len(after), "cases", 1))
    return _("{count} in {months} months").format(count=count(total, "cases"), months=len(months))
