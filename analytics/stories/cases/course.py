"""One case and its course: what happened when, how long after the receipt, and whether within its limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import pandas as pd

from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.rows import rows
from analytics.asking.scope import Scope
from analytics.catalogue import CATALOGUE, Clock
from analytics.readings.kept import kept
from analytics.stories.cases.listing import state_of
from analytics.words.language import _
from analytics.words.wording import number
from data.contracts.model import N_

Verdict = Literal["kept", "missed", "running", ""]
# Moment, what it is called, and the column of its limit.
JUDGED = {"dispatched_at": "dispatch_judged", "responded_at": "response_judged"}  # a bare date may leave open whether a limit was kept
STEPS = (
    ("received_at", N_("Case received"), ""),
    ("filed_at", N_("Case filed"), ""),
    ("dispatched_at", N_("Case dispatched"), "dispatch_due_at"),
    ("whistled_at", N_("Departments whistled for"), ""),
    ("responded_at", N_("First answer"), "response_due_at"),
    ("supervised_at", N_("Put under supervision"), ""),
    ("resolved_at", N_("Case resolved"), "due_at"),
    ("rated_at", N_("Case rated"), ""),
    ("archived_at", N_("Closed on file"), ""),
    ("void_at", N_("Declared void"), ""),
)
FACTS = (
    ("title", N_("Matter")),
    ("category", N_("Category")),
    ("subcategory", N_("Subcategory")),
    ("channel", N_("Channel")),
    ("department", N_("Department")),
    ("level", N_("Resolved at")),
    ("handling", N_("Way of handling")),
    ("rating", N_("Rating")),
    ("reopened_count", N_("Times reopened")),
    ("source", N_("Source system")),
)


@dataclass(frozen=True)
class Step:
    """`at` is None for a step that has not happened; `after` counts from the receipt; `verdict` judges it by its limit."""

    label: str
    at: datetime | None
    after: str
    limit: datetime | None
    verdict: Verdict


@dataclass(frozen=True)
class Case:
    number: str
    state: str
    place: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]


@kept
def case(scope: Scope, principal: Principal, source: str, number: str) -> Case | None:
    """A case of the scope's area by source and number, whenever it was received; None where there is none to be seen."""
    columns = [name for name, _label, _limit in STEPS] + [limit for _name, _label, limit in STEPS if limit]
    columns += [name for name, _label in FACTS] + [
        *JUDGED.values(),
        "closed_at",
        "on_time_at",
        "counts_as_due_at",
        "ticket_id",
        "district",
        "street",
        "community",
        "grid",
        "due_computed",
    ]
    everywhen = Scope(area=scope.area, basis="latest")
    found = rows("tickets", columns, scope=everywhen, principal=principal, clock=Clock.STATE, search=(("ticket_id",), number))
    hits = found.frame[(found.frame["ticket_id"] == number) & (found.frame["source"] == source)]
    if hits.empty:
        return None
    row = {str(name): _plain(value) for name, value in hits.iloc[0].items()}
    return Case(number, state_of(row, found.as_of), _place(row), tuple(_facts(row)), tuple(_steps(row, found.as_of)))


def duration(length: timedelta) -> str:
    """32 分钟 · 5.2 小时 · 3.1 天."""
    minutes = length.total_seconds() / 60
    if minutes < 60:
        return _("{count} min").format(count=number(minutes))
    if minutes < 48 * 60:
        return _("{count} h").format(count=number(minutes / 60, 1))
    return _("{count} days").format(count=number(minutes / 1440, 1))


def _steps(row: dict[str, object], as_of: datetime) -> Iterator[Step]:
    """Steps that happened in the order of their moments, then those that a limit waits for."""
    received = row["received_at"]
    assert isinstance(received, datetime)
    done, waiting = [], []
    for name, label, limited in STEPS:
        at, limit = row[name], row[limited] if limited else None
        assert at is None or isinstance(at, datetime)
        assert limit is None or isinstance(limit, datetime)
        if at is not None and at <= as_of:
            verdict: Verdict = "" if limit is None or not _is_judged(row, name, as_of) else "kept" if at <= limit else "missed"
            done.append(Step(_(label), at, "" if name == "received_at" else duration(max(at - received, timedelta())), limit, verdict))
        elif limit is not None and row["void_at"] is None:
            waiting.append(Step(_(label), None, "", limit, "missed" if limit < as_of else "running"))
    yield from sorted(done, key=lambda step: step.at or as_of)
    yield from sorted(waiting, key=lambda step: step.limit or as_of)


def _is_judged(row: dict[str, object], name: str, as_of: datetime) -> bool:
    if name == "resolved_at":
        judged = row["counts_as_due_at"]
        return isinstance(judged, datetime) and judged <= as_of
    return bool(row.get(JUDGED.get(name, ""), True))


def _facts(row: dict[str, object]) -> Iterator[tuple[str, str]]:
    for name, label in FACTS:
        value = row[name]
        if value is None or (name == "reopened_count" and not value):
            continue
        labels = CATALOGUE.dimensions[name].labels if name in CATALOGUE.dimensions else {}
        text = str(int(value)) if isinstance(value, float) else str(value)
        yield _(label), _(labels[text]) if text in labels else text
    if row["due_computed"] and row["due_at"] is not None:
        yield _("Deadline"), _("computed from the time limits of the policy; the export states none")


def _place(row: dict[str, object]) -> str:
    known = areas()
    code = next((str(row[name]) for name in ("grid", "community", "street", "district") if row[name] is not None), None)
    return " › ".join(area.name for area in known.path(code)) if code and code in known.by_code else ""


def _plain(value: object) -> object:
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return None
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value
