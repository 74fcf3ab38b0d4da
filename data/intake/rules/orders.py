"""Whether 05/01/2021 is the 5th of January or the 1st of May: said by all cells of a column together, and asked for where nothing says it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from data.contracts.model import Type
from data.intake.reading.decode import Encoding, chunks
from data.intake.reading.header import Layout

SLASHED = re.compile(r"[ \t\"'=　]*([0-9０-９]{1,2})[-/.／－．]([0-9０-９]{1,2})[-/.／－．][0-9０-９]{4}(?![0-9０-９])")
LOOKED_AT = 2_000


@dataclass
class _Seen:
    """What the dates of a column show: a first number above 12, a second one, or neither."""

    day_first: int = 0
    month_first: int = 0
    either: int = 0
    example: str = ""

    def note(self, cell: str) -> None:
        if not (found := SLASHED.match(cell)):
            return
        first, second = int(found[1]), int(found[2])
        if first > 12 >= second:
            self.day_first += 1
        elif second > 12 >= first:
            self.month_first += 1
        elif first != second and first <= 12 >= second:  # 13/14/2021 is no date in any order
            self.either += 1
            self.example = self.example or found[0].strip()


def orders_of(path: Path, encoding: Encoding, layout: Layout) -> tuple[dict[str, str], dict[str, str]]:
    """By column 'month' or 'day', whichever stands first; and the columns where nothing says it, with an example.

    A column without evidence of its own follows the other columns of the file, if these agree. The whole file is only looked
    through where its beginning holds such dates.
    """
    if layout.mapping.preset.formats:
        return {}, {}  # the format says it
    asked = {
        column.name: layout.mapping.indexes[column.name]
        for column in layout.mapping.contract.columns
        if column.type in (Type.TIMESTAMP, Type.DATE)
        and column.name in layout.mapping.indexes
        and column.name not in layout.mapping.preset.column_formats
    }
    if not asked or not _any_slashed(path, encoding, layout, asked):
        return {}, {}
    seen = _look(_rows(path, encoding, layout), asked)
    decided = {name: "day" if one.day_first else "month" for name, one in seen.items() if bool(one.day_first) != bool(one.month_first)}
    common = set(decided.values())
    undecided: dict[str, str] = {}
    for name, one in seen.items():
        if name in decided or not one.either:
            continue
        if len(common) == 1 and not (one.day_first or one.month_first):
            decided[name] = next(iter(common))
        else:
            undecided[name] = one.example
    return decided, undecided


def _any_slashed(path: Path, encoding: Encoding, layout: Layout, asked: dict[str, int]) -> bool:
    rows = (fields for _, fields in zip(range(LOOKED_AT), _rows(path, encoding, layout), strict=False))
    return any(index < len(fields) and SLASHED.match(fields[index]) for fields in rows for index in asked.values())


def _look(rows: Iterable[list[str]], asked: dict[str, int]) -> dict[str, _Seen]:
    seen = {name: _Seen() for name in asked}
    for fields in rows:
        for name, index in asked.items():
            if index < len(fields):
                seen[name].note(fields[index])
    return seen


def _rows(path: Path, encoding: Encoding, layout: Layout) -> Iterator[list[str]]:
    """Lines cut without regard to quotes over several: enough for a look at dates."""
    for chunk in chunks(path, encoding):
        lines = chunk.text.decode("utf-8").split("\n")[max(layout.header_lines - chunk.first_line + 1, 0) : -1]
        for line in lines:
            yield next(csv.reader([line.replace("\r", " ")], delimiter=layout.delimiter), [])
