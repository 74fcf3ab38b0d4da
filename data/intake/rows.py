"""Physical lines judged before the database sees them: clean ones pass in bulk, odd ones are read one by one."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

import numpy as np

from data.intake.decode import Chunk
from data.intake.header import Layout
from data.intake.records import OPEN, WINDOW, is_footer, split, trimmed, written

MOST_JOINED = 60
NARROW, LINE_FEED = 3, 10


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


@dataclass(frozen=True)
class _Lines:
    """The lines of a chunk; `starts` has one entry more than there are lines."""

    chunk: Chunk
    starts: np.ndarray

    def text(self, first: int, last: int) -> bytes:
        return self.chunk.text[self.starts[first] : self.starts[last]]

    def decodable(self, first: int, last: int) -> bool:
        return not self.chunk.undecodable or self.chunk.undecodable.isdisjoint(range(first, last))


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
        part.header = min(max(self.layout.header_lines - chunk.first_line + 1, 0), chunk.lines)
        if not part.header and not chunk.undecodable and self._stand(chunk.text, chunk.lines):
            self._settle(part)
            part.bulk(chunk.text, chunk.first_line, chunk.lines)
            return part
        ends = np.flatnonzero(np.frombuffer(chunk.text, np.uint8) == LINE_FEED) + 1
        lines = _Lines(chunk, np.concatenate(([0], ends)))
        self._range(lines, part.header, chunk.lines, part)
        return part

    def finish(self) -> Part:
        """Judge what an open quote still holds at the end of the table."""
        part = Part()
        self._settle(part)
        return part

    def _range(self, lines: _Lines, first: int, last: int, part: Part) -> None:
        """Pass a range of lines in bulk if all of them stand on their own; otherwise its halves, down to single lines."""
        if first >= last:
            return
        text = lines.text(first, last)
        if lines.decodable(first, last) and self._stand(text, last - first):
            # A line that stands on its own ends whatever quote is open before it: none is lost to a broken quote.
            self._settle(part)
            part.bulk(text, lines.chunk.first_line + first, last - first)
        elif last - first > 1:
            middle = (first + last) // 2
            self._range(lines, first, middle, part)
            self._range(lines, middle, last, part)
        else:
            self._odd(lines.chunk.first_line + first, text, lines.decodable(first, last), part)

    def _stand(self, text: bytes, count: int) -> bool:
        """Whether each of `count` lines is a whole record of the right width, whatever stands around it."""
        if self.layout.width < NARROW:
            return False
        # Deleting all bytes but delimiters, quotes and line ends leaves a skeleton that is compared as a whole.
        if text.translate(None, self._drop) == (self._clean + b"\n") * count:
            return _lines_end(text)
        if b'"' not in text or b"\x00" in text or not _lines_end(text):
            return False
        try:
            rows = 0
            for fields in csv.reader(io.StringIO(text.decode("utf-8"), newline=""), delimiter=self.layout.delimiter, strict=True):
                # A quote left in a value was doubled or stood inside a bare cell; such lines are looked at one by one.
                if len(fields) != self.layout.width or '"' in "".join(fields):
                    return False
                rows += 1
        except csv.Error:
            return False
        return rows == count

    def _odd(self, line: int, text: bytes, decodable: bool, part: Part) -> None:
        if not decodable or len(text) > WINDOW:
            self._settle(part)
            part.rejected[line] = "too_long" if decodable else "undecodable"
        else:
            self._take(line, text[:-1].decode("utf-8"), part)

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
        if isinstance(fields, list) and (len(self.pending) == 1 or len(trimmed(fields, self.layout.width)) == self.layout.width):
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
        fields = trimmed(fields, self.layout.width)
        if len(fields) != self.layout.width:
            part.rejected[lines[0]] = "footer" if is_footer(fields) else f"columns:{len(fields)}:{self.layout.width}"
            return
        if len(lines) > 1:
            part.spans[lines[0]] = len(lines)
        part.bulk(written(fields, self.layout.delimiter), lines[0], 1)


def _lines_end(text: bytes) -> bool:
    """Whether no line can be longer than two windows."""
    return all(text.find(b"\n", at, at + WINDOW) >= 0 for at in range(0, len(text), WINDOW))
