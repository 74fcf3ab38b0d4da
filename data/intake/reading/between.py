"""Headers between the rows of a table, as where exports were put one below the other: what follows has its columns in another order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.intake.mapping.column_names import normalise, without_notes
from data.intake.reading.decode import Chunk
from data.intake.reading.header import Layout, are_names
from data.intake.reading.records import split

SHORTEST = 2
HALF = 0.5


class Order:
    """Where each column of the table stands below another header; `places` is None where what every row needs is missing there."""

    def __init__(self, width: int, places: tuple[int | None, ...] | None) -> None:
        self.width, self.places = width, places

    def arranged(self, fields: Sequence[str]) -> list[str] | None:
        """The cells in the order of the table; None for a line that cannot stand below this header."""
        if self.places is None or len(fields) != self.width:
            return None
        return ["" if place is None else fields[place] for place in self.places]


class Between:
    """Finds the lines of a chunk that name columns in another order than the header of the table."""

    def __init__(self, layout: Layout) -> None:
        mapping = layout.mapping
        self._layout = layout
        self._names = [normalise(without_notes(cell)) for cell in mapping.header]
        needed = [mapping.header[mapping.indexes[name]] for name in mapping.needed if name in mapping.indexes]
        self._needed = {normalise(without_notes(cell)) for cell in needed}
        marks = [without_notes(cell) for cell in needed if layout.header_lines and len(without_notes(cell)) >= SHORTEST]
        # Every such line holds the longest name that no row can do without: a plain search finds none in most chunks.
        self._mark = max(marks, key=len, default="").encode()

    def changes(self, chunk: Chunk, header: int) -> Iterator[tuple[int, Order | None]]:
        """(index of the line, what holds below it); None where it is the table's own header again."""
        at = chunk.text.find(self._mark) if self._mark else -1
        while at >= 0:
            end = chunk.text.index(b"\n", at)
            start = chunk.text.rfind(b"\n", 0, at) + 1
            number = chunk.text.count(b"\n", 0, start)
            fields = split(chunk.text[start:end].decode("utf-8"), self._layout.delimiter)
            if number >= header and isinstance(fields, list):
                names = [normalise(without_notes(cell)) for cell in fields]
                if self._is_header(fields, names):
                    yield number, None if names == self._names else self._order(names)
            at = chunk.text.find(self._mark, end)

    def _is_header(self, fields: Sequence[str], names: Sequence[str]) -> bool:
        filled = [name for name in names if name]
        return are_names(fields) and sum(name in self._names for name in filled) > HALF * len(filled)

    def _order(self, names: list[str]) -> Order:
        places = tuple(names.index(name) if name and names.count(name) == 1 else None for name in self._names)
        return Order(len(names), places if self._needed <= set(names) else None)
