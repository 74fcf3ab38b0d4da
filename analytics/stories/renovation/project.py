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
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.table import Column, Table
from analytics.shapes.time import Line, Lines
from analytics.shapes.works import Foreseen, Progress
from analytics.stories.renovation.curve import curve, curve_table
from analytics.stories.renovation.forecasts import method
from analytics.stories.renovation.model import Project
from analytics.stories.renovation.numbers import ALL, Numbers, gather
from analytics.stories.renovation.projects import projects
from analytics.words.language import _
from analytics.words.marks import bold
from analytics.words.wording import NOTHING, count, date_range, households, money, number, percent

BEFORE = 12  # months of tickets before the start
MOST_MONTHS = 36


@dataclass(frozen=True)
class ProjectView:
    """`facts`: label and value."""

    project: Project
    headline: str
    support: str
    facts: Panel[Picture]
    curve: Panel[Progress]
    tickets: Panel[Lines]


@kept
def project_view(scope: Scope, principal: Principal, project_id: str) -> ProjectView | None:
    """None where the project is not in the scope's area."""
    one = replace(scope, where=(Filter("project_id", (project_id,)),))
    numbers = gather(one, principal, ALL, split=False)
    found = projects(numbers)
    if not found:
        return None
    item = found[0]
    return ProjectView(item, _headline(item), _support(item), _facts(item, numbers), _curve(item, numbers), _tickets(item, scope, numbers))


def _headline(item: Project) -> str:
    done = _("{progress} done").format(progress=percent(item.progress)) if item.progress is not None else _("no report yet")
    return _("{name}: {done}, {standing}").format(name=item.name, done=done, standing=item.verdict.words)


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


def _facts(item: Project, numbers: Numbers) -> Panel[Picture]:
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
    stated = [(label, value) for label, value in found if value not in (NOTHING, f"{NOTHING} – {NOTHING}")]
    table = Table(
        (Column(_("What"), tuple(label for label, _value in stated)), Column(_("Value"), tuple(value for _label, value in stated)))
    )
    return Panel("facts", _("The project"), table, measures=("progress_by_projects", "planned_progress_by_projects"))


def _span(first: date | None, last: date | None) -> str:
    return date_range(first, last) if first and last and first <= last else f"{first or NOTHING} – {last or NOTHING}"


def _course(started: date | None, finished: date | None) -> str:
    return _("since {day}").format(day=started) if started and not finished else _span(started, finished)


def _forecast_title(item: Project) -> str:
    if item.finished:
        return _("Finished on {day}").format(day=item.finished)
    if item.foreseen is None:
        return _("No forecast of the finish")
    finish, early, late = item.foreseen.finish, item.foreseen.early, item.foreseen.late
    end = f"{late:%Y-%m}" if late else _("not before long")
    return _("Forecast of the finish {finish} ({early} to {late})").format(finish=f"{finish:%Y-%m}", early=f"{early:%Y-%m}", late=end)


def _curve(item: Project, numbers: Numbers) -> Panel[Progress]:
    told = item.foreseen
    found = curve(numbers, "projects", Foreseen(told.finish, told.early, told.late) if told else None)
    legend = _("solid: stated plan · dashed: by season · dotted: first plan · ◆ forecast with its range") if found else ""
    notes = (legend, method(told) if told else item.unforeseen)
    return Panel(
        "project-curve",
        _forecast_title(item),
        curve_table(found),
        found,
        measures=("progress_by_projects",),
        note="　".join(note for note in notes if note),
        empty=_("The project states no dates."),
    )


def _tickets(item: Project, scope: Scope, numbers: Numbers) -> Panel[Lines]:
    """Tickets by month in the area that the project lies in."""
    row = numbers.projects.iloc[0]
    area = str(row["area_code"])
    begin = pd.to_datetime(pd.Series([row["started_at"], row["planned_start"]])).dropna().min()
    last = pd.Timestamp(numbers.today).to_period("M")
    first = max((pd.Timestamp(begin) if pd.notna(begin) else last.start_time).to_period("M") - BEFORE, last - MOST_MONTHS + 1)
    months = pd.period_range(min(first, last), last, freq="M") if area in numbers.areas.by_code else pd.PeriodIndex([], freq="M")
    counts = _counted(scope.within(area), numbers, months)
    names, place = tuple(str(month) for month in months), numbers.areas.name(area)
    line = Line(place, tuple(float(count) for count in counts), tuple(number(count) for count in counts))
    return Panel(
        "project-tickets",
        _tickets_title(item, counts, names),
        Table((Column(_("Month"), names), Column(_("Received"), counts, "count"))),
        Lines(names, (line,), _("Received"), zero=True) if any(counts) else None,
        measures=("received",),
        note=_("Tickets received by month in {place}, from twelve months before the start.").format(place=place),
    )


def _counted(scope: Scope, numbers: Numbers, months: pd.PeriodIndex) -> tuple[int, ...]:
    if not len(months):
        return ()
    around = replace(scope, where=(), window="custom", first=months[0].start_time.date(), last=numbers.today, as_of=None)
    frame = ask(["received"], by=["month"], scope=around, principal=numbers.principal).frame
    found = dict(zip(pd.PeriodIndex(frame["month"], freq="M"), frame["received"], strict=True)) if len(frame) else {}
    return tuple(int(found.get(month, 0)) for month in months)


def _tickets_title(item: Project, counts: tuple[int, ...], months: tuple[str, ...]) -> str:
    total = sum(counts)
    if not total:
        return _("No tickets here in these months")
    if item.finished:
        after = [value for month, value in zip(months, counts, strict=True) if month > f"{item.finished:%Y-%m}"]
        if after:
            return _("{count} a month since the finish").format(count=count(sum(after) / len(after), "cases", 1))
    return _("{count} in {months} months").format(count=count(total, "cases"), months=len(months))
