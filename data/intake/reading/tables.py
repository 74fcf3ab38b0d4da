"""The tables of one file: a text file is one, a workbook has one on each sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.intake.hiding.privacy import file_name
from data.intake.reading import decode
from data.intake.reading.detect import detect
from data.intake.reading.header import MOST_HEADER_LINES, MOST_TITLE_LINES
from data.intake.reading.kinds import Kind, kind_of
from data.intake.reading.sheet_facts import Facts
from data.intake.reading.sheets import unfold

HEAD = 256 << 10
HEADER_LINES = MOST_TITLE_LINES + MOST_HEADER_LINES


@dataclass(frozen=True)
class Table:
    """`path` holds the table as text in `encoding`; `file` is the file that people named."""

    file: Path
    sheet: str | None
    path: Path
    encoding: decode.Encoding
    # Of a sheet: what its text does not show, whether it is hidden, and the hidden sheets that are not read beside it.
    facts: Facts | None = None
    hidden: bool = False
    beside: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """The column of the sheet at which the table begins."""
        return self.facts.first if self.facts else 0

    @property
    def name(self) -> str:
        """The file's name without what is personal in it."""
        return file_name(self.file.name)

    @property
    def where(self) -> str:
        return f"{self.name}, sheet {self.sheet}" if self.sheet else self.name


def tables_of(path: Path, scratch: Path, encoding: str | None = None, *, hidden: bool = False) -> Iterator[Table]:
    """The tables in the file's order; sheets are written out into `scratch`, with `hidden` also those that people do not see.

    Raises Refused for what is no table.
    """
    if kind_of(path) is Kind.TEXT:
        yield Table(path, None, path, detect(path, encoding))
        return
    sheets = list(unfold(path, scratch))
    # Where nothing can be seen, what is hidden is all that was meant.
    seen = [sheet for sheet in sheets if hidden or not sheet.hidden] or sheets
    beside = tuple(sheet.name for sheet in sheets if sheet not in seen)
    for sheet in seen:
        yield Table(
            path, sheet.name, sheet.path, decode.Encoding("utf-8", 1.0), sheet.facts, sheet.hidden, beside if sheet is seen[0] else ()
        )


def head(table: Table, most: int = HEADER_LINES) -> list[str]:
    """The first physical lines of a table, without their ends."""
    first = next(decode.chunks(table.path, table.encoding, HEAD), None)
    lines = first.text.decode("utf-8").split("\n")[:-1] if first else []
    return [line.rstrip("\r") for line in lines[:most]]
