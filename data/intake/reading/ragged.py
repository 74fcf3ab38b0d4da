"""Lines without their empty last cells: which of them are whole all the same, and which have lost a column in their middle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from data.contracts.model import Type
from data.intake.mapping.mapping import Mapping
from data.intake.reading.records import FOOTERS
from data.intake.rules.parse import MISSING

MOMENT = (
    r"(?:(?:19|20)\d\d\s?(?:[-/.]|年)\s?\d{1,2}\s?(?:[-/.]|月)|\d{1,2}[-/.]\d{1,2}[-/.](?:(?:19|20)\d\d|\d\d)(?!\d)"
    r"|\d{1,2}[- ]?[A-Za-z]{3,9}[- ,]+(?:19|20)?\d\d|(?:19|20)\d{6}(?:\d{6})?(?![\d.])|[2-7]\d{4}(?:\.\d+)?(?![\d.]))"
)
NUMBER = r"[-+]?[\d.,]*\d%?"
IS_MOMENT, IS_NUMBER = re.compile(rf"\s*{MOMENT}"), re.compile(rf"\s*{NUMBER}\s*$")
LEAST_VALUES, MOSTLY, SOME = 3, 0.95, 0.05


class Holds(StrEnum):
    """What the cells of a column look like."""

    MOMENT = "moment"
    NUMBER = "number"
    TEXT = "text"
    ANY = "any"


@dataclass(frozen=True)
class Shape:
    """What the columns of a table hold; `trims` says that whoever wrote it leaves empty last cells away."""

    holds: tuple[Holds, ...]
    trims: bool = False

    @cached_property
    def known(self) -> bool:
        return any(kind is not Holds.ANY for kind in self.holds)


def shape_of(mapping: Mapping, rows: Sequence[Sequence[str]]) -> Shape:
    """By the first rows of the table; where they say nothing, by what the contract asks of a column."""
    width = len(mapping.header)
    whole = [row for row in rows if len(row) == width]
    short = [row for row in rows if 1 < len(row) < width]
    asked = {index: mapping.contract[target].type for target, index in mapping.indexes.items() if target in mapping.contract.names}
    holds = tuple(_holds([row[index] for row in whole], asked.get(index)) for index in range(width))
    trims = len(short) >= SOME * max(len(rows), 1) and all(row[-1].strip() for row in (*whole, *short))
    return Shape(holds, trims)


def _holds(cells: Sequence[str], asked: Type | None) -> Holds:
    values = [cell.strip() for cell in cells if cell.strip() not in MISSING]
    if asked in (Type.TIMESTAMP, Type.DATE):
        fits = len(values) < LEAST_VALUES or sum(bool(IS_MOMENT.match(value)) for value in values) >= MOSTLY * len(values)
        return Holds.MOMENT if fits else Holds.ANY
    if len(values) < LEAST_VALUES:
        return Holds.NUMBER if asked in (Type.INTEGER, Type.NUMBER) else Holds.ANY
    moments, numbers = (sum(bool(kind.match(value)) for value in values) for kind in (IS_MOMENT, IS_NUMBER))
    if numbers >= MOSTLY * len(values):
        return Holds.NUMBER
    if moments >= MOSTLY * len(values):
        return Holds.MOMENT
    return Holds.ANY if moments or numbers else Holds.TEXT


class Tails:
    """Finds the lines of a table that only lack empty cells at their end."""

    def __init__(self, mapping: Mapping, shape: Shape, delimiter: str) -> None:
        self._mapping, self._shape, self._delimiter = mapping, shape, re.escape(delimiter)
        self._patterns: dict[int, re.Pattern[bytes] | None] = {}

    def of(self, cells: int) -> re.Pattern[bytes] | None:
        """What a line of so few cells has to look like, its line feed included; None where no such line is certain."""
        if cells not in self._patterns:
            pattern = self._pattern(cells) if cells < len(self._shape.holds) else None
            self._patterns[cells] = re.compile(pattern.encode(), re.MULTILINE) if pattern else None
        return self._patterns[cells]

    def _pattern(self, cells: int) -> str | None:
        needed = {self._mapping.indexes[name] for name in self._mapping.needed if name in self._mapping.indexes}
        holds = self._shape.holds
        # Without a moment or a number that is found in its place nothing says that the cells stand where they should.
        typed = any(kind in (Holds.MOMENT, Holds.NUMBER) for kind in holds[:cells])
        if not needed or not typed or max(needed) >= cells or any(self._asks_moment(at) and holds[at] is not Holds.MOMENT for at in needed):
            return None
        lasts = [at for at in range(max(needed), cells) if self._is_certain(at) or (self._shape.trims and at == cells - 1)]
        if not lasts:
            return None
        ways = []
        for last in lasts:
            parts = [self._cell(at, filled=at in needed or at == last) for at in range(last + 1)]
            ways.append(self._delimiter.join([*parts, *[self._empty()] * (cells - last - 1)]))
        footers = "|".join(map(re.escape, FOOTERS))
        return rf'^(?!"?\s*(?i:{footers}))(?:{"|".join(ways)})\n'

    def _is_certain(self, last: int) -> bool:
        """If a column were lost in the middle, the last cell would stand for the next column: it must not look like that."""
        this, following = self._shape.holds[last : last + 2]
        return Holds.ANY not in (this, following) and this is not following

    def _asks_moment(self, index: int) -> bool:
        contract = self._mapping.contract
        targets = [target for target, at in self._mapping.indexes.items() if at == index and target in contract.names]
        return any(contract[target].type is Type.TIMESTAMP for target in targets)

    def _empty(self) -> str:
        missing = "|".join(re.escape(word) for word in MISSING if word)
        return rf'"?[ \t]*(?:{missing})?[ \t]*"?(?=[{self._delimiter}\n])'

    def _cell(self, index: int, *, filled: bool) -> str:
        ends = rf"(?=[{self._delimiter}\n])"
        rest = rf'[^"{self._delimiter}\n]*"?{ends}'
        some = rf"(?!{self._empty()})" if filled else ""
        kind = {Holds.MOMENT: MOMENT, Holds.NUMBER: rf'{NUMBER}[ \t]*(?="|{ends})'}.get(self._shape.holds[index])
        if kind:
            return rf'"?[ \t]*{kind}{rest}' if filled else rf'(?:"?[ \t]*{kind}{rest}|{self._empty()})'
        other = rf'(?!"?[ \t]*(?:{MOMENT}|{NUMBER}[ \t]*"?{ends}))' if self._shape.holds[index] is Holds.TEXT else ""
        return rf'{some}{other}(?:"[^"\n]*"|[^"{self._delimiter}\n]*)'
