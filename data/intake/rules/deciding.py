"""What all rows of a table together decide: how their dates are read, which midnights are days, what states say, which words are one."""

from __future__ import annotations

from datetime import datetime

import duckdb

from data.ahead import far_ahead
from data.contracts.model import N_, Column, Contract, Type
from data.contracts.problem import Message
from data.intake.hiding.privacy import mask
from data.intake.mapping.context import read_moment
from data.intake.mapping.preset import MappingError
from data.intake.reading.header import Layout
from data.intake.remark import remark
from data.intake.rules import columns as sql
from data.intake.rules.same_case import recognise
from data.intake.rules.scales import leave_other_scales
from data.intake.writings import settle_writings

# What a case without a number is about; what becomes of it later is no part of what it is.
CONTENT = ["received_at", "channel", "category", "subcategory", "title", "district", "street", "community", "grid", "reporter_key"]
UNITS = {"w": N_("working days"), "d": N_("days of the calendar"), "h": N_("hours")}
MOST_WORDS = 3
JUDGED_BY_LIMIT = ("dispatched_at", "responded_at")


def must_be_read(column: Column) -> bool:
    """Whether a row hangs on the column; of any other a date of which nobody knows the order is left empty, and told."""
    return column.required or column.vital


def ask_for_order(layout: Layout, undecided: dict[str, str]) -> MappingError:
    """The question which number of a date is the month, where no cell of the column answers it."""
    name, example = next(iter(undecided.items()))
    cell = layout.mapping.header[layout.mapping.indexes[name]]
    return MappingError(
        N_(
            "{example} in {column} may begin with the day or with the month, and nothing in the file says which. "
            "State it, as in --format {target}=%d/%m/%Y or {target}=%m/%d/%Y, with the clock behind it where there is one."
        ),
        example=example,
        column=cell,
        target=name,
    )


def decide(connection: duckdb.DuckDBPyConnection, judged: str, layout: Layout, as_of: str | None) -> list[str]:
    """Settle the judged rows as whole columns; returns what is worth saying about it, most important first."""
    contract, preset = layout.mapping.contract, layout.mapping.preset
    notes: list[str] = []
    tickets = preset.dataset == "tickets"
    for name in contract.key:
        if contract[name].type is Type.TEXT and name in layout.mapping.indexes:
            notes += _cut(sql.sort_out_cut_numbers(connection, judged, name, spare=tickets and name == "ticket_id"), layout, name)
    if tickets:
        if same := recognise(connection, judged):
            text = N_(
                "{count} cases came once with their number and once without it: moment, subject and person are the same, and each is counted once."
            )
            notes.append(remark(text, count=same))
        sql.number_by_content(connection, judged, "ticket_id", CONTENT)
        if "ticket_id" not in layout.mapping.indexes:
            notes.append(remark(N_("The file has no numbers of cases: each was numbered by what it is about.")))
        if "rating" in layout.mapping.indexes and (left := leave_other_scales(connection, judged)):
            text = N_(
                "{column} holds ratings beyond 5: it counts by another scale, and {count} ratings of up to 5 were left empty too. Name what each means with --value."
            )
            notes.append(remark(text, column=_cell(layout, "rating"), count=left))
        notes += _states(connection, judged, layout, as_of)
        notes += _moments(connection, judged, layout)
    notes += _writings(connection, judged, layout)
    return notes


def _cut(count: int, layout: Layout, name: str) -> list[str]:
    text = N_(
        "{count} numbers in {column} were cut by a spreadsheet or are none: these cases were numbered by what they are about. Once a file brings their "
        "numbers, those with a time of day and a subject are recognised; the others are then there twice."
    )
    return [remark(text, count=count, column=_cell(layout, name))] if count else []


def _states(connection: duckdb.DuckDBPyConnection, judged: str, layout: Layout, as_of: str | None) -> list[str]:
    contract = layout.mapping.contract
    at = read_moment(as_of) if as_of else _newest(connection, judged, contract)
    states = sql.believe_states(connection, judged, at)
    notes: list[str] = []
    state = _cell(layout, "state") if "state" in layout.mapping.indexes else _cell(layout, "resolved_at")
    if states.closed and at:
        text = N_(
            "{count} cases are closed by {state} without a closing time: they count as closed from {moment} on, and have no duration."
        )
        notes.append(remark(text, count=states.closed, state=state, moment=f"{at:%Y-%m-%d %H:%M}"))
    if unread := sql.unread_states(connection, judged):
        named = ", ".join(mask(word) for word in list(unread)[:MOST_WORDS]) + (", …" if len(unread) > MOST_WORDS else "")
        text = N_("{count} cases without a closing time have a {state} that says neither open nor closed ({words}); they count as open.")
        notes.append(remark(text, count=sum(unread.values()), state=state, words=named))
    if states.contradicted:
        text = N_("{count} cases are called open by {state} although {column} holds a time; the time was believed.")
        notes.append(remark(text, count=states.contradicted, state=state, column=_cell(layout, "resolved_at")))
    return notes


def _newest(connection: duckdb.DuckDBPyConnection, judged: str, contract: Contract) -> datetime | None:
    """The moment of the export: the newest that a row knows of; a few that lie far ahead of all others do not count."""
    moments = [name for name in contract.moments if name not in ("due_at", "closed_known_at")]
    ahead = far_ahead(connection, judged, moments, "reasons IS NULL")
    before = datetime.combine(ahead.day, datetime.min.time()) if ahead else None
    return sql.newest_moment(connection, judged, moments, before)


def _moments(connection: duckdb.DuckDBPyConnection, judged: str, layout: Layout) -> list[str]:
    notes: list[str] = []
    there = {*layout.mapping.indexes, *layout.mapping.preset.constants}
    for name, count in sql.read_midnights(connection, judged, layout.mapping.contract, there).items():
        notes.append(
            remark(
                N_("{count} times of {column} at midnight sharp were read as the end of that day."), count=count, column=_cell(layout, name)
            )
        )
    for name, count in sql.bare_dates(connection, judged, [name for name in JUDGED_BY_LIMIT if name in there]).items():
        text = N_(
            "{count} times of {column} are dates without a time of day: whether a limit was kept is only told where the whole day keeps or breaks it."
        )
        notes.append(remark(text, count=count, column=_cell(layout, name)))
    for unit, count in sql.reckon_deadlines(connection, judged).items():
        text = N_("{count} deadlines were computed from the limit in {column}, in {unit}.")
        notes.append(remark(text, count=count, column=_cell(layout, "due_at"), unit=Message(UNITS[unit])))
    return notes


def _writings(connection: duckdb.DuckDBPyConnection, judged: str, layout: Layout) -> list[str]:
    notes: list[str] = []
    for name, replaced in settle_writings(connection, judged, layout.mapping.contract, layout.mapping.preset.dataset).items():
        words = [mask(word) for word in dict.fromkeys(replaced.values())]
        named = ", ".join(words[:MOST_WORDS]) + (", …" if len(words) > MOST_WORDS else "")
        text = N_("{column}: {count} other writings were read as {words}.")
        notes.append(remark(text, column=_cell(layout, name), count=len(replaced), words=named))
    return notes


def _cell(layout: Layout, name: str) -> str:
    """What the file calls a column; ours where a constant feeds it."""
    index = layout.mapping.indexes.get(name)
    return layout.mapping.header[index] if index is not None else name
