"""The contract's rules as SQL over an all-VARCHAR staging scan: every row comes out typed, with all reasons against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import duckdb

from data.contracts.model import DUCKDB_TYPES, Between, Column, Contract, NotBefore, Personal, Plausible, Type
from data.intake.header import Layout
from data.intake.rules_lines import TEST_MARK, VOID_MARK, VOID_WORDS, instead, total
from data.intake.rules_parse import MISSING, SWAPPED, ZERO, listed, literal, macros, members, reading, recoded, stated

UNREADABLE = {
    Type.TIMESTAMP: "not_a_timestamp",
    Type.DATE: "not_a_date",
    Type.NUMBER: "not_a_number",
    Type.INTEGER: "not_an_integer",
    Type.BOOLEAN: "not_a_boolean",
}
MOST_LINE = 4 << 20


@dataclass(frozen=True)
class Rules:
    """Judges the rows of one table into `judged`: the contract's columns, `reasons` (NULL when accepted) and `repaired`."""

    layout: Layout
    source: str
    key: bytes
    now: datetime
    judged: str

    def prepare(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Create the macros and the empty table that takes the judged rows."""
        for statement in macros(self.layout.mapping.preset.formats):
            connection.execute(statement)
        columns = ", ".join(f'"{column.name}" {DUCKDB_TYPES[column.type]}' for column in self._contract.columns)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {self.judged} ({columns}, reasons VARCHAR[], repaired VARCHAR)")

    def judge(self, connection: duckdb.DuckDBPyConnection, path: str, *, tidy: bool) -> None:
        """Append the rows of a clean CSV part, in its order; with `tidy` no cell has blanks around it."""
        connection.execute(self.statement(path, tidy=tidy), self._parameters())

    def statement(self, path: str, *, tidy: bool) -> str:
        """The INSERT that reads a part, types it and collects the reasons."""
        columns = self._contract.columns
        # A preview may hold a table of which nothing is mapped yet that could break a rule.
        bad = " OR ".join(f"({condition})" for condition, _ in self._conditions()) or "FALSE"
        reasons = ", ".join(f"CASE WHEN {condition} THEN {reason} END" for condition, reason in self._conditions())
        kept = ", ".join(self._kept(column) for column in columns)
        return f"""INSERT INTO {self.judged}
            WITH staging AS (SELECT {self._staged(tidy)} FROM {self._scan(path)}),
            typed AS (SELECT *, {self._typed()} FROM staging)
            SELECT {kept},
                CASE WHEN {bad} THEN {instead(self.layout)} list_filter([{reasons}], lambda reason: reason IS NOT NULL) END END,
                {self._repaired()}
            FROM typed"""

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
                read = reading(column.type, f"x_{column.name}", end_of_day=column.end_of_day, month_end=month_end, unit=unit)
                if formats := mapping.preset.column_formats.get(column.name):
                    read = f"coalesce({stated(f'x_{column.name}', formats, end_of_day=column.end_of_day)}, {read})"
                found.append(f"{read} AS t_{column.name}")
        return ", ".join(found)

    def _kept(self, column: Column) -> str:
        name, kind = column.name, DUCKDB_TYPES[column.type]
        if name == "source" and not self._has("source"):
            return "$source"
        if name == "reporter_key" and (self._has("reporter") or self._has("reporter_key")):
            text = "x_reporter" if self._has("reporter") else "x_reporter_key"
            # A masked number, as in lines downloaded from quarantine, names nobody.
            return f"CASE WHEN NOT contains({text}, '***') THEN keyed(joined(ascii_digits({text})), CAST($key AS BLOB)) END"
        if name == "void_at" and (void := self._void()):
            known = f"t_{name}" if self._has(name) else "NULL"
            return f"coalesce({known}, CASE WHEN {void} THEN {self._latest()} END)"
        if not self._has(name):
            return f"CAST(NULL AS {kind})"
        if name in ("longitude", "latitude") and self._positioned():
            other = "t_latitude" if name == "longitude" else "t_longitude"
            return f"CASE WHEN {ZERO} THEN NULL WHEN {SWAPPED} THEN {other} ELSE t_{name} END"
        if column.personal is Personal.FREE_TEXT:
            return f"masked(t_{name})"
        if name in self._contract.key and column.type is Type.TEXT:
            return f"ascii_digits(t_{name})"
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

    def _conditions(self) -> list[tuple[str, str]]:
        """Each rule as (condition that breaks it, expression of its reason)."""
        found: list[tuple[str, str]] = []
        for column in self._contract.columns:
            found += self._column_conditions(column)
        for rule in self._contract.rules:
            found += self._rule_conditions(rule)
        if self.layout.mapping.preset.is_ledger:
            found.append((total(self.layout), "'footer'"))
        if self._has("title"):
            found.append((f"regexp_matches(x_title, {literal(TEST_MARK)}, 'i')", "'test_row'"))
        return found

    def _column_conditions(self, column: Column) -> list[tuple[str, str]]:
        name = column.name
        if not self._has(name):
            return []
        found = []
        if column.required:
            found.append((f"x_{name} IS NULL", f"'missing:{name}'"))
        if column.type in UNREADABLE:
            found.append((f"t_{name} IS NULL AND x_{name} IS NOT NULL", f"'{UNREADABLE[column.type]}:{name}:' || shown(x_{name})"))
        if column.allowed:
            found.append((f"t_{name} NOT IN {members(column.allowed)}", f"'not_allowed:{name}:' || left(masked(t_{name}), 30)"))
        return found

    def _rule_conditions(self, rule: Between | NotBefore | Plausible) -> list[tuple[str, str]]:
        if isinstance(rule, NotBefore):
            if not (self._has(rule.later) and self._has(rule.earlier)):
                return []
            later, earlier = f"t_{rule.later}", f"t_{rule.earlier}"
            # A date without a time stands for its whole day: closed on the opening day is not closed before it.
            condition = f"{later} < {earlier} AND {later} <> date_trunc('day', {earlier})"
            return [(condition, f"'before:{rule.later}:{rule.earlier}'")]
        if not self._has(rule.column):
            return []
        value, reason = f"t_{rule.column}", "out_of_range"
        if isinstance(rule, Plausible):
            condition, reason = f"{value} < TIMESTAMP '{rule.first}' OR {value} > $latest", "implausible"
        else:
            ends = [f"{value} < {rule.low}" if rule.low is not None else "", f"{value} > {rule.high}" if rule.high is not None else ""]
            condition = " OR ".join(end for end in ends if end)
            if rule.column in ("longitude", "latitude") and self._positioned():
                condition = f"({condition}) AND NOT coalesce({SWAPPED}, FALSE)"
        return [(condition, f"'{reason}:{rule.column}:' || shown(x_{rule.column})")]
