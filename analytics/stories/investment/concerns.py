"""Projects that need help, and the months with and without funds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analytics.asking.ask import ask
from analytics.shapes.funds import Strip, Strips
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.table import Column, Table
from analytics.stories.investment.model import Concern
from analytics.stories.investment.numbers import Numbers
from analytics.words.language import _, plural
from analytics.words.wording import number
from data.contracts.policy import policy

MONTHS = 12
ROWS = 12
DRY = 3  # months in a row without funds that are worth a word


def concerns(numbers: Numbers) -> tuple[Concern, ...]:
    """Signed long ago and not landed, or landed long ago and without any funds; those that wait longest first."""
    limits, projects = policy().investment, numbers.projects
    projects = projects[projects["withdrawn_at"].isna()]
    landed = projects[["landed_at", "started_at", "producing_at"]].min(axis=1)
    paid = set(numbers.flows.loc[numbers.flows["inflow"] > 0, "project_id"])
    waiting = _concerns(
        numbers,
        projects[projects["signed_at"].notna() & landed.isna()],
        "signed_at",
        limits.signed_without_landing_days,
        _("Signed {days} days ago, not landed"),
    )
    dry = projects[projects["landed_at"].notna() & ~projects["project_id"].isin(paid)]
    waiting += _concerns(numbers, dry, "landed_at", limits.landed_without_inflow_days, _("Landed {days} days ago, no funds yet"))
    return tuple(sorted(waiting, key=lambda concern: -concern.days))


def concerns_panel(found: tuple[Concern, ...]) -> Panel[Picture]:
    """The list with its rule in words."""
    limits = policy().investment
    note = _(
        "Rule of this district: signed more than {signed} days ago without landing, or landed more than {landed} days ago without any funds."
    ).format(signed=limits.signed_without_landing_days, landed=limits.landed_without_inflow_days)
    title = plural("{count} project needs help", "{count} projects need help", len(found)).format(count=number(len(found)))
    table = Table(
        (
            Column(_("Number"), tuple(concern.project_id for concern in found)),
            Column(_("Project"), tuple(concern.name for concern in found)),
            Column(_("Area"), tuple(concern.area for concern in found)),
            Column(_("Official in charge"), tuple(concern.official for concern in found)),
            Column(_("Why"), tuple(concern.reason for concern in found)),
            Column(_("Contracted"), tuple(concern.amount for concern in found), "wan"),
        )
    )
    empty = _("No project has waited longer than the rule allows.")
    return Panel("concerns", title if found else _("No project is overdue for its next step"), table, note=note, empty=empty)


def strips(numbers: Numbers) -> Panel[Strips]:
    """The last twelve months that are in: by area where the scope has districts, else by project, the driest first."""
    if not numbers.plan.months:
        return Panel("strips", _("No month is in yet"), Table(), measures=("inflow",))
    index = pd.period_range(end=pd.Period(year=numbers.plan.year, month=numbers.plan.months, freq="M"), periods=MONTHS, freq="M")
    found = _by_area(numbers, index) if numbers.level else _by_project(numbers, index)
    shown = tuple(sorted(found, key=lambda strip: (-strip.dry, strip.name))[:ROWS])
    names = Column(_("Name"), tuple(row.name for row in shown))
    by_month = (Column(str(month), tuple(row.values[place] for row in shown), "wan") for place, month in enumerate(index))
    picture = Strips(tuple(month.start_time.date() for month in index), shown, DRY) if shown else None
    note = _strips_note(len(found), by_project=not numbers.level)
    return Panel("strips", _strips_title(numbers, found), Table((names, *by_month)), picture, measures=("inflow",), note=note)


def _strips_title(numbers: Numbers, found: Sequence[Strip]) -> str:
    many = sum(strip.dry >= DRY for strip in found)
    if not many:
        return _("No gap of {months} months or more").format(months=DRY)
    if numbers.level:
        title = plural("{count} area without funds for {months} months", "{count} areas without funds for {months} months", many)
    else:
        title = plural(
            "{count} landed project without funds for {months} months", "{count} landed projects without funds for {months} months", many
        )
    return title.format(count=number(many), months=DRY)


def _strips_note(count: int, *, by_project: bool) -> str:
    parts = []
    if by_project:
        parts.append(_("Projects landed and not yet producing whose contract is not paid in full, the longest without funds first."))
    if count > ROWS:
        parts.append(_("{shown} of {count} are shown.").format(shown=ROWS, count=number(count)))
    return " ".join(parts)


def _by_area(numbers: Numbers, index: pd.PeriodIndex) -> list[Strip]:
    assert numbers.level
    window = replace(numbers.plan.money, first=index[0].start_time.date())
    frame = ask(["inflow"], by=[numbers.level, "month"], scope=window, principal=numbers.principal).frame.dropna(subset=[numbers.level])
    if frame.empty:
        return []
    wide = frame.assign(month=pd.PeriodIndex(frame["month"], freq="M")).pivot(index=numbers.level, columns="month", values="inflow")
    wide = wide.reindex(columns=index).fillna(0.0)
    return [_strip(numbers.areas.get(code).short, tuple(row)) for code, row in zip(wide.index, wide.to_numpy(), strict=True)]


def _by_project(numbers: Numbers, index: pd.PeriodIndex) -> list[Strip]:
    projects = numbers.projects
    paid = projects["project_id"].map(numbers.flows.groupby("project_id")["inflow"].sum()).astype("float64").fillna(0.0)
    is_open = projects["producing_at"].isna() & projects["withdrawn_at"].isna() & ~(paid >= projects["contracted_amount"])
    landed = projects[projects["landed_at"].notna() & is_open]
    flows = numbers.flows.assign(month=numbers.flows["month"].dt.to_period("M"))
    wide = flows.pivot_table(index="project_id", columns="month", values="inflow", aggfunc="sum").reindex(
        index=landed["project_id"], columns=index
    )
    found = []
    for project, row in zip(landed.itertuples(), wide.fillna(0.0).to_numpy(), strict=True):
        began = pd.Period(project.landed_at, freq="M")
        values = tuple(float(value) if value or month >= began else None for month, value in zip(index, row, strict=True))
        found.append(_strip(str(project.name), values))
    return found


def _strip(name: str, values: tuple[float | None, ...]) -> Strip:
    dry = 0
    for value in reversed(values):
        if value != 0:
            break
        dry += 1
    return Strip(name, tuple(None if value is None else float(value) for value in values), dry)


def _concerns(numbers: Numbers, projects: pd.DataFrame, since: str, limit: int, reason: str) -> list[Concern]:
    days = (numbers.as_of - projects[since]).dt.days
    late = projects[days > limit]
    return [
        Concern(
            project_id=str(row.project_id),
            name=str(row.name),
            area=numbers.areas.name(row.area_code),
            official=str(row.lead_official) if isinstance(row.lead_official, str) else "",
            reason=reason.format(days=number(days[row.Index])),
            days=int(days[row.Index]),
            amount=float(row.contracted_amount) if pd.notna(row.contracted_amount) else None,
        )
        for row in late.itertuples()
    ]
