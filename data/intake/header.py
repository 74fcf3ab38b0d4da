"""Finding the header of a table: below which title lines it stands, its delimiter, and the preset that reads it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from data.intake.mapping import Mapping, MappingError, Preset, fit

DELIMITERS = (",", "\t", ";", "|")
MOST_TITLE_LINES = 60
MOST_HEADER_LINES = 10


@dataclass(frozen=True)
class Layout:
    """How the lines of one table are cut: the header ends at physical line `header_lines` (counted from 1)."""

    delimiter: str
    header_lines: int
    mapping: Mapping

    @property
    def width(self) -> int:
        return len(self.mapping.header)


def find_layout(lines: Sequence[str], candidates: Sequence[Preset], where: str) -> Layout:
    """The layout whose header the presets know best; `lines` are the first lines of the table.

    Raises MappingError with the nearest preset and what it lacks when no line can be a header.
    """
    best: Layout | None = None
    for number, _ in enumerate(lines[:MOST_TITLE_LINES], start=1):
        for delimiter in DELIMITERS:
            cells, used = _cells(lines[number - 1 : number - 1 + MOST_HEADER_LINES], delimiter)
            mapping = fit(cells, candidates) if cells else None
            if mapping and (best is None or _better(mapping, best.mapping)):
                best = Layout(delimiter, number - 1 + used, mapping)
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


def _better(mapping: Mapping, than: Mapping) -> bool:
    return (not mapping.missing, len(mapping.indexes)) > (not than.missing, len(than.indexes))


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
