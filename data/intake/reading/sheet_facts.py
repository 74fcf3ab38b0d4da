"""What the text of a sheet does not show: merged regions, formulas without a value, errors, what is hidden, numbers too long for a spreadsheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

MERGED = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
FORMULA = re.compile(rb'<c r="([A-Z]+)\d+"([^>]*)>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>')
ERROR = re.compile(rb'<c r="([A-Z]+)\d+"[^>]*\bt="e"')
HIDDEN_ROW = re.compile(rb'<row\s[^>]*\bhidden="(?:1|true)"')
HIDDEN_COLUMN = re.compile(rb'<col\s[^>]*\bhidden="(?:1|true)"[^>]*>')
ENDS = re.compile(rb'\b(min|max)="(\d+)"')
LONG = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*)><v>(\d{16,}|\d[\d.]*[eE]\+?\d\d)</v>')
IN_FIRST_COLUMN = re.compile(rb'<c r="A\d+"[^>]*[^/]>')
FILLED = re.compile(rb'<c r="([A-Z]+)\d+"[^>]*[^/]>')
PREFIX = re.compile(rb"<(/?)\w+:(?=(?:c|f|v|row|col|mergeCell)\b)")
MOST_HIDDEN = 1 << 14
TEXT_TYPES = (b't="s"', b't="str"', b't="inlineStr"')


@dataclass
class Facts:
    """Columns and rows are counted from 0, of the whole sheet; `first` is the first column that holds anything."""

    first: int = 0
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    formulas: Counter[int] = field(default_factory=Counter)
    errors: Counter[int] = field(default_factory=Counter)
    hidden_rows: int = 0
    hidden_columns: set[int] = field(default_factory=set)
    # Numbers of more digits than a spreadsheet keeps: by (row, column), as the file writes them.
    long: dict[tuple[int, int], str] = field(default_factory=dict)


def facts_of(pieces: Iterable[bytes]) -> Facts:
    """Read the part of one sheet piece by piece; most looks are skipped where a plain search finds no sign of what they seek."""
    found = Facts()
    columns: set[int] = set()
    rest = b""
    for piece in pieces:
        block = rest + piece
        if b":c " in block:
            block = PREFIX.sub(rb"<\1", block)
        cut = block.rfind(b"<c ")
        cut = cut if cut > 0 else block.rfind(b"<")
        _look(block[:cut], found, columns)
        rest = block[cut:]
    _look(rest, found, columns)
    found.first = 0 if 0 in columns else min(columns, default=0)
    return found


def _look(block: bytes, found: Facts, columns: set[int]) -> None:
    if 0 not in columns:
        columns |= {0} if IN_FIRST_COLUMN.search(block) else {column(letters) for letters in set(FILLED.findall(block))}
    if b"<mergeCell " in block:
        found.merged += [
            (column(left), int(top) - 1, int(bottom) - 1) for left, top, _, bottom in MERGED.findall(block) if int(bottom) > int(top)
        ]
    if b"<f" in block:
        # A formula whose value is an empty text says so by its type.
        found.formulas.update(column(letters) for letters, kind in FORMULA.findall(block) if not any(text in kind for text in TEXT_TYPES))
    if b't="e"' in block:
        found.errors.update(map(column, ERROR.findall(block)))
    if b"hidden=" in block:
        found.hidden_rows += len(HIDDEN_ROW.findall(block))
        for entry in HIDDEN_COLUMN.findall(block):
            ends = {name: int(number) for name, number in ENDS.findall(entry)}
            if b"min" in ends and b"max" in ends:
                found.hidden_columns |= set(range(ends[b"min"] - 1, min(ends[b"max"], MOST_HIDDEN)))
    for letters, row, kind, number in LONG.findall(block):
        if not any(text in kind for text in TEXT_TYPES):
            found.long[int(row) - 1, column(letters)] = _cut(number.decode())


def _cut(number: str) -> str:
    """A number as the file writes it, or with its power of ten as people see it where digits were lost."""
    if number.isdigit():
        return number
    mantissa, _, power = number.lower().partition("e")
    return f"{mantissa}E+{int(power)}"


def column(letters: bytes) -> int:
    """The number of a column, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def letters(index: int) -> str:
    """The name of a column, as a spreadsheet shows it."""
    name = ""
    index += 1
    while index:
        index, last = divmod(index - 1, 26)
        name = chr(65 + last) + name
    return name
