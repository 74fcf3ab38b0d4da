"""The first rows of a table as an import would read them, with what stands against each, before anything is imported."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb

from data.contracts.model import N_
from data.intake.hiding.masks import HIDDEN
from data.intake.hiding.privacy import looks_like_a_name, mask
from data.intake.mapping import context
from data.intake.mapping.preset import MappingError, Preset
from data.intake.reading.decode import Encoding
from data.intake.reading.header import VALUE, Layout, guessed_layout, headless, nearest_layout
from data.intake.reading.layout import SAMPLE, agreed, column_name, confirmed
from data.intake.reading.records import split
from data.intake.reading.staging import stage
from data.intake.reading.survey import percents
from data.intake.reading.tables import HEADER_LINES, Table, head
from data.intake.reading.text import unguarded
from data.intake.remark import remark
from data.intake.rules.deciding import ask_for_order, decide, must_be_read
from data.intake.rules.judging import Rules
from data.intake.rules.orders import orders_of
from data.intake.rules.preview import judged_rows
from data.private import scratch
from data.store import Warehouse, now

ROWS = 20
LONGEST_SAMPLE = 200
KEY = b"a preview keeps no hash of anybody"


@dataclass(frozen=True)
class Line:
    """One line of the preview: `values` by our columns and why some of them are `empty`, or the reasons why it would stay outside."""

    number: int
    values: dict[str, object]
    reasons: tuple[str, ...]
    empty: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preview:
    """`cells` are the raw cells of the first lines; `problem` says why the table cannot be imported as it is."""

    table: Table
    layout: Layout
    problem: MappingError | None
    notes: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    lines: tuple[Line, ...]

    @property
    def headless(self) -> bool:
        """Whether no line names the columns, which are then called by their letters."""
        return self.layout.header_lines == 0

    @property
    def unread(self) -> list[str]:
        """Header cells that feed no column of ours."""
        return [self.name(index) for index in self.layout.mapping.unread if self.layout.mapping.header[index]]

    def name(self, index: int) -> str:
        """What a column is called: by its header, or by its letter."""
        name = " ".join(self.layout.mapping.header[index].split()) or column_name(self.layout, index)
        # Somebody may have said that a row of data is the header.
        return self._hidden(name) if any(VALUE.search(cell) for cell in self.layout.mapping.header) else name

    def sample(self, index: int) -> str:
        """What stands in a column, without what could be personal."""
        return self._shown(index, next((row[index] for row in self.cells if row[index]), ""))

    def samples(self, most: int) -> list[dict[str, str]]:
        """The first rows by the names of their columns, without what could be personal."""
        names = [self.name(index) for index in range(self.layout.width)]
        return [
            {name: self._shown(index, cell) for index, (name, cell) in enumerate(zip(names, row, strict=True))} for row in self.cells[:most]
        ]

    def _shown(self, index: int, cell: str) -> str:
        return HIDDEN if cell and index in self.layout.mapping.personal else self._hidden(cell)

    @staticmethod
    def _hidden(cell: str) -> str:
        return HIDDEN if looks_like_a_name(cell) else mask(cell[:LONGEST_SAMPLE])


def preview(table: Table, candidates: Sequence[Preset], base: Preset, *, as_of: str | None = None, row: int | None = None) -> Preview:
    """The table by the candidate that knows it best; where none knows a word of it, by `base`, with nothing mapped yet.

    `row` is the line of the header where somebody names it, 0 where there is none. Raises MappingError for what is no table.
    """
    lines = head(table, HEADER_LINES + SAMPLE)
    first = lines[:HEADER_LINES]
    row = base.header_row if row is None and [base] == list(candidates) else row
    layout = nearest_layout(first, candidates, table.where, row) or (guessed_layout(first, base, row) if row != 0 else None)
    layout = layout or (headless(first, base) if not row else None)
    if layout is None and row:
        raise MappingError(N_("{where}: line {row} does not name columns."), where=table.where, row=row)
    if layout is None:
        raise MappingError(N_("{where}: no line looks like a header with the names of columns. Put one above the data."), where=table.where)
    layout = confirmed(replace(layout, first=table.first), lines)
    layout, problem, notes = _settled(table, layout, as_of)
    cells = tuple(_cells(lines[layout.header_lines :], layout))
    orders, undecided = orders_of(table.path, table.encoding, layout)
    vital = {name: example for name, example in undecided.items() if must_be_read(layout.mapping.contract[name])}
    if vital and not problem:
        problem = ask_for_order(layout, vital)
    found = _judged(lines, layout, table.where, orders) if layout.mapping.indexes else []
    return Preview(table, layout, problem, tuple(notes), cells, tuple(found[:ROWS]))


def _settled(table: Table, layout: Layout, as_of: str | None) -> tuple[Layout, MappingError | None, list[str]]:
    mapping = layout.mapping
    notes = [*layout.notes]
    if layout.header_lines == 0:
        notes.append(remark(N_("No line names the columns; they are called by their letters, A, B, C…")))
    if mapping.missing:
        return layout, _lacking(mapping.missing), notes
    try:
        layout = agreed(table, layout)
        notes += layout.notes[len(notes) :]
        if not mapping.preset.is_ledger:
            return layout, None, notes
        names = [name for name in (table.sheet, table.file.stem) if name]
        around = context.context_of(layout, names, as_of)
        shares = percents(table.path, table.encoding, layout, workbook=table.sheet is not None)
        settled, said = context.settle(layout, around, shares)
    except MappingError as problem:
        return layout, problem, notes
    return settled, None, [*notes, *said]


def _lacking(missing: Sequence[str]) -> MappingError:
    return MappingError(N_("Nothing feeds {columns} yet. Choose the columns that hold it."), columns=list(missing))


def _cells(lines: Sequence[str], layout: Layout) -> Iterator[tuple[str, ...]]:
    for line in lines[:SAMPLE]:
        fields = split(line, layout.delimiter)
        if isinstance(fields, list) and any(cell.strip() for cell in fields):
            yield tuple(unguarded(cell) for cell in [*fields, *[""] * layout.width][: layout.width])


def _judged(lines: Sequence[str], layout: Layout, where: str, orders: Mapping[str, str]) -> list[Line]:
    """The lines by the import's own rules, in a database that holds nothing else."""
    rules = Rules(layout, where, KEY, now(), "judged", orders)
    with scratch(f"preview-{secrets.token_urlsafe(24)}", Warehouse()) as folder, duckdb.connect() as connection:
        path = folder / "lines.csv"
        path.write_text("\n".join(lines[: layout.header_lines + SAMPLE]) + "\n", "utf-8")
        staged = stage(connection, path, Encoding("utf-8", 1.0), layout, rules, folder / "part.csv", lambda count: None)
        if "received_at" in layout.mapping.indexes or layout.mapping.preset.is_ledger:
            decide(connection, "judged", layout, None)
        rows, reasons, dropped = judged_rows(connection, "judged")
        numbers = staged.lines_of(rows.index.to_numpy()).tolist() if len(rows) else []
    kept = [name for name in rows.columns if rows[name].notna().any()]
    found = [
        Line(number, {name: values[name] for name in kept}, tuple(why or ()), tuple(lost or ()))
        for number, values, why, lost in zip(numbers, rows.to_dict("records"), reasons, dropped, strict=True)
    ]
    found += [Line(number, {}, (why,)) for number, why in staged.rejected.items()]
    return sorted((line for line in found if line.reasons != ("blank",)), key=lambda line: line.number)
