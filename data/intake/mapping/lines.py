"""What one line of a ledger may hold: the columns of all tables that it fills, as one contract."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from data.contracts import CONTRACTS
from data.contracts.investment import STAGES, WITHDRAWN
from data.contracts.model import Between, Column, Contract, Type
from data.intake.mapping.preset import EXTRA, Preset

# The column of each table that says where a row lies.
AREA_OF = {
    "renovation_projects": "area_code",
    "investment_projects": "area_code",
    "investment_targets": "area_code",
    "service_items": "district",
    "activities": "area_code",
}
# What ties the rows of a table to a record that people call by its name: its number, its table, and where that one lies.
NAMED = {
    "renovation_projects": ("project_id", "renovation_projects"),
    "renovation_progress": ("project_id", "renovation_projects"),
    "investment_projects": ("project_id", "investment_projects"),
    "investment_flows": ("project_id", "investment_projects"),
    "service_items": ("item_code", "service_items"),
    "service_cases": ("item_code", "service_items"),
}
# Found from other cells where a line does not state them, so that a line without them is not yet wrong.
DERIVED = frozenset(("project_id", "item_code", "activity_id", "area_code", "district", "parent_code", "level"))
EXTRA_COLUMNS = {
    "year": Column("year", Type.INTEGER, "", required=True),
    "month": Column("month", Type.DATE, ""),
    "stage": Column("stage", Type.TEXT, "", allowed=(*STAGES, WITHDRAWN)),
}
_MONTHLY = re.compile(r"(.+?)_(?:(\d{4})_)?(\d{2})")


def monthly_name(column: str, year: int | None, month: int) -> str:
    """The name of one of a column's months that stand side by side."""
    return f"{column}_{year}_{month:02}" if year else f"{column}_{month:02}"


def months_of(preset: Preset, names: Collection[str]) -> Iterator[tuple[str, int | None, int]]:
    """(name, year or None, month) of those names that are a month of the preset's monthly column."""
    for name in names:
        found = _MONTHLY.fullmatch(name)
        if found and found[1] == preset.monthly:
            yield name, int(found[2]) if found[2] else None, int(found[3])


def line_contract(preset: Preset, mapped: Collection[str]) -> Contract:
    """The contract of a line; the key tells two lines of one file apart once names have become numbers."""
    first = CONTRACTS[preset.dataset]
    if not preset.is_ledger:
        return first
    months = [name for name, _, _ in months_of(preset, mapped)]
    columns = {
        column.name: _asked(column, first=True, side_by_side=bool(months) and column.name == preset.monthly) for column in first.columns
    }
    for table in preset.also:
        for column in CONTRACTS[table].columns:
            columns.setdefault(column.name, _asked(column, first=False, side_by_side=False))
    for name in (name for table in preset.tables for name in EXTRA[table]):
        columns.setdefault(name, EXTRA_COLUMNS.get(name, Column(name, Type.TEXT, "")))
    rules = [rule for table in preset.tables for rule in CONTRACTS[table].rules]
    if preset.monthly:
        columns |= {name: replace(columns[preset.monthly], name=name, required=False) for name in months}
        rules += [
            replace(rule, column=name) for rule in rules for name in months if isinstance(rule, Between) and rule.column == preset.monthly
        ]
    return Contract(f"{preset.dataset}_line", first.grain, _key(first, mapped, bool(months)), tuple(columns.values()), tuple(rules))


def _asked(column: Column, *, first: bool, side_by_side: bool) -> Column:
    return replace(column, required=column.required and first and not side_by_side and column.name not in DERIVED)


def _key(first: Contract, mapped: Collection[str], side_by_side: bool) -> tuple[str, ...]:
    key = [name for name in first.key if name != "month"]
    if "year" in mapped and "year" not in key:
        key.append("year")
    if not side_by_side and ("month" in first.key or "month" in mapped):
        key.append("month")
    return tuple(key)


def last_day(month: date) -> date:
    """The last day of the month that a date lies in."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
