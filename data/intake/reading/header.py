"""Finding the header of a table: below which title lines it stands, its delimiter, and the preset that reads it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from data.contracts.model import N_
from data.contracts.problem import Message
from data.intake.mapping.mapping import Mapping, fit
from data.intake.mapping.preset import MappingError, Preset, presets
from data.intake.mapping.units import of_header
from data.intake.reading.ragged import MOMENT, NUMBER, Shape
from data.intake.reading.sheet_facts import letters

DELIMITERS = (",", "\t", ";", "|")
MOST_TITLE_LINES = 60
MOST_HEADER_LINES = 10
# What a cell of data looks like and the name of a column does not: a moment, a number, a telephone, the code of a case.
VALUE = re.compile(rf"^\s*(?:{MOMENT}|{NUMBER}\s*$|[A-Za-z]{{0,6}}[-_]?\d{{4,}}[-\w]*$|\+?[\d*][\d* -]{{6,}}$)|[\d*]{{7,}}")


@dataclass(frozen=True)
class Layout:
    """How the lines of one table are cut: the header ends at physical line `header_lines` (counted from 1)."""

    delimiter: str
    header_lines: int
    mapping: Mapping
    titles: tuple[str, ...] = ()
    shape: Shape | None = None
    # What is worth saying about how the header was read.
    notes: tuple[str, ...] = ()
    # The place of the first cell in its sheet.
    first: int = 0

    @property
    def width(self) -> int:
        return len(self.mapping.header)


def find_layout(lines: Sequence[str], candidates: Sequence[Preset], where: str) -> Layout:
    """The layout whose header the presets know best; `lines` are the first lines of the table.

    Raises MappingError with the nearest preset and what it lacks when no line can be a header.
    """
    best = nearest_layout(lines, candidates, where)
    if best is None:
        known = candidates[0].name if len(candidates) == 1 else Message(N_("one of {count} formats"), count=len(candidates))
        text = N_(
            "{where}: no line among the first {lines} is a header that fits {known}. See it with --preview; "
            "name columns with --map and the line of the header with --header-row (0 where there is none)."
        )
        raise MappingError(text, where=where, lines=MOST_TITLE_LINES, known=known)
    if best.mapping.missing:
        text = N_(
            "{where}: the header does not fit. Nearest is the format {preset} ({count} columns known), but it needs {columns}. "
            "Name the columns with --map, or choose another format with --preset."
        )
        raise MappingError(
            text, where=where, preset=best.mapping.preset.name, count=len(best.mapping.indexes), columns=list(best.mapping.missing)
        )
    return best


def nearest_layout(lines: Sequence[str], candidates: Sequence[Preset], where: str, row: int | None = None) -> Layout | None:
    """The layout whose header the presets know best, also where it lacks something; None when they know no word of it.

    `row` is the physical line of the header, where somebody names it; 0 says that there is none.
    """
    best: Layout | None = None
    for number, _ in enumerate(lines[:MOST_TITLE_LINES], start=1):
        titles = tuple(lines[: number - 1])
        said = "\n".join((where, *titles))
        able = [preset for preset in candidates if _may_stand(number, row if row is not None else preset.header_row)]
        for delimiter in DELIMITERS if able else ():
            cells, used = _cells(lines[number - 1 : number - 1 + MOST_HEADER_LINES], delimiter)
            found = [(fit(cells, able, said=said) if cells else None, used)]
            below, more = _cells(lines[number - 1 + used : number - 1 + used + MOST_HEADER_LINES], delimiter)
            if len(cells) == len(below) > 1:
                # Of tickets the second line must look like names: their rows hold moments and numbers.
                chosen = able if are_names(below) else [preset for preset in able if preset.is_ledger]
                found.append((fit(_joined(cells, below), chosen, lower=below, said=said), used + more))
            for mapping, taken in found:
                layout = Layout(delimiter, number - 1 + taken, mapping, titles) if mapping else None
                if layout and (best is None or _rank(layout) > _rank(best)):
                    best = layout
    # Columns that are known by their places alone fit any table: somebody has to have chosen that.
    asked = row == 0 or (len(candidates) == 1 and candidates[0].header_row == 0)
    return best or (_without_header(lines, candidates) if asked else None)


def _may_stand(number: int, row: int | None) -> bool:
    return row is None or number == row


def _without_header(lines: Sequence[str], candidates: Sequence[Preset]) -> Layout | None:
    """The columns by their letters, for presets that are chosen for a table without a header."""
    cells = headless(lines)
    mapping = fit(cells.mapping.header, candidates) if cells and candidates else None
    return Layout(cells.delimiter, 0, mapping) if cells and mapping else None


def headless(lines: Sequence[str], preset: Preset | None = None) -> Layout | None:
    """A table of which no line is a header: its columns are called A, B, C… and nothing is mapped."""
    widths = {delimiter: _usual_width(lines, delimiter) for delimiter in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda one: widths[one])
    if widths[delimiter] < 2:
        return None
    header = tuple(letters(index) for index in range(widths[delimiter]))
    return Layout(delimiter, 0, Mapping(preset or presets()[0], header, {}))


def _usual_width(lines: Sequence[str], delimiter: str) -> int:
    counted = Counter(len(cells) for line in lines if (cells := _cells([line], delimiter)[0]) and line.strip())
    return counted.most_common(1)[0][0] if counted else 0


def guessed_layout(lines: Sequence[str], preset: Preset, row: int | None = None) -> Layout | None:
    """Where no preset knows a word of the header: the line that looks most like one, to be mapped by hand to what `preset` reads."""
    best: tuple[int, Layout] | None = None
    for number, _ in enumerate(lines[:MOST_TITLE_LINES], start=1):
        for delimiter in DELIMITERS if _may_stand(number, row) else ():
            cells, used = _cells(lines[number - 1 : number - 1 + MOST_HEADER_LINES], delimiter)
            names = {cell for cell in cells if cell}
            if len(names) > 1 and (row or are_names(cells)) and (best is None or len(names) > best[0]):
                mapping = Mapping(preset, tuple(cells), {})
                best = len(names), Layout(delimiter, number - 1 + used, mapping, tuple(lines[: number - 1]))
    if best and row is None and not _stands_above_data(best[1], lines):
        return None
    return best[1] if best else None


def are_names(cells: Sequence[str]) -> bool:
    """Whether a line may name columns: every cell that is filled is a word of its own, and none a value."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) > 1 and len(set(filled)) == len(filled) and not any(VALUE.search(cell) for cell in filled)


