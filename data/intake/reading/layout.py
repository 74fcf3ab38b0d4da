"""The layout of a table as its first rows confirm it: columns without a name, columns of the same name, what each of them holds."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace

from data.contracts.model import N_
from data.intake.mapping.mapping import Mapping
from data.intake.mapping.preset import MappingError, Preset
from data.intake.reading.decode import chunks
from data.intake.reading.header import Layout, find_layout
from data.intake.reading.ragged import IS_MOMENT, Holds, shape_of
from data.intake.reading.records import is_footer, split
from data.intake.reading.refused import Refused
from data.intake.reading.sheet_facts import letters
from data.intake.reading.tables import HEADER_LINES, Table, head
from data.intake.reading.text import folded, unguarded
from data.intake.remark import remark
from data.intake.rules.parse import MISSING

SAMPLE = 400
MOSTLY, HALF = 0.9, 0.5
MOST_COLUMNS = 2_000
SEPARATORS = ",\t;|"


def layout_of(table: Table, candidates: Sequence[Preset]) -> Layout:
    """The layout by which a table is imported. Raises MappingError when no line is a header, or two columns of a name contradict."""
    lines = head(table, HEADER_LINES + SAMPLE)
    _refuse_wide(table, lines)
    found = find_layout(lines[:HEADER_LINES], candidates, table.where)
    return agreed(table, confirmed(replace(found, first=table.first), lines))


def _refuse_wide(table: Table, lines: Sequence[str]) -> None:
    """No table of cases has thousands of columns, and the engine would need a gigabyte for them. Raises Refused."""
    widest = max((max(line.rstrip(SEPARATORS).count(one) for one in SEPARATORS) + 1 for line in lines), default=0)
    if widest > MOST_COLUMNS:
        text = N_(
            "{where} has {count} columns; at most {most} can be read. Export the columns that are needed, or exchange rows and columns."
        )
        raise Refused(text, where=table.where, count=f"{widest:,}", most=f"{MOST_COLUMNS:,}")


def confirmed(layout: Layout, lines: Sequence[str]) -> Layout:
    """The layout with the columns that have no name in the header, and with what the first rows say that each column holds."""
    rows = [fields for line in lines[layout.header_lines :] if isinstance(fields := split(line, layout.delimiter), list)]
    rows = [[unguarded(cell) for cell in row] for row in rows if any(cell.strip() for cell in row) and not is_footer(row)]
    layout = _widened(layout, rows)
    return replace(layout, shape=shape_of(layout.mapping, rows))


def agreed(table: Table, layout: Layout) -> Layout:
    """The layout once columns of the same name never contradict each other. Raises MappingError where they do."""
    mapping = layout.mapping
    if not mapping.twins:
        return layout
    for number, fields in _rows(table, layout):
        for target, others in mapping.twins.items():
            values = {
                folded(fields[at]): at
                for at in (mapping.indexes[target], *others)
                if at < len(fields) and unguarded(fields[at]) not in MISSING
            }
            if len(values) > 1:
                one, other = (column_name(layout, at) for at in sorted(values.values())[:2])
                text = N_(
                    "{where}: {column} stands in the columns {one} and {other}, which contradict each other in line {line}. "
                    "Say which one holds, as in --map {target}={other}, or take the other out of the file."
                )
                raise MappingError(
                    text, where=table.where, column=mapping.header[others[0]], one=one, other=other, line=number, target=target
                )
    return replace(layout, notes=(*layout.notes, *_merged(layout)))


def column_name(layout: Layout, index: int) -> str:
    """A column as a spreadsheet would call it."""
    return letters(index + layout.first)


def _merged(layout: Layout) -> Iterator[str]:
    for target, others in layout.mapping.twins.items():
        places = [column_name(layout, at) for at in sorted((layout.mapping.indexes[target], *others))]
        text = N_("{column} stands in the columns {places}; the value of whichever is filled was taken.")
        yield remark(text, column=layout.mapping.header[layout.mapping.indexes[target]], places=places)


def _widened(layout: Layout, rows: Sequence[Sequence[str]]) -> Layout:
    """Rows with more cells than the header: unnamed columns behind the named ones, or one in front of them, if the moments say so."""
    wider = [row for row in rows if len(row) > layout.width and any(cell.strip() for cell in row[layout.width :])]
    if not rows or len(wider) < HALF * len(rows):
        return layout
    width = max({len(row) for row in wider}, key=[len(row) for row in wider].count)
    moments = [at for at, kind in enumerate(shape_of(layout.mapping, []).holds) if kind is Holds.MOMENT]
    if not moments:
        return layout
    in_place, shifted = (
        sum(any(IS_MOMENT.match(row[at + step]) for at in moments if at + step < len(row)) for row in wider) for step in (0, 1)
    )
    mapping = layout.mapping
    extra = width - layout.width
    if in_place >= MOSTLY * len(wider):
        header = (*mapping.header, *[""] * extra)
        text = N_("{count} columns behind the last one of the header have no name; they are not read.")
        return replace(layout, mapping=replace(mapping, header=header), notes=(*layout.notes, remark(text, count=extra)))
    if extra == 1 and shifted >= MOSTLY * len(wider):
        text = N_("The first column has no name in the header: every name was moved by one column.")
        return replace(layout, mapping=_moved(mapping), notes=(*layout.notes, remark(text)))
    return layout


def _moved(mapping: Mapping) -> Mapping:
    return replace(
        mapping,
        header=("", *mapping.header),
        indexes={target: index + 1 for target, index in mapping.indexes.items()},
        twins={target: tuple(index + 1 for index in others) for target, others in mapping.twins.items()},
    )


def _rows(table: Table, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    """The physical lines below the header as records; one that is cut by a line end within quotes is told by its halves."""
    for chunk in chunks(table.path, table.encoding):
        lines = chunk.text.decode("utf-8").split("\n")[:-1]
        for number, line in enumerate(lines, start=chunk.first_line):
            if number > layout.header_lines and len(fields := next(csv.reader([line], delimiter=layout.delimiter), [])) == layout.width:
                yield number, fields
