"""Open cases that are due within two days or overdue, and how many each department has."""

from __future__ import annotations

from datetime import datetime, timedelta

import pandas as pd

from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.rows import Rows, rows
from analytics.asking.scope import Scope
from analytics.catalogue import Clock
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept
from analytics.readings.names import value_name
from analytics.stories.tickets.model import HOURS, Case, Risk
from analytics.words.language import _
from analytics.words.wording import count, days, moment, number

LISTED = 11
ORDERED = 2000  # cases of an order to departments; more than anybody can chase
COLUMNS = ("ticket_id", "title", "category", "subcategory", "street", "department", "received_at", "due_at")


@kept
def risk(scope: Scope, principal: Principal) -> Risk:
    """The nearest and the longest overdue ones, with how many there are."""
    soon, late = _due_soon(scope, principal, LISTED), _overdue(scope, principal, LISTED)
    return Risk(
        due_soon=_cases(soon),
        overdue=_cases(late),
        due_soon_count=soon.count,
        overdue_count=late.count,
        as_of=moment(soon.as_of),
        title=_title(soon.count, late.count),
        remark=_remark(late),
    )


@kept
def supervision_order(scope: Scope, principal: Principal) -> pd.DataFrame:
    """A table to send: cases overdue or due soon, by department, each with what is asked of the department."""
    late, soon = (_cases(found(scope, principal, ORDERED)) for found in (_overdue, _due_soon))
    listed = [(case, True) for case in late] + [(case, False) for case in soon]
    frame = pd.DataFrame(
        {
            _("Department"): [case.department for case, _late in listed],
            _("Demand"): ["" for _case in listed],
            _("State"): [_state(case) for case, _late in listed],
            _("Case number"): [case.ticket_id for case, _late in listed],
            _("Matter"): [case.subject for case, _late in listed],
            _("Street"): [case.street for case, _late in listed],
            _("Received at"): [case.received_at for case, _late in listed],
            _("Deadline"): [case.due_at for case, _late in listed],
        }
    )
    by = frame[_("Department")]
    overdue = pd.Series([is_late for _case, is_late in listed], dtype=bool)
    totals = pd.DataFrame({"late": overdue.groupby(by).sum(), "all": overdue.groupby(by).size()})
    frame[_("Demand")] = [_demand(name, int(totals.at[name, "late"]), int(totals.at[name, "all"])) for name in by]
    place = by.map(totals.sort_values(["late", "all"], ascending=False).assign(place=range(len(totals)))["place"])
    return frame.loc[place.sort_values(kind="stable").index].reset_index(drop=True)


def _due_soon(scope: Scope, principal: Principal, limit: int) -> Rows:
    as_of = scope.period(newest()).as_of
    return _open(scope, principal, (as_of, as_of + timedelta(hours=HOURS)), limit)


def _overdue(scope: Scope, principal: Principal, limit: int) -> Rows:
    return _open(scope, principal, (None, scope.period(newest()).as_of), limit)


def _open(scope: Scope, principal: Principal, due: tuple[datetime | None, datetime | None], limit: int) -> Rows:
    return rows(
        "tickets", COLUMNS, scope=scope, principal=principal, clock=Clock.STOCK, between={"due_at": due}, order="due_at", limit=limit
    )


def _cases(found: Rows) -> tuple[Case, ...]:
    known = areas()
    cases = []
    for row in found.frame.itertuples(index=False):
        limit = (row.due_at - row.received_at).total_seconds()
        passed = (found.as_of - row.received_at).total_seconds()
        subject = next((text for text in (row.title, row.subcategory, row.category) if isinstance(text, str) and text), _("not stated"))
        cases.append(
            Case(
                ticket_id=str(row.ticket_id),
                subject=subject,
                street=known.name(row.street) if isinstance(row.street, str) else _("not stated"),
                department=value_name("department", row.department),
                received_at=f"{row.received_at:%Y-%m-%d %H:%M}",
                due_at=f"{row.due_at:%Y-%m-%d %H:%M}",
                hours=(row.due_at - found.as_of).total_seconds() / 3600,
                used=passed / limit if limit > 0 else 1.0,
            )
        )
    return tuple(cases)


def _title(soon: int, late: int) -> str:
    if not soon and not late:
        return _("Nothing due within {hours} hours").format(hours=HOURS)
    return _("{soon} due within {hours} hours, {late} overdue").format(soon=count(soon, "cases"), hours=HOURS, late=count(late, "cases"))


def _remark(late: Rows) -> str:
    if not late.count:
        return _("No open case is overdue.")
    oldest = (late.as_of - late.frame["due_at"].iloc[0]).total_seconds() / 3600
    return _("Overdue for {time} at most.").format(time=days(oldest, 0))


def _state(case: Case) -> str:
    if case.hours < 0:
        return _("Overdue for {time}").format(time=days(-case.hours))
    return _("{hours} hours left").format(hours=number(int(case.hours)))


def _demand(department: str, late: int, cases: int) -> str:
    if not late:
        return _("{department}: {count} due within {hours} hours; resolve them by their deadlines and report back.").format(
            department=department, count=count(cases, "cases"), hours=HOURS
        )
    return _(
        "{department}: {late} overdue, {soon} due within {hours} hours; resolve them, and give the reason and a new date for those overdue."
    ).format(department=department, late=count(late, "cases"), soon=count(cases - late, "cases"), hours=HOURS)
