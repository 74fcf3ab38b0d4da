"""The values of a file's channels and categories beside ours: how often each occurs and what it is read as."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from data.contracts.tickets import CHANNELS
from data.intake.mapping.preset import Preset
from data.intake.reading.decode import chunks
from data.intake.reading.header import Layout
from data.intake.reading.tables import Table
from data.intake.rules.parse import MISSING
from data.intake.rules.preview import known_values
from data.store import Warehouse

MOST_LINES = 200_000
MOST_VALUES = 300


@dataclass(frozen=True)
class Value:
    """A value as it stands in the file; `meant` is what it is read as, `known` whether that is a value of ours."""

    text: str
    count: int
    meant: str
    known: bool


def mapped_columns(layout: Layout) -> tuple[str, ...]:
    """The columns of closed or open lists that the file feeds: channel, category and those with allowed values."""
    contract = layout.mapping.contract
    listed = [column.name for column in contract.columns if column.allowed or column.name in ("channel", "category", "subcategory", "kind")]
    return tuple(name for name in listed if name in layout.mapping.indexes)


def ours(warehouse: Warehouse, preset: Preset, layout: Layout, column: str) -> list[str]:
    """The values that a column may take: those of the contract, or else those that the deployment holds."""
    allowed = layout.mapping.contract[column].allowed
    if allowed:
        return list(allowed)
    known = known_values(warehouse, preset.dataset, column)
    return list(dict.fromkeys([*CHANNELS, *known])) if column == "channel" and preset.dataset == "tickets" else known


def found_values(table: Table, layout: Layout, column: str, known: Collection[str], preset: Preset | None = None) -> list[Value]:
    """The values of a column among the first MOST_LINES lines, read by `preset` (that of the layout); unknown ones first, then by frequency."""
    index = layout.mapping.indexes[column]
    words = (preset or layout.mapping.preset).values.get(column, {})
    counted: Counter[str] = Counter()
    for fields in _rows(table, layout):
        if index < len(fields) and (text := fields[index].strip()) not in MISSING:
            counted[text] += 1
    values = [Value(text, count, words.get(text, text), words.get(text, text) in known) for text, count in counted.items()]
    return sorted(values, key=lambda value: (value.known, -value.count, value.text))[:MOST_VALUES]


def _rows(table: Table, layout: Layout) -> Iterator[list[str]]:
    for chunk in chunks(table.path, table.encoding):
        lines = chunk.text.decode("utf-8").replace("\x00", "").split("\n")[:-1]
        skip = max(layout.header_lines - chunk.first_line + 1, 0)
        # A record over several lines is cut here: this look is for lists of short words, not for whole records.
        yield from csv.reader((line.replace("\r", " ") for line in lines[skip:]), delimiter=layout.delimiter)
        if chunk.first_line + chunk.lines > MOST_LINES:
            return
