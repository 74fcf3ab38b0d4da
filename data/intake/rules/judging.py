"""The contract's rules as SQL over an all-VARCHAR staging scan: every row comes out typed, with all reasons against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import duckdb

from data.contracts.model import DUCKDB_TYPES, Column, Contract, Personal, Type
from data.intake.reading.header import Layout
from data.intake.rules.checks import Check, Checks
from data.intake.rules.lines import VOID_MARK, VOID_WORDS, instead
from data.intake.rules.literals import listed, literal, members
from data.intake.rules.parse import DONE, MISSING, SWAPPED, ZERO, macros, reading, recoded, stated

MOST_LINE = 4 << 20


# Beside the contract's columns: why a row stays outside (NULL when it is accepted), which columns were left empty and why, what was put right,
# what its state says ('closed', 'open', else NULL), and a time limit that stands in the place of a deadline.
ASIDES = {"reasons": "VARCHAR[]", "dropped": "VARCHAR[]", "repaired": "VARCHAR", "stated": "VARCHAR", "due_limit": "VARCHAR"}


@dataclass(frozen=True)
class Rules:
    """Judges the rows of one table into `judged`: the contract's columns and the asides."""

    layout: Layout
    source: str
    key: bytes
    now: datetime
    judged: str
    # Of columns whose dates are written as 05/01/2021: whether 'month' or 'day' stands first.
    orders: Mapping[str, str] = field(default_factory=dict)

    def prepare(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Create the macros and the empty table that takes the judged rows."""
        for statement in macros(self.layout.mapping.preset.formats):
            connection.execute(statement)
        columns = ", ".join(f'"{column.name}" {DUCKDB_TYPES[column.type]}' for column in self._contract.columns)
        asides = ", ".join(f"{name} {kind}" for name, kind in ASIDES.items())
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {self.judged} ({columns}, {asides})")

    def judge(self, connection: duckdb.DuckDBPyConnection, path: str, *, tidy: bool) -> None:
        """Append the rows of a clean CSV part, in its order; with `tidy` no cell has blanks around it."""
        connection.execute(self.statement(path, tidy=tidy), self._parameters())

    def statement(self, path: str, *, tidy: bool) -> str:
        """The INSERT that reads a part, types it and collects the reasons."""
        checks = list(Checks(self.layout, self._closed()))
        # A preview may hold a table of which nothing is mapped yet that could break a rule.
        odd = " OR ".join(f"({check.odd})" for check in checks) or "FALSE"
        bad = " OR ".join(f"({check.stops})" for check in checks if check.stays != "TRUE") or "FALSE"
        lost = " OR ".join(f"({check.drops})" for check in checks if check.stays != "FALSE") or "FALSE"
        stopped = [f"CASE WHEN {check.stops} THEN {check.reason} END" for check in checks if check.stays != "TRUE"]
        dropped = [f"CASE WHEN {check.drops} THEN {check.reason} END" for check in checks if check.stays != "FALSE"]
        kept = ", ".join(self._kept(column, checks) for column in self._contract.columns)
        # Most rows break nothing: what is wrong with a row, and what it costs, is asked only of the odd ones.
        return f"""INSERT INTO {self.judged}
            WITH staging AS MATERIALIZED (SELECT {self._staged(tidy)} FROM {self._scan(path)}),
            typed AS (SELECT *, {self._typed()} FROM staging),
            looked_at AS (SELECT *, coalesce({odd}, FALSE) AS odd FROM typed)
            SELECT {kept},
                CASE WHEN odd THEN CASE WHEN {bad} THEN {instead(self.layout)} {_present([*stopped, *dropped])} END END END,
                CASE WHEN odd THEN CASE WHEN {lost} THEN {_present(dropped)} END END,
                {self._repaired()}, {self._stated()}, {self._limit()}
            FROM looked_at"""

    @property
    def _contract(self) -> Contract:
        return self.layout.mapping.contract

    def _parameters(self) -> dict[str, object]:
        statement = self.statement("", tidy=True)
        given = {"key": self.key, "latest": self.now + timedelta(days=1), "source": self.source}
        return {name: value for name, value in given.items() if f"${name}" in statement}

    def _scan(self, path: str) -> str:
        cells = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(self.layout.width))
        delimiter = "\\t" if self.layout.delimiter == "\t" else self.layout.delimiter
        missing = listed((*MISSING, *self.layout.mapping.preset.missing))
        return (
            f"read_csv({literal(path)}, columns = {{{cells}}}, auto_detect = false, header = false, delim = {literal(delimiter)}, "
            f"quote = '\"', escape = '\"', new_line = '\\n', nullstr = {missing}, max_line_size = {MOST_LINE}, encoding = 'utf-8')"
        )

    def _staged(self, tidy: bool) -> str:
        preset = self.layout.mapping.preset
        missing = (*MISSING, *preset.missing)
        cells = [f"c{index}" for index in range(self.layout.width)]
        for target, index in self.layout.mapping.indexes.items():
            same = [f"c{at}" for at in (index, *self.layout.mapping.twins.get(target, ()))]
            if not tidy:
                # Only a short text can be a word for missing; long ones need not be compared with each.
                longest = max(len(word.encode()) for word in missing)
                same = [
                    f"CASE WHEN strlen(trim({one})) > {longest} OR trim({one}) NOT IN {members(missing)} THEN trim({one}) END"
                    for one in same
                ]
            cell = f"coalesce({', '.join(same)})" if len(same) > 1 else same[0]
            if target == "resolved_at" and preset.closed_states and "state" in self.layout.mapping.indexes:
                cell = f"CASE WHEN lower(trim(c{self.layout.mapping.indexes['state']})) IN {members(preset.closed_states)} THEN {cell} END"
            cells.append(f"{recoded(cell, preset.values.get(target, {}), several=target in preset.joined)} AS x_{target}")
        for target, value in preset.constants.items():
            if target not in self.layout.mapping.indexes:
                cells.append(f"{literal(value)} AS x_{target}")
        return ", ".join(cells)

    def _has(self, name: str) -> bool:
        return name in self.layout.mapping.indexes or name in self.layout.mapping.preset.constants

    def _typed(self) -> str:
        mapping = self.layout.mapping
        found = []
        for column in self._contract.columns:
            if self._has(column.name):
                month_end, unit = column.name in mapping.preset.month_ends, mapping.units.get(column.name)
                read = reading(
                    column.type,
                    f"x_{column.name}",
                    end_of_day=column.end_of_day,
                    month_end=month_end,
                    unit=unit,
                    first=self.orders.get(column.name, ""),
                )
                if formats := mapping.preset.column_formats.get(column.name):
                    read = f"coalesce({stated(f'x_{column.name}', formats, end_of_day=column.end_of_day)}, {read})"
                found.append(f"{read} AS t_{column.name}")
        return ", ".join(found)

    def _kept(self, column: Column, checks: Sequence[Check]) -> str:
        lost = " OR ".join(f"({check.drops})" for check in checks if check.column == column.name and check.drops != "FALSE")
        value = self._value(column)
        return f"CASE WHEN odd THEN CASE WHEN {lost} THEN NULL ELSE {value} END ELSE {value} END" if lost else value

    def _value(self, column: Column) -> str:
        name, kind = column.name, DUCKDB_TYPES[column.type]
        if name == "source" and not self._has("source"):
            return "$source"
        if name == "reporter_key" and (self._has("reporter") or self._has("reporter_key")):
            text = "x_reporter" if self._has("reporter") else "x_reporter_key"
            return f"reporter({text}, CAST($key AS BLOB))"
        if name == "void_at" and (void := self._void()):
            known = f"t_{name}" if self._has(name) else "NULL"
            return f"coalesce({known}, CASE WHEN {void} THEN {self._latest()} END)"
        if name == "stated_on_time" and self._has("late"):
            known = f"t_{name}" if self._has(name) else "NULL"
            said = "CASE WHEN regexp_matches(x_late, '^已?(超期|逾期|超时)') THEN TRUE WHEN regexp_matches(x_late, '^(未|没有?|不)(超|逾)|按[期时]|正常') THEN FALSE END"
            return f"coalesce({known}, NOT coalesce(answer(x_late), {said}))"
        if not self._has(name):
            return f"CAST(NULL AS {kind})"
        if name in ("longitude", "latitude") and self._positioned():
            other = "t_latitude" if name == "longitude" else "t_longitude"
            return f"CASE WHEN {ZERO} THEN NULL WHEN {SWAPPED} THEN {other} ELSE t_{name} END"
        if column.personal is Personal.FREE_TEXT:
            return f"masked(t_{name})"
        if name in self._contract.key and column.type is Type.TEXT:
            return f"identity(t_{name})"
        return f"t_{name}"

    def _positioned(self) -> bool:
        return self._has("longitude") and self._has("latitude")

    def _void(self) -> str:
        marks = []
        if self._has("title"):
            marks.append(f"regexp_matches(x_title, {literal(VOID_MARK)}, 'i')")
        if self._has("state"):
            marks.append(f"lower(x_state) IN {members(VOID_WORDS)}")
        return " OR ".join(f"({mark})" for mark in marks)

    def _latest(self) -> str:
        moments = [
            f"t_{column.name}"
            for column in self._contract.columns
            if column.type is Type.TIMESTAMP and column.name != "due_at" and self._has(column.name)
        ]
        return f"greatest({', '.join(moments)})" if moments else "NULL"

    def _repaired(self) -> str:
        if not self._positioned():
            return "NULL"
        return f"CASE WHEN {ZERO} THEN 'zero_position' WHEN {SWAPPED} THEN 'swapped_position' END"

    def _closed(self) -> str:
        """Whether a row says that its case is closed: by its state, or by a word in the place of the closing time."""
        said = ["x_state = 'closed'"] if self._has("state") else []
        if "resolved_at" in self._contract.names and self._has("resolved_at"):
            word = f"regexp_full_match(x_resolved_at, {literal(DONE)})"
            said.append(f"CASE WHEN t_resolved_at IS NULL AND x_resolved_at IS NOT NULL THEN {word} ELSE FALSE END")
        return " OR ".join(said) or "FALSE"

    def _limit(self) -> str:
        # Most deadlines are dates; only what is none may be a limit.
        return "CASE WHEN t_due_at IS NULL AND x_due_at IS NOT NULL THEN limit_of(x_due_at) END" if self._has("due_at") else "NULL"

    def _stated(self) -> str:
        opened = " WHEN x_state = 'open' THEN 'open'" if self._has("state") else ""
        # A word that says neither is kept behind a question mark, to be told.
        other = (
            f" WHEN x_state <> 'void' AND lower(x_state) NOT IN {members(VOID_WORDS)} THEN '?' || left(x_state, 20)"
            if self._has("state")
            else ""
        )
        return f"CASE WHEN {self._closed()} THEN 'closed'{opened}{other} END"


def _present(reasons: Sequence[str]) -> str:
    """The list of those reasons that are there, as they may be kept."""
    return f"list_transform(list_filter([{', '.join(reasons)}], lambda reason: reason IS NOT NULL), lambda reason: kept_reason(reason))"
