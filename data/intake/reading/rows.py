"""Physical lines judged before the database sees them: whole ones pass in bulk, odd ones are read one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from data.intake.reading.between import Between, Order
from data.intake.reading.decode import Chunk
from data.intake.reading.ends import padding
from data.intake.reading.grid import Grid
from data.intake.reading.guards import Guards
from data.intake.reading.header import Layout
from data.intake.reading.part import NO_COLUMN, PADDED, RECODED, Lines, Part, counted
from data.intake.reading.ragged import Tails
from data.intake.reading.records import OPEN, WINDOW, is_footer, split, trimmed, written
from data.intake.reading.text import unguarded

MOST_JOINED = 60
NARROW = 3


@dataclass
class Judge:
    """Judges the chunks of one table in order; an open quote is carried from chunk to chunk."""

    layout: Layout
    pending: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        delimiter = self.layout.delimiter.encode()
        self._clean = delimiter * (self.layout.width - 1) + b"\n"
        kept = delimiter + b'\n"'
        self._drop = bytes(byte for byte in range(256) if byte not in kept)
        # What holds below a header that stands between the rows; None below the table's own.
        self._between = Between(self.layout)
        self._order: Order | None = None
        self._guards = Guards(self.layout.delimiter)
        self._tails = Tails(self.layout.mapping, self.layout.shape, self.layout.delimiter) if self.layout.shape else None

    def judge(self, chunk: Chunk) -> Part:
        """Every line of the chunk ends in the part, or is carried to the next call."""
        part = Part()
        part.header = min(max(self.layout.header_lines - chunk.first_line + 1, 0), chunk.lines)
        part.told[RECODED, NO_COLUMN] = chunk.recoded
        changes = list(self._between.changes(chunk, part.header))
        if self._order is None and all(order is None for _, order in changes):
            self._lines(chunk, part.header, part)
        else:
            self._below_headers(chunk, changes, part)
        return counted(part, self.layout)

    def _lines(self, chunk: Chunk, header: int, part: Part) -> None:
        text, strange = self._guards.off(chunk.text, self.layout.width)
        if not header and not chunk.undecodable and not len(strange) and self._stand(text, chunk.lines):
            self._settle(part)
            part.bulk(text, chunk.first_line, chunk.lines)
            return
        lines = self._seen(chunk, Grid(text, self.layout.delimiter), strange)
        edges = np.flatnonzero(np.diff(lines.whole[header:])) + header + 1
        for first, last in pairwise((header, *edges.tolist(), chunk.lines)):
            if first < last and lines.whole[first]:
                self._pass(lines, first, last, part)
            else:
                self._one_by_one(lines, first, last, part)

    def _below_headers(self, chunk: Chunk, changes: list[tuple[int, Order | None]], part: Part) -> None:
        """The rows between headers, each stretch by the header above it."""
        texts = chunk.text.split(b"\n")[:-1]
        stretches = [(part.header - 1, self._order), *changes]
        for (above, order), (end, _) in pairwise([*stretches, (chunk.lines, None)]):
            self._order, first = order, above + 1
            if above >= part.header:
                self._settle(part)
                part.rejected[chunk.first_line + above] = "repeated_header"
            if order is None and first < end:
                bad = frozenset(number - first for number in chunk.undecodable if first <= number < end)
                self._lines(Chunk(0, 0, chunk.first_line + first, end - first, b"\n".join(texts[first:end]) + b"\n", bad), 0, part)
            elif order:
                self._settle(part)
                for number in range(first, end):
                    self._arrange(chunk.first_line + number, texts[number], number in chunk.undecodable, order, part)

    def _arrange(self, line: int, raw: bytes, undecodable: bool, order: Order, part: Part) -> None:
        fields = split(raw.decode("utf-8"), self.layout.delimiter)
        arranged = order.arranged(trimmed(fields, order.width)) if isinstance(fields, list) and not undecodable else None
        if arranged:
            self._row([line], arranged, part)
        elif not raw.strip():
            part.blank += 1
        else:
            part.rejected[line] = "undecodable" if undecodable else "no_header"

    def finish(self) -> Part:
        """Judge what an open quote still holds at the end of the table."""
        part = Part()
        self._settle(part)
        return counted(part, self.layout)

    def _stand(self, text: bytes, count: int) -> bool:
        """Whether each of `count` lines is a whole record of the right width and holds no quote, whatever stands around it."""
        # Deleting all bytes but delimiters, quotes and line ends leaves a skeleton that is compared as a whole.
        return self.layout.width >= NARROW and text.translate(None, self._drop) == self._clean * count and _lines_end(text)

    def _seen(self, chunk: Chunk, grid: Grid, strange: np.ndarray) -> Lines:
        able = ~grid.strange & (np.diff(grid.starts) <= WINDOW)
        able[[*chunk.undecodable, *strange.tolist()]] = False
        whole = able & (grid.counts == self.layout.width - 1)
        if self.layout.width < NARROW:
            # So few cells are soon found also in the middle of a cell that goes over several lines.
            whole[:] = False
        padded = np.zeros(len(whole), np.int64)
        if self._tails and not whole.all() and self.layout.width >= NARROW:
            padded = padding(grid, able & ~whole, self.layout.width, self._tails)
        return Lines(grid, chunk.first_line, chunk.undecodable, whole | (padded != 0), padded)

    def _pass(self, lines: Lines, first: int, last: int, part: Part) -> None:
        """Lines in bulk. One that stands on its own ends whatever quote is open before it: none is lost to a broken quote."""
        while self.pending and first < last and lines.padded[first] > 0:
            self._one_by_one(lines, first, first + 1, part)
            first += 1
        if first >= last:
            return
        self._settle(part)
        starts = lines.passing.starts
        part.told[PADDED, NO_COLUMN] += int((lines.padded[first:last] > 0).sum())
        part.bulk(lines.passing.text[starts[first] : starts[last]], lines.first + first, last - first)

    def _one_by_one(self, lines: Lines, first: int, last: int, part: Part) -> None:
        starts = lines.grid.starts[first : last + 1].tolist()
        for number, (start, end) in enumerate(pairwise(starts), start=first):
            if number in lines.undecodable or end - start > WINDOW:
                self._settle(part)
                part.rejected[lines.first + number] = "undecodable" if number in lines.undecodable else "too_long"
            else:
                self._take(lines.first + number, lines.grid.text[start : end - 1].decode("utf-8"), part)

    def _take(self, line: int, text: str, part: Part) -> None:
        if not self.pending and not text.replace(self.layout.delimiter, "").strip(' \t"\u3000'):
            part.blank += 1
            return
        self.pending.append((line, text))
        if len(self.pending) > 1 and '"' not in text:
            if len(self.pending) > MOST_JOINED:
                self._settle(part)
            return
        whole = text if len(self.pending) == 1 else "\n".join(text for _, text in self.pending)
        fields = split(whole, self.layout.delimiter) if '"' in whole else whole.split(self.layout.delimiter)
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
        while self.pending:
            (line, _), *rest = self.pending
            self.pending = []
            part.rejected[line] = "broken_quote"
            for number, text in rest:
                self._take(number, text, part)

    def _row(self, lines: list[int], fields: list[str], part: Part) -> None:
        fields = trimmed(fields, self.layout.width)
        lacking = self.layout.width - len(fields)
        pattern = self._tails.of(len(fields)) if self._tails and lacking > 0 else None
        text = written([unguarded(cell) for cell in fields], self.layout.delimiter) if pattern or not lacking else b""
        if pattern and pattern.fullmatch(text):
            text = text[:-1] + self.layout.delimiter.encode() * lacking + b"\n"
            part.told[PADDED, NO_COLUMN] += 1
        elif lacking:
            part.rejected[lines[0]] = "footer" if is_footer(fields) else f"columns:{len(fields)}:{self.layout.width}"
            return
        if len(lines) > 1:
            part.spans[lines[0]] = len(lines)
        part.bulk(text, lines[0], 1)


def _lines_end(text: bytes) -> bool:
    """Whether no line can be longer than two windows."""
    return all(text.find(b"\n", at, at + WINDOW) >= 0 for at in range(0, len(text), WINDOW))
