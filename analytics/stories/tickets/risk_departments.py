"""Which departments the cases at risk lie with."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from analytics.asking.principal import Principal
from analytics.asking.rows import rows
from analytics.asking.scope import Scope
from analytics.catalogue import Clock
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept
from analytics.readings.names import value_name
from analytics.stories.tickets.model import HOURS, DepartmentRisk, DepartmentsAtRisk
from analytics.words.language import _
from analytics.words.wording import count, percent


@kept
def risk_by_department(scope: Scope, principal: Principal) -> DepartmentsAtRisk:
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
    departments.sort(key=lambda each: (-each.overdue, -each.due_soon, each.name))
    return DepartmentsAtRisk(tuple(departments), _remark(departments))


def _department(name: object, hours: pd.Series) -> DepartmentRisk:
    late = hours[hours > 0]
    return DepartmentRisk(value_name("department", name), len(late), len(hours) - len(late), float(late.max()) if len(late) else None)


def _remark(departments: list[DepartmentRisk]) -> str:
    total = sum(each.overdue for each in departments)
    if not total:
        return _("No open case is overdue.")
    most = departments[0]
    return _("Most overdue: {name}, {count} ({share}).").format(
        name=most.name, count=count(most.overdue, "cases"), share=percent(most.overdue / total, 0)
    )
