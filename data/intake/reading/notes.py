"""What reading a table met that its rows do not show, as sentences of the report: nothing vanishes unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from data.contracts.model import N_
from data.intake.mend import REASON
from data.intake.reading.header import Layout
from data.intake.reading.line_encoding import other_encoding
from data.intake.reading.part import ERROR, NO_COLUMN, PADDED, RECODED, UNREAD
from data.intake.reading.sheet_facts import letters
from data.intake.reading.staging import Staged
from data.intake.reading.tables import Table
from data.intake.remark import remark

MOST_NAMES = 12


def notes_of(table: Table, layout: Layout, staged: Staged) -> list[str]:
    """The sentences on one table, in the order in which a reader would want them."""
    return [*layout.notes, *_of_lines(table, staged), *_of_cells(table, layout, staged), *_of_the_sheet(table, layout)]


def _of_lines(table: Table, staged: Staged) -> Iterator[str]:
    if count := staged.told[RECODED, NO_COLUMN]:
        text = N_("{count} lines are written in {other} while the file is {encoding}; each was read in its own.")
        yield remark(text, count=count, other=other_encoding(table.encoding.name), encoding=table.encoding.name)
    if count := staged.told[PADDED, NO_COLUMN]:
        yield remark(N_("{count} lines end before their last columns; what is missing was read as empty."), count=count)
    read = table.encoding.skip + sum(size for _, size, _ in staged.chunks)
    if (size := table.path.stat().st_size) > read:
        yield remark(N_("The file grew by {count} bytes while it was read; import it again for what was added."), count=size - read)


def _of_cells(table: Table, layout: Layout, staged: Staged) -> Iterator[str]:
    errors = {column: count for (kind, column), count in staged.told.items() if kind == ERROR}
    if table.facts:
        errors = {column - layout.first: count for column, count in table.facts.errors.items()}
        if formulas := {column - layout.first: count for column, count in table.facts.formulas.items()}:
            text = N_(
                "Formulas without a stored value were read as empty: {columns}. Open the file in a spreadsheet, let it calculate, save it."
            )
            yield remark(text, columns=_listed(layout, formulas))
    if errors:
        yield remark(N_("Cells that hold an error such as #REF! were read as empty: {columns}."), columns=_listed(layout, errors))
    unread = {
        column: count
        for (kind, column), count in staged.told.items()
        if kind == UNREAD and count and layout.mapping.header[column].strip() != REASON
    }
    if unread:
        yield remark(N_("Columns that nothing reads (with their filled cells): {columns}."), columns=_listed(layout, unread))


def _of_the_sheet(table: Table, layout: Layout) -> Iterator[str]:
    if table.hidden:
        yield remark(N_("The sheet is hidden in the workbook."))
    if table.beside:
        yield remark(N_("Hidden sheets were not read: {names}. Name one with --sheet if it is meant."), names=list(table.beside))
    if table.facts and table.facts.hidden_rows:
        yield remark(N_("{count} rows are hidden in the sheet; they were read like the others."), count=table.facts.hidden_rows)
    if hidden := [at - layout.first for at in sorted(table.facts.hidden_columns)] if table.facts else []:
        names = [_name(layout, at) for at in hidden if 0 <= at < layout.width]
        if names:
            yield remark(N_("Hidden columns were read like the others: {names}."), names=names[:MOST_NAMES])


def _listed(layout: Layout, counts: Mapping[int, int]) -> list[str]:
    """Names with counts, the fullest columns first."""
    found = [f"{_name(layout, column)} ({count:,})" for column, count in Counter(dict(counts)).most_common(MOST_NAMES)]
    return found + ["…"] * (len(counts) > MOST_NAMES)


def _name(layout: Layout, column: int) -> str:
    name = layout.mapping.header[column] if 0 <= column < layout.width else ""
    return " ".join(name.split()) or letters(column + layout.first)
