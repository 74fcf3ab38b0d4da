"""Open cases that are due within two days or overdue, and how many each department has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.rows import Rows, rows
from analytics.asking.scope import Scope
from analytics.catalogue import Clock
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept
from analytics.readings.names import value_name
from analytics.shapes.panel import Panel, Picture
from analytics.shapes.table import Column, Table
from analytics.words.language import _
from analytics.words.wording import count, days, number

HOURS = 48  # a case is at risk so long before its deadline
LISTED = 11
ORDERED = 2000  # cases of an order to departments; more than anybody can chase
COLUMNS = ("ticket_id", "title", "category", "subcategory", "street", "department", "received_at", "due_at")


@dataclass(frozen=True)
class Case:
    """An open case with a deadline: hours left (negative when overdue) and the share of its limit that has passed."""

    ticket_id: str
    subject: str
    street: str
    department: str
    received_at: datetime
    due_at: datetime
    hours: float
    used: float

    @property
    def is_late(self) -> bool:
        return self.hours < 0


@dataclass(frozen=True)
class Risk:
    """`order` is the card, whose table can be sent to the departments; the others list the nearest and the longest overdue cases."""

    order: Panel[Picture]
    due_soon: Panel[Picture]
    overdue: Panel[Picture]


@kept
def risk(scope: Scope, principal: Principal) -> Risk:
    """Titles count also the cases that the lists leave out."""
    soon, late = _due_soon(scope, principal, LISTED), _overdue(scope, principal, LISTED)
    remark, empty = _remark(late), _("No case to list here.")
    measures = ("overdue_open", "backlog")
    listed = _("Due soon {count}").format(count=soon.count), _("Overdue {count}").format(count=late.count)
    return Risk(
        Panel("risk", _title(soon.count, late.count), supervision_order(scope, principal), measures=measures),
        Panel("risk-soon", listed[0], _cases_table(_cases(soon), _soon_columns), note=remark, empty=empty),
        Panel("risk-overdue", listed[1], _cases_table(_cases(late), _late_columns), note=remark, empty=empty),
    )


def supervision_order(scope: Scope, principal: Principal) -> Table:
    """A table to send: cases overdue or due soon, by department, those with most overdue first, each with what is asked of it."""
    late, soon = (_cases(found(scope, principal, ORDERED)) for found in (_overdue, _due_soon))
    listed = [*late, *soon]
    owed, due = Counter(case.department for case in late), Counter(case.department for case in listed)
    listed.sort(key=lambda case: (-owed[case.department], -due[case.department], case.department))
    demands = {name: _demand(name, owed[name], cases) for name, cases in due.items()}
    return Table(
        (
            Column(_("Department"), tuple(case.department for case in listed)),
            Column(_("Demand"), tuple(demands[case.department] for case in listed)),
            Column(_("State"), tuple(_state(case) for case in listed)),
            Column(_("Case number"), tuple(case.ticket_id for case in listed)),
            Column(_("Matter"), tuple(case.subject for case in listed)),
            Column(_("Street"), tuple(case.street for case in listed)),
            Column(_("Received at"), tuple(case.received_at for case in listed), "moment"),
            Column(_("Deadline"), tuple(case.due_at for case in listed), "moment"),
        )
    )


def _cases_table(cases: tuple[Case, ...], first: Callable[[tuple[Case, ...]], tuple[Column, Column]]) -> Table:
    """Columns in the order of reading: how long, how much of the limit or since when, what, where, who, which."""
    return Table(
        (
            *first(cases),
            Column(_("Matter"), tuple(case.subject for case in cases)),
            Column(_("Street"), tuple(case.street for case in cases)),
            Column(_("Department"), tuple(case.department for case in cases)),
            Column(_("Case number"), tuple(case.ticket_id for case in cases)),
        )
    )


def _soon_columns(cases: tuple[Case, ...]) -> tuple[Column, Column]:
    return (
        Column(_("Left, hours"), tuple(case.hours for case in cases), "tenth"),
        Column(_("Limit used"), tuple(case.used for case in cases), "percent"),
    )


def _late_columns(cases: tuple[Case, ...]) -> tuple[Column, Column]:
    return (
        Column(_("Overdue, days"), tuple(-case.hours / 24 for case in cases), "tenth"),
        Column(_("Deadline"), tuple(case.due_at.date() for case in cases), "day"),
    )


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
                received_at=row.received_at.to_pydatetime(),
                due_at=row.due_at.to_pydatetime(),
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
    if case.is_late:
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
