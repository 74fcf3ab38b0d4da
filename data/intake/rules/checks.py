"""What may be wrong with a row, as SQL: each check says which column breaks it, and whether the row stays without that column or stays outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.contracts.model import Between, Column, Contract, NotBefore, Personal, Plausible, Type
from data.intake.hiding.masks import HIDDEN
from data.intake.reading.header import Layout
from data.intake.rules.lines import TEST_MARK, total
from data.intake.rules.literals import literal, members
from data.intake.rules.parse import NOTHING, SWAPPED, UNDER_WAY

UNREADABLE = {
    Type.TIMESTAMP: "not_a_timestamp",
    Type.DATE: "not_a_date",
    Type.NUMBER: "not_a_number",
    Type.INTEGER: "not_an_integer",
    Type.BOOLEAN: "not_a_boolean",
}
# Systems write the first or the last day of their calendar where there is no moment; neither is one of a case.
NO_MOMENT = "t_{name} < TIMESTAMP '1971-01-02' OR t_{name} >= TIMESTAMP '9990-01-01'"
# The moments that end a case: where the state says that it is closed, a moment that cannot be right may be left out.
ENDS = ("resolved_at",)


@dataclass(frozen=True)
class Check:
    """`condition` is true of a row that breaks it, `reason` the expression of why. Where `stays` holds, the row stays and `column` is left empty."""

    condition: str
    reason: str
    column: str = ""
    stays: str = "FALSE"
    # A cheap condition that holds wherever the other does: outside of CASE the engine evaluates every part for every row.
    first_look: str = ""

    @property
    def odd(self) -> str:
        """The condition under which a row is looked at closely."""
        return self.first_look or self.condition

    @property
    def stops(self) -> str:
        """The condition under which the row stays outside."""
        return {"FALSE": self.condition, "TRUE": "FALSE"}.get(self.stays, f"({self.condition}) AND NOT coalesce({self.stays}, FALSE)")

    @property
    def drops(self) -> str:
        """The condition under which the column is left empty."""
        return {"TRUE": self.condition, "FALSE": "FALSE"}.get(self.stays, f"({self.condition}) AND coalesce({self.stays}, FALSE)")


@dataclass(frozen=True)
class Checks:
    """The checks of one table; `closed` is the SQL of a state that says that the case is closed, or FALSE."""

    layout: Layout
    closed: str = "FALSE"

    def __iter__(self) -> Iterator[Check]:
        for column in self._contract.columns:
            if self._has(column.name):
                yield from self._of_column(column)
        for rule in self._contract.rules:
            yield from self._of_rule(rule)
        if self.layout.mapping.preset.is_ledger:
            yield Check(total(self.layout), "'footer'")
        if self._has("title"):
            yield Check(f"regexp_matches(x_title, {literal(TEST_MARK)}, 'i')", "'test_row'")

    @property
    def _contract(self) -> Contract:
        return self.layout.mapping.contract

    def _has(self, name: str) -> bool:
        return name in self.layout.mapping.indexes or name in self.layout.mapping.preset.constants

    def _stays(self, column: Column) -> str:
        """Whether a row may lose this column and still tell the truth."""
        if column.required or column.name in self._contract.key:
            return "FALSE"
        if column.name in ENDS:
            return f"({self.closed})"
        if column.vital and self._has("stage") and column.type is Type.DATE:
            return "x_stage IS NOT NULL"  # the ledger says itself how far the project is
        return "FALSE" if column.vital else "TRUE"

    def _of_column(self, column: Column) -> Iterator[Check]:
        name, stays = column.name, self._stays(column)
        if column.required:
            yield Check(f"x_{name} IS NULL", f"'missing:{name}'")
        # What quarantine hid in a column that counts is not nothing: the line must not come back without it.
        if column.personal is Personal.NO:
            hidden = f"contains(x_{name}, '{HIDDEN}')" if name in self._contract.key else f"x_{name} = '{HIDDEN}'"
            yield Check(hidden, f"'hidden:{name}'")
        if column.type in UNREADABLE:
            yield from self._unread(column, stays)
        if column.type is Type.TIMESTAMP and not column.required:
            yield Check(NO_MOMENT.format(name=name), f"'no_moment:{name}:' || shown(x_{name})", name, "TRUE")
        if column.allowed:
            yield Check(f"t_{name} NOT IN {members(column.allowed)}", _worded(name, "not_allowed"), name, stays)

    def _unread(self, column: Column, stays: str) -> Iterator[Check]:
        name, code = column.name, UNREADABLE[column.type]
        look = unread = f"t_{name} IS NULL AND x_{name} <> '{HIDDEN}'"
        if name == "due_at":
            unread += f" AND limit_of(x_{name}) IS NULL"
        if column.required or name in self._contract.key:
            yield Check(unread, f"'{code}:{name}:' || shown(x_{name})")
            return
        if stays != "TRUE" and column.type in (Type.TIMESTAMP, Type.DATE):
            # 未办结 and 办理中 say that there is no moment yet, 已办结 that there was one; any other text is a moment that was lost.
            stays = f"{_nothing(name)} OR regexp_full_match(x_{name}, {literal(UNDER_WAY)}) OR {stays}"
        yield Check(unread, _worded(name, code), name, stays, look)

    def _of_rule(self, rule: Between | NotBefore | Plausible) -> Iterator[Check]:
        if isinstance(rule, NotBefore):
            if self._has(rule.later) and self._has(rule.earlier):
                later, earlier = f"t_{rule.later}", f"t_{rule.earlier}"
                # A date without a time stands for its whole day: closed on the opening day is not closed before it.
                condition = f"{later} < {earlier} AND {later} <> date_trunc('day', {earlier}) AND NOT ({NO_MOMENT.format(name=rule.later)})"
                yield Check(condition, f"'before:{rule.later}:{rule.earlier}'", rule.later, self._stays(self._contract[rule.later]))
            return
        if not self._has(rule.column):
            return
        column = self._contract[rule.column]
        value, stays = f"t_{rule.column}", self._stays(column)
        if isinstance(rule, Plausible):
            reason = f"'implausible:{rule.column}:' || shown(x_{rule.column})"
            if stays == "FALSE" and column.required:
                yield Check(f"{value} < TIMESTAMP '{rule.first}' OR {value} > $latest", reason)
                return
            # What lies ahead has not happened yet; what lies before any record has, nobody knows when.
            yield Check(f"{value} > $latest AND NOT ({NO_MOMENT.format(name=rule.column)})", reason, rule.column, "TRUE")
            yield Check(f"{value} < TIMESTAMP '{rule.first}' AND NOT ({NO_MOMENT.format(name=rule.column)})", reason, rule.column, stays)
            return
        ends = [f"{value} < {rule.low}" if rule.low is not None else "", f"{value} > {rule.high}" if rule.high is not None else ""]
        condition = " OR ".join(end for end in ends if end)
        if rule.column in ("longitude", "latitude") and self._has("longitude") and self._has("latitude"):
            condition = f"({condition}) AND NOT coalesce({SWAPPED}, FALSE)"
        yield Check(condition, f"'out_of_range:{rule.column}:' || shown(x_{rule.column})", rule.column, stays)


def _nothing(name: str) -> str:
    return f"regexp_full_match(x_{name}, {literal(NOTHING)})"


def _worded(name: str, code: str) -> str:
    """The reason for a text that cannot be read: whether it says that there is nothing, or something that nobody understands."""
    return f"CASE WHEN {_nothing(name)} THEN 'not_given:{name}:' ELSE '{code}:{name}:' END || left(x_{name}, 60)"
