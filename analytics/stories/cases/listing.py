"""A page of cases: which state, which text, in which order; sorted and cut in the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.rows import Rows, rows
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE, Clock
from analytics.readings.kept import kept
from analytics.shapes.table import Column, Table
from analytics.words.language import _
from analytics.words.wording import count as in_units
from analytics.words.wording import moment, number
from data.contracts.model import N_

PAGE = 50


@dataclass(frozen=True)
class State:
    """Which cases are listed: of those received in the window, or of all that are open at its end, whenever received."""

    label: str
    facts: tuple[str, ...] = ()
    clock: Clock = Clock.EVENT


STATES = {
    "all": State(N_("All cases")),
    "open": State(N_("Open cases"), clock=Clock.STOCK),
    "overdue": State(N_("Overdue cases"), ("is_overdue",), Clock.STOCK),
    "resolved": State(N_("Resolved cases"), ("is_resolved",)),
    "reopened": State(N_("Reopened cases"), ("is_reopened",)),
    "supervised": State(N_("Supervised cases"), ("is_supervised",)),
}
ORDERS = {
    "-received_at": N_("Newest first"),
    "received_at": N_("Oldest first"),
    "due_at": N_("Earliest deadline first"),
    "-resolution_seconds": N_("Longest handled first"),
    "category": N_("By category"),
}
SEARCHED = ("ticket_id", "title", "category", "subcategory", "department")
COLUMNS = (
    "source",
    "ticket_id",
    "received_at",
    "title",
    "category",
    "subcategory",
    "channel",
    "district",
    "street",
    "community",
    "grid",
    "department",
    "due_at",
    "resolved_at",
    "closed_at",
    "on_time_at",
    "counts_as_due_at",
    "rating",
    "rating_known_at",
    "reopened_count",
)
PLACES = ("grid", "community", "street", "district")


@dataclass(frozen=True)
class Listing:
    """`table`: one page for people. `keys`: source and number of its cases. `first` of `count` cases, judged at `as_of`."""

    table: Table
    keys: tuple[tuple[str, str], ...]
    first: int
    count: int
    as_of: datetime


@kept
def listing(scope: Scope, principal: Principal, state: str, search: str, order: str, page: int) -> Listing:
    """The cases of a state, `page` from 0; a page behind the last is the last."""
    found = matching(scope, principal, state, search, order, PAGE, page * PAGE)
    last = max(0, (found.count - 1) // PAGE)
    if page > last:
        page = last
        found = matching(scope, principal, state, search, order, PAGE, page * PAGE)
    keys = tuple((str(row.source), str(row.ticket_id)) for row in found.frame.itertuples(index=False))
    table = for_people(found.frame, found.as_of, is_open=STATES[state].clock == Clock.STOCK)
    return Listing(table, keys, page * PAGE + 1 if found.count else 0, found.count, found.as_of)


def matching(
    scope: Scope,
    principal: Principal,
    state: str,
    search: str,
    order: str,
    limit: int | None = None,
    offset: int = 0,
    columns: Sequence[str] = COLUMNS,
) -> Rows:
    """The rows of a state that contain a text."""
    return rows(
        "tickets",
        columns,
        scope=scope,
        principal=principal,
        clock=STATES[state].clock,
        only=STATES[state].facts,
        search=(SEARCHED, search.strip()),
        order=order,
        limit=limit,
        offset=offset,
    )


def for_people(frame: pd.DataFrame, as_of: datetime, *, is_open: bool) -> Table:
    """Heads and values as they are read; the state of each case at as-of. An open case has no end and no stars."""
    known = areas()
    codes = frame[list(PLACES)].bfill(axis=1).iloc[:, 0] if len(frame) else pd.Series(dtype=object)
    places = [" · ".join(area.short for area in known.path(code)[-2:]) if code in known.by_code else "" for code in codes]
    channels = {value: _(label) for value, label in CATALOGUE.dimension("channel").labels.items()}
    ends = (
        Column(_("Date resolved"), _moments(frame["resolved_at"].where(frame["resolved_at"] <= as_of)), "moment"),
        Column(_("Stars"), _stars(frame["rating"].where(frame["rating_known_at"] <= as_of)), "count"),
    )
    return Table(
        (
            Column(_("Case number"), tuple(frame["ticket_id"])),
            Column(_("Received at"), _moments(frame["received_at"]), "moment"),
            Column(_("State"), tuple(state_of(row, as_of) for row in frame.to_dict("records"))),
            Column(_("Matter"), tuple(frame["title"].fillna(frame["subcategory"]).fillna(frame["category"]))),
            Column(_("Category"), tuple(frame["category"])),
            Column(_("Channel"), tuple(channels.get(value, value) for value in frame["channel"])),
            Column(_("Place"), tuple(places)),
            Column(_("Department"), tuple(frame["department"])),
            Column(_("Due at"), _moments(frame["due_at"]), "moment"),
            *(() if is_open else ends),
            Column(_("Source system"), tuple(frame["source"])),
        )
    )


def state_of(row: dict[str, object], as_of: datetime) -> str:
    """办结 · 逾期办结 · 在办 · 超期 3.2 天, as judged at as-of."""
    closed, on_time, judged, due = (_moment(row.get(name)) for name in ("closed_at", "on_time_at", "counts_as_due_at", "due_at"))
    if closed and closed <= as_of:
        # A close without a date, or on the day of its deadline by a bare date, is neither late nor on time.
        late = judged and judged <= as_of and not (on_time and on_time <= as_of)
        return _("resolved late") if late else _("resolved")
    if due and due < as_of:
        return _("overdue by {days} days").format(days=number((as_of - due).total_seconds() / 86400, 1))
    return _("open")


def span(count: int, first: int, shown: int) -> str:
    """第 51–100 件，共 3,670 件."""
    if not count:
        return _("No case")
    return _("{first}–{last} of {count} cases").format(first=number(first), last=number(first + shown - 1), count=number(count))


def title(state: str, count: int) -> str:
    """超期案件 207 件."""
    return _("{state}: {count}").format(state=_(STATES[state].label), count=in_units(count, "cases"))


def judged(state: str, as_of: datetime) -> str:
    """What the window has to do with the cases, and from when their state is judged."""
    if STATES[state].clock == Clock.STOCK:
        return _("All that are open at {moment}, also those received before the window.").format(moment=moment(as_of))
    return _("Cases received in the window, as at {moment}.").format(moment=moment(as_of))


def _stars(ratings: pd.Series) -> tuple[int | None, ...]:
    return tuple(None if pd.isna(value) else int(value) for value in ratings)


def _moments(values: pd.Series) -> tuple[datetime | None, ...]:
    return tuple(_moment(value) for value in values)


def _moment(value: object) -> datetime | None:
    return None if value is None or value is pd.NaT or value != value else pd.Timestamp(str(value)).to_pydatetime()
