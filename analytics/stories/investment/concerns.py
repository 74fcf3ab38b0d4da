"""Projects that need help, and the months with and without funds."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics.asking.ask import ask
from analytics.stories.investment.model import Concern, Strip, Strips
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


def rule(numbers: Numbers) -> str:
    """The rule of the list in words."""
    limits = policy().investment
    return _(
        "Rule of this district: signed more than {signed} days ago without landing, or landed more than {landed} days ago without any funds."
    ).format(signed=limits.signed_without_landing_days, landed=limits.landed_without_inflow_days)


def strips(numbers: Numbers) -> Strips:
    """The last twelve months that are in: by area where the scope has districts, else by project, the driest first."""
    if not numbers.plan.months:
        return Strips((), (), False, _("No month is in yet"), "")
    index = pd.period_range(end=pd.Period(year=numbers.plan.year, month=numbers.plan.months, freq="M"), periods=MONTHS, freq="M")
    found = _by_area(numbers, index) if numbers.level else _by_project(numbers, index)
    shown = tuple(sorted(found, key=lambda strip: (-strip.dry, strip.name))[:ROWS])
    many = sum(strip.dry >= DRY for strip in found)
    if numbers.level:
        title = plural("{count} area without funds for {months} months", "{count} areas without funds for {months} months", many)
    else:
        title = plural(
            "{count} landed project without funds for {months} months", "{count} landed projects without funds for {months} months", many
        )
    heading = title.format(count=number(many), months=DRY) if many else _("No gap of {months} months or more").format(months=DRY)
    note = (
        _("Projects landed and not yet producing whose contract is not paid in full, the longest without funds first.")
        if not numbers.level
        else ""
    )
    if len(found) > ROWS:
        note = " ".join((note, _("{shown} of {count} are shown.").format(shown=ROWS, count=number(len(found))))).strip()
    return Strips(tuple(str(month) for month in index), shown, bool(numbers.level), heading, note)


def _by_area(numbers: Numbers, index: pd.PeriodIndex) -> list[Strip]:
    assert numbers.level
    window = replace(numbers.plan.money, first=index[0].start_time.date())
    frame = ask(["inflow"], by=[numbers.level, "month"], scope=window, principal=numbers.principal).frame.dropna(subset=[numbers.level])
    if frame.empty:
        return []
    wide = frame.assign(month=pd.PeriodIndex(frame["month"], freq="M")).pivot(index=numbers.level, columns="month", values="inflow")
    wide = wide.reindex(columns=index).fillna(0.0)
    return [_strip(numbers.areas.get(code).short, str(code), tuple(row)) for code, row in zip(wide.index, wide.to_numpy(), strict=True)]


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
        found.append(_strip(str(project.name), str(project.project_id), values))
    return found


def _strip(name: str, code: str, values: tuple[float | None, ...]) -> Strip:
    dry = 0
    for value in reversed(values):
        if value != 0:
            break
        dry += 1
    return Strip(name, code, tuple(None if value is None else float(value) for value in values), dry)


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
