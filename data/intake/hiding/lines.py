"""Raw lines without what is personal in them: cell by cell, by what its column is, many lines at a time."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from enum import Enum

import duckdb
import pyarrow as pa

from data.contracts.model import Personal, Type
from data.intake.hiding.masks import HAN, HIDDEN
from data.intake.hiding.privacy import looks_like_a_name
from data.intake.reading.header import Layout
from data.intake.reading.records import WINDOW, split
from data.intake.reading.text import unguarded
from data.intake.rules.parse import MISSING

# Of a line that is longer than any record so much is kept as tells what it is.
KEPT = 2_000
_READABLE = re.compile(r"[-0-9０-９:/. 年月日时分秒上下午T+,%]{0,40}")
# More digits than a rating has; those of a date come in groups, or begin with its year.
_LONG = re.compile(r"(?:1[0-8]|2[1-9]|[03-9]\d)\d{5,}")
_HAN = re.compile(f"[{HAN}]")
_PHONE = re.compile(r"(?:\d\D{0,2}){7}")


class Way(Enum):
    """What becomes of a cell."""

    KEEP = "keep"  # a number of a record, an amount
    MASK = "mask"
    READ = "read"  # a date, a number, yes or no is kept, anything else masked
    HIDE = "hide"
    KEY = "key"  # a pseudonym, by which an import knows the same reporter again


class Hider:
    """Hides what is personal in the lines of one table, with the macros that its rules have made."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, layout: Layout, key: bytes) -> None:
        self._connection, self._key, self._delimiter = connection, key, layout.delimiter
        self._ways = _ways(layout)
        self._personal = [index for index, way in enumerate(self._ways) if way in (Way.HIDE, Way.KEY)]
        self._read = [index for index, way in enumerate(self._ways) if way is not Way.MASK]
        self._missing = frozenset((*MISSING, *layout.mapping.preset.missing))

    def hide(self, texts: Sequence[str], reasons: Sequence[list[str]]) -> list[str]:
        """The lines as they may be kept, one for one."""
        rows = [self._cells(text) for text in texts]
        plans = [self._plan(cells, whole, why) for (cells, whole), why in zip(rows, reasons, strict=True)]
        both = [(cells, ways) for (cells, _), ways in zip(rows, plans, strict=True)]
        masked = self._all(both, Way.MASK, "masked(read)")
        keyed = self._all(both, Way.KEY, "pseudonym(read, CAST($key AS BLOB))", unguarded)
        kept: dict[str, str] = {}
        instead = {Way.KEEP: kept, Way.MASK: masked, Way.HIDE: kept, Way.KEY: keyed}
        return [
            self._line([HIDDEN if way is Way.HIDE else instead[way].get(cell, cell) for cell, way in zip(cells, ways, strict=True)])
            for cells, ways in both
        ]

    def _cells(self, text: str) -> tuple[list[str], bool]:
        """The cells of a line, and whether they could be told apart."""
        if len(text) > WINDOW:
            return [f"{text[:KEPT]}…"], False
        fields = split(text, self._delimiter) if '"' in text else text.split(self._delimiter)
        return (fields, True) if isinstance(fields, list) else (text.split(self._delimiter), False)

    def _plan(self, cells: list[str], whole: bool, reasons: list[str]) -> list[Way]:
        drift = abs(len(cells) - len(self._ways)) if whole else max(1, abs(len(cells) - len(self._ways)))
        if reasons[0].startswith("continues"):
            drift = len(cells)
        if drift:
            return [self._adrift(index, cell, drift) for index, cell in enumerate(cells)]
        plan = self._ways.copy()
        for index in self._read:
            plan[index] = self._settled(cells[index], plan[index])
        if any(reason.startswith("not_a") for reason in reasons):
            for index in self._displaced(cells):
                plan[index] = Way.HIDE
        return plan

    def _settled(self, cell: str, way: Way) -> Way:
        """What becomes of a cell that stands in its column."""
        if way is Way.KEEP:
            return Way.MASK if _HAN.search(cell) else Way.KEEP  # a signature stands where a number would
        if way is Way.READ:
            if _READABLE.fullmatch(cell):
                return Way.HIDE if _LONG.search(cell) else Way.KEEP
            return Way.HIDE if looks_like_a_name(cell) else Way.MASK
        if way in (Way.HIDE, Way.KEY) and cell.strip() in self._missing:
            return Way.KEEP
        return Way.HIDE if way is Way.KEY and HIDDEN in cell else way

    def _displaced(self, cells: list[str]) -> list[int]:
        """Names beside a personal column that holds nobody: the line has its length, and yet its cells have moved."""
        empty = [index for index in self._personal if not (looks_like_a_name(cells[index]) or _PHONE.search(cells[index]))]
        beside = {index + step for index in empty for step in (-1, 1)}
        return [index for index in beside if 0 <= index < len(cells) and looks_like_a_name(cells[index])]

    def _adrift(self, index: int, cell: str, drift: int) -> Way:
        """What becomes of a cell of which nobody knows the column: near a personal one all that could be personal is hidden."""
        if not cell.strip():
            return Way.KEEP
        away = min((abs(index - one) for one in self._personal), default=len(self._ways))
        if away <= drift:
            if Way.KEY in self._ways and _PHONE.search(cell) and HIDDEN not in cell:
                return Way.KEY
            if away == 0 or any(letter.isdigit() for letter in cell):
                return Way.HIDE
        # How far the cells have moved is a guess: a name is hidden one cell further.
        return Way.HIDE if away <= drift + 1 and looks_like_a_name(cell) else Way.MASK

    def _all(
        self, rows: Sequence[tuple[list[str], list[Way]]], wanted: Way, expression: str, read: Callable[[str], str] = str
    ) -> dict[str, str]:
        """What the expression makes of every cell that goes this way, read as an import does; each is asked for once."""
        cells = list({cell for cells, ways in rows for cell, way in zip(cells, ways, strict=True) if way is wanted})
        if not cells:
            return {}
        self._connection.register("cells", pa.table({"text": cells, "read": [read(cell) for cell in cells]}))
        given = {"key": self._key} if "$key" in expression else {}
        found = self._connection.execute(f"SELECT text, {expression} FROM cells", given).fetchall()
        self._connection.unregister("cells")
        return dict(found)

    def _line(self, cells: list[str]) -> str:
        line = self._delimiter.join(cells)
        if '"' not in line and "\n" not in line and line.count(self._delimiter) == len(cells) - 1:
            return line
        target = io.StringIO()
        csv.writer(target, delimiter=self._delimiter, lineterminator="").writerow(cells)
        return target.getvalue()


def _ways(layout: Layout) -> list[Way]:
    """By the column of each cell: what is needed to mend the line is kept, what names somebody is not."""
    mapping = layout.mapping
    ways = [Way.HIDE if index in mapping.personal else Way.MASK for index in range(layout.width)]
    for column in mapping.contract.columns:
        if column.name not in mapping.indexes:
            continue
        index = mapping.indexes[column.name]
        if column.personal is Personal.FREE_TEXT:
            ways[index] = Way.MASK
        elif column.personal is Personal.NO:
            exact = column.type is Type.NUMBER or column.name in mapping.contract.key
            ways[index] = Way.KEEP if exact else Way.MASK if column.type is Type.TEXT else Way.READ
    for name in ("reporter_key", "reporter"):
        if name in mapping.indexes:
            ways[mapping.indexes[name]] = Way.KEY
    return ways
