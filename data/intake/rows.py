"""Physical lines judged before the database sees them: clean ones pass in bulk, odd ones are read one by one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

import numpy as np

from data.intake.decode import Chunk
from data.intake.header import Layout

WINDOW = 1 << 20
MOST_JOINED = 60
NARROW = 3
FOOTERS = ("合计", "总计", "小计", "共计", "总数", "制表人", "制表单位", "填报人", "填表人", "审核人", "total", "grand total", "subtotal")

csv.field_size_limit(WINDOW)


class Quotes(Enum):
    OPEN = "open"
    BROKEN = "broken"


OPEN, BROKEN = Quotes.OPEN, Quotes.BROKEN


@dataclass
class Part:
    """Rows of one chunk as clean CSV; `runs` maps a row number within the part to its physical line."""

    text: list[bytes] = field(default_factory=list)
    rows: int = 0
    runs: list[tuple[int, int]] = field(default_factory=list)
    # First line of a row that spans several, and how many lines it takes.
    spans: dict[int, int] = field(default_factory=dict)
    blank: int = 0
    header: int = 0
    rejected: dict[int, str] = field(default_factory=dict)

    def bulk(self, text: bytes, line: int, rows: int) -> None:
        if rows:
            self.runs.append((self.rows, line))
            self.text.append(text)
            self.rows += rows


@dataclass
class Judge:
    """Judges the chunks of one table in order; an open quote is carried from chunk to chunk."""

    layout: Layout
    pending: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        delimiter = self.layout.delimiter.encode()
        self._clean = delimiter * (self.layout.width - 1)
        kept = delimiter + b'\n"\r\x00'
        self._drop = bytes(byte for byte in range(256) if byte not in kept)

    def judge(self, chunk: Chunk) -> Part:
        """Every line of the chunk ends in the part, or is carried to the next call."""
        part = Part()
        # Deleting all bytes but delimiters, quotes and line ends leaves a skeleton that is compared as a whole.
        skeleton = chunk.text.translate(None, self._drop)
        regular = not chunk.undecodable and chunk.first_line > self.layout.header_lines and self.layout.width >= NARROW
        if regular and not self.pending and skeleton == (self._clean + b"\n") * chunk.lines and _lines_end(chunk.text):
            part.bulk(chunk.text, chunk.first_line, chunk.lines)
            return part
        self._sort(chunk, skeleton, part)
        return part

    def finish(self) -> Part:
        """Judge what an open quote still holds at the end of the table."""
        part = Part()
        self._settle(part)
        return part

    def _sort(self, chunk: Chunk, skeleton: bytes, part: Part) -> None:
        shapes = skeleton.split(b"\n")
        ends = np.flatnonzero(np.frombuffer(chunk.text, np.uint8) == 10) + 1
        starts = np.concatenate(([0], ends[:-1]))
        heading = max(self.layout.header_lines - chunk.first_line + 1, 0)
        part.header = min(heading, chunk.lines)
        narrow = self.layout.width < NARROW
        odd = [
            index
            for index in range(part.header, chunk.lines)
            if narrow or shapes[index] != self._clean or index in chunk.undecodable or ends[index] - starts[index] > WINDOW
        ]
        after = part.header
        for index in odd:
            self._pass(chunk, starts, ends, after, index, part)
            after = index + 1
            line = chunk.first_line + index
            if index in chunk.undecodable:
                self._settle(part)
                part.rejected[line] = "undecodable"
            elif ends[index] - starts[index] > WINDOW:
                self._settle(part)
                part.rejected[line] = "too_long"
            else:
                self._take(line, chunk.text[starts[index] : ends[index] - 1].decode("utf-8"), part)
        self._pass(chunk, starts, ends, after, chunk.lines, part)

    def _pass(self, chunk: Chunk, starts: np.ndarray, ends: np.ndarray, first: int, last: int, part: Part) -> None:
        if last > first:
            # A clean line ends whatever quote is open before it: no clean line is lost to a broken quote.
            self._settle(part)
            part.bulk(chunk.text[starts[first] : ends[last - 1]], chunk.first_line + first, last - first)

    def _take(self, line: int, text: str, part: Part) -> None:
        text = text.replace("\x00", "").rstrip("\r").replace("\r", " ")
        if not self.pending and not text.replace(self.layout.delimiter, "").strip(' \t"\u3000\ufeff'):
            part.blank += 1
            return
        self.pending.append((line, text))
        if len(self.pending) > 1 and '"' not in text:
            if len(self.pending) > MOST_JOINED:
                self._settle(part)
            return
        fields = split("\n".join(text for _, text in self.pending), self.layout.delimiter)
        if fields is OPEN and len(self.pending) <= MOST_JOINED:
            return
        if isinstance(fields, list) and (len(self.pending) == 1 or len(_trimmed(fields, self.layout.width)) == self.layout.width):
            lines = [line for line, _ in self.pending]
            self.pending = []
            self._row(lines, fields, part)
        else:
            self._settle(part)

    def _settle(self, part: Part) -> None:
        """The first pending line has a broken quote; the ones after it are judged on their own."""
        if not self.pending:
            return
        (line, _), *rest = self.pending
        self.pending = []
        part.rejected[line] = "broken_quote"
        for number, text in rest:
            self._take(number, text, part)
        self._settle(part)

    def _row(self, lines: list[int], fields: list[str], part: Part) -> None:
        fields = _trimmed(fields, self.layout.width)
        if len(fields) != self.layout.width:
            part.rejected[lines[0]] = "footer" if _is_footer(fields) else f"columns:{len(fields)}:{self.layout.width}"
            return
        if len(lines) > 1:
            part.spans[lines[0]] = len(lines)
        part.bulk(_written(fields, self.layout.delimiter), lines[0], 1)


def split(text: str, delimiter: str) -> list[str] | Quotes:
    """The fields of one record, or what is wrong with its quotes."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return OPEN if "unexpected end" in str(error) else BROKEN
    return rows[0] if len(rows) == 1 else BROKEN


def _trimmed(fields: list[str], width: int) -> list[str]:
    # Spreadsheets add empty cells at the end of a line; they carry nothing.
    while len(fields) > width and not fields[-1].strip():
        fields = fields[:-1]
    return fields


def _written(fields: Iterable[str], delimiter: str) -> bytes:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter, lineterminator="\n").writerow([cell.replace("\n", " ") for cell in fields])
    return target.getvalue().encode("utf-8")


def _is_footer(fields: list[str]) -> bool:
    first = next((cell.strip().lower() for cell in fields if cell.strip()), "")
    return first.replace(" ", "").replace("\u3000", "").startswith(FOOTERS)


def _lines_end(text: bytes) -> bool:
    """Whether no line can be longer than two windows."""
    return all(text.find(b"\n", at, at + WINDOW) >= 0 for at in range(0, len(text), WINDOW))
