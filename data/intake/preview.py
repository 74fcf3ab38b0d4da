"""The first rows of a table as an import would read them, with what stands against each, before anything is imported."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb

from data.contracts.model import N_
from data.intake import context
from data.intake.decode import Encoding
from data.intake.header import Layout, guessed_layout, nearest_layout
from data.intake.preset import MappingError, Preset
from data.intake.records import split
from data.intake.rules import Rules
from data.intake.rules_preview import judged_rows
from data.intake.staging import stage
from data.intake.survey import fractions
from data.intake.tables import HEADER_LINES, Table, head
from data.private import scratch
from data.store import Warehouse, now

ROWS = 20
SAMPLE = 400  # lines below the header by whose content a column is known
KEY = b"a preview keeps no hash of anybody"


@dataclass(frozen=True)
class Line:
    """One line of the preview: `values` by our columns, or the reasons why it would stay outside."""

    number: int
    values: dict[str, object]
    reasons: tuple[str, ...]


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
    def unread(self) -> list[str]:
        """Header cells that feed no column of ours."""
        read = set(self.layout.mapping.indexes.values())
        return [cell for index, cell in enumerate(self.layout.mapping.header) if cell and index not in read]


def preview(table: Table, candidates: Sequence[Preset], base: Preset, *, as_of: str | None = None) -> Preview:
    """The table by the candidate that knows it best; where none knows a word of it, by `base`, with nothing mapped yet.

    Raises MappingError when nothing in the table looks like a header.
    """
    lines = head(table, HEADER_LINES + SAMPLE)
    layout = nearest_layout(lines[:HEADER_LINES], candidates, table.where) or guessed_layout(lines[:HEADER_LINES], base)
    if layout is None:
        raise MappingError(N_("{where}: no line looks like a header with the names of columns. Put one above the data."), where=table.where)
    layout, problem, notes = _settled(table, layout, as_of)
    cells = tuple(_cells(lines[layout.header_lines :], layout))
    found = _judged(lines, layout, table.where) if layout.mapping.indexes else []
    return Preview(table, layout, problem, tuple(notes), cells, tuple(found[:ROWS]))


def _settled(table: Table, layout: Layout, as_of: str | None) -> tuple[Layout, MappingError | None, list[str]]:
    mapping = layout.mapping
    if mapping.missing:
        return layout, _lacking(mapping.missing), []
    if not mapping.preset.is_ledger:
        return layout, None, []
    names = [name for name in (table.sheet, table.file.stem) if name]
    try:
        around = context.context_of(layout, names, as_of)
        shares = fractions(table.path, table.encoding, layout, workbook=table.sheet is not None)
        settled, notes = context.settle(layout, around, shares)
    except MappingError as problem:
        return layout, problem, []
    return settled, None, notes


def _lacking(missing: Sequence[str]) -> MappingError:
    return MappingError(N_("Nothing feeds {columns} yet. Choose the columns that hold it."), columns=list(missing))


def _cells(lines: Sequence[str], layout: Layout) -> Iterator[tuple[str, ...]]:
    for line in lines[:SAMPLE]:
        fields = split(line, layout.delimiter)
        if isinstance(fields, list) and len(fields) >= layout.width and any(cell.strip() for cell in fields):
            yield tuple(cell.strip() for cell in fields[: layout.width])


def _judged(lines: Sequence[str], layout: Layout, where: str) -> list[Line]:
    """The lines by the import's own rules, in a database that holds nothing else."""
    rules = Rules(layout, where, KEY, now(), "judged")
    with scratch(f"preview-{secrets.token_urlsafe(24)}", Warehouse()) as folder, duckdb.connect() as connection:
        path = folder / "lines.csv"
        path.write_text("\n".join(lines[: layout.header_lines + SAMPLE]) + "\n", "utf-8")
        staged = stage(connection, path, Encoding("utf-8", 1.0), layout, rules, folder / "part.csv", lambda count: None)
        rows, reasons = judged_rows(connection, "judged")
        numbers = staged.lines_of(rows.index.to_numpy()).tolist() if len(rows) else []
    kept = [name for name in rows.columns if rows[name].notna().any()]
    found = [
        Line(number, {name: values[name] for name in kept}, tuple(why or ()))
        for number, values, why in zip(numbers, rows.to_dict("records"), reasons, strict=True)
    ]
    found += [Line(number, {}, (why,)) for number, why in staged.rejected.items()]
    return sorted((line for line in found if line.reasons != ("blank",)), key=lambda line: line.number)
