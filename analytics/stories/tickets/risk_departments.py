"""Which departments the cases at risk lie with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import pandas as pd

from analytics.asking.principal import Principal
from analytics.asking.rows import rows
from analytics.asking.scope import Scope
from analytics.catalogue import Clock
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept
from analytics.readings.names import value_name
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.table import Column, Table
from analytics.stories.tickets.risk import HOURS
from analytics.words.language import _
from analytics.words.wording import count, percent


@dataclass(frozen=True)
class DepartmentRisk:
    """Open cases of one department: overdue, due soon, and the hours by which the longest is overdue; None without one."""

    name: str
    overdue: int
    due_soon: int
    longest: float | None


@kept
def departments_at_risk(scope: Scope, principal: Principal) -> tuple[DepartmentRisk, ...]:
    """All open cases that are overdue or due within two days, counted by department, most overdue first."""
    as_of = scope.period(newest()).as_of
    found = rows(
        "tickets",
        ("department", "due_at"),
        scope=scope,
        principal=principal,
        clock=Clock.STOCK,
        between={"due_at": (None, as_of + timedelta(hours=HOURS))},
    )
    frame = found.frame.assign(hours=(found.as_of - found.frame["due_at"]).dt.total_seconds() / 3600)
    departments = [_department(name, cases) for name, cases in frame.groupby("department", dropna=False)["hours"]]
    return tuple(sorted(departments, key=lambda each: (-each.overdue, -each.due_soon, each.name)))


@kept
def risk_by_department(scope: Scope, principal: Principal) -> Panel[Picture]:
    """Columns in the order of reading: who, how many are late, how many will be, how late the worst one is."""
    found = departments_at_risk(scope, principal)
    columns = (
        Column(_("Department"), tuple(each.name for each in found)),
        Column(_("Overdue"), tuple(each.overdue for each in found), "count"),
        Column(_("Due within {hours} h").format(hours=HOURS), tuple(each.due_soon for each in found), "count"),
        Column(_("Longest, days"), tuple(None if each.longest is None else each.longest / 24 for each in found), "tenth"),
    )
    return Panel("risk-departments", _("By department"), Table(columns), note=_remark(found), empty=_("No case to list here."))


def _department(name: object, hours: pd.Series) -> DepartmentRisk:
    late = hours[hours > 0]
    return DepartmentRisk(value_name("department", name), len(late), len(hours) - len(late), float(late.max()) if len(late) else None)


def _remark(departments: Sequence[DepartmentRisk]) -> str:
    total = sum(each.overdue for each in departments)
    if not total:
        return _("No open case is overdue.")
    most = departments[0]
    return _("Most overdue: {name}, {count} ({share}).").format(
        name=most.name, count=count(most.overdue, "cases"), share=percent(most.overdue / total, 0)
    )