def _stands_above_data(layout: Layout, lines: Sequence[str]) -> bool:
    """Whether the lines below look otherwise than the header: some hold values. A first row of words above words would be data."""
    below = [_cells([line], layout.delimiter)[0] for line in lines[layout.header_lines :]]
    rows = [row for row in below if len(row) == layout.width]
    return not rows or any(VALUE.search(cell) for row in rows for cell in row)


def _rank(layout: Layout) -> tuple[bool, int, bool]:
    """Of equals a header of one line wins: a title above it gives no names."""
    return not layout.mapping.missing, len(layout.mapping.indexes), layout.header_lines == len(layout.titles) + 1


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """The names of a header of two lines, whose upper cells may be merged over several lower ones: 计划 over 开工 is 计划开工."""
    names = []
    above = ""
    for over, under in zip(upper, lower, strict=True):
        above = over or above
        name, unit = of_header(above)
        stated = f"({unit.name})" if unit and not of_header(under)[1] else ""
        names.append(over if over == under or not under else f"{name}{under}{stated}")
    return names


def _cells(lines: Sequence[str], delimiter: str) -> tuple[list[str], int]:
    """The cells of the first line, joined with the next ones while a quote is open; and how many lines that took."""
    for used in range(1, len(lines) + 1):
        try:
            rows = list(csv.reader(["\n".join(lines[:used])], delimiter=delimiter, strict=True))
        except csv.Error as error:
            if "unexpected end" not in str(error):
                return [], 1
            continue
        return ([cell.strip().lstrip("\ufeff") for cell in rows[0]], used) if rows else ([], 1)
    return [], 1
