"""Finding the header of a table: below which title lines it stands, its delimiter, and the preset that reads it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from data.intake.mapping import Mapping, fit
from data.intake.preset import MappingError, Preset
from data.intake.ragged import Shape
from data.intake.units import of_header

DELIMITERS = (",", "\t", ";", "|")
MOST_TITLE_LINES = 60
MOST_HEADER_LINES = 10


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

    @property
    def width(self) -> int:
        return len(self.mapping.header)


def find_layout(lines: Sequence[str], candidates: Sequence[Preset], where: str) -> Layout:
    """The layout whose header the presets know best; `lines` are the first lines of the table.

    Raises MappingError with the nearest preset and what it lacks when no line can be a header.
    """
    best = nearest_layout(lines, candidates, where)
    if best is None:
        known = candidates[0].name if len(candidates) == 1 else f"one of {len(candidates)} presets"
        raise MappingError(
            f"{where}: no line among the first {MOST_TITLE_LINES} is a header that fits {known}. Choose another with --preset or add a preset."
        )
    if best.mapping.missing:
        raise MappingError(
            f"{where}: the header does not fit. Nearest is the preset {best.mapping.preset.name} ({len(best.mapping.indexes)} columns known), "
            f"but it needs {', '.join(best.mapping.missing)}. Choose another with --preset or add a preset."
        )
    return best


def nearest_layout(lines: Sequence[str], candidates: Sequence[Preset], where: str) -> Layout | None:
    """The layout whose header the presets know best, also where it lacks something; None when they know no word of it."""
    best: Layout | None = None
    ledgers = [preset for preset in candidates if preset.is_ledger]
    for number, _ in enumerate(lines[:MOST_TITLE_LINES], start=1):
        titles = tuple(lines[: number - 1])
        said = "\n".join((where, *titles))
        for delimiter in DELIMITERS:
            cells, used = _cells(lines[number - 1 : number - 1 + MOST_HEADER_LINES], delimiter)
            found = [(fit(cells, candidates, said=said) if cells else None, used)]
            below, more = _cells(lines[number - 1 + used : number - 1 + used + MOST_HEADER_LINES], delimiter)
            if ledgers and len(cells) == len(below) > 1:
                chosen = ledgers if len(candidates) > 1 else candidates
                found.append((fit(_joined(cells, below), chosen, lower=below, said=said), used + more))
            for mapping, taken in found:
                layout = Layout(delimiter, number - 1 + taken, mapping, titles) if mapping else None
                if layout and (best is None or _rank(layout) > _rank(best)):
                    best = layout
    return best


def guessed_layout(lines: Sequence[str], preset: Preset) -> Layout | None:
    """Where no preset knows a word of the header: the widest line of names, to be mapped by hand to what `preset` reads."""
    best: tuple[int, Layout] | None = None
    for number, _ in enumerate(lines[:MOST_TITLE_LINES], start=1):
        for delimiter in DELIMITERS:
            cells, used = _cells(lines[number - 1 : number - 1 + MOST_HEADER_LINES], delimiter)
            names = {cell for cell in cells if cell and not any(letter.isdigit() for letter in cell)}
            if len(names) > 1 and (best is None or len(names) > best[0]):
                mapping = Mapping(preset, tuple(cells), {})
                best = len(names), Layout(delimiter, number - 1 + used, mapping, tuple(lines[: number - 1]))
    return best[1] if best else None


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
