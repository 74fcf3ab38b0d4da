"""Lines of quarantine as a file to be mended and imported again: below the header they came with, in the columns of their source."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.contracts.model import N_
from data.contracts.problem import Problem
from data.contracts.reasons import SETTLED, sentence
from data.intake import unpublished
from data.intake.hiding.privacy import file_name
from data.intake.reading.records import split
from data.intake.reading.text import unguarded
from data.intake.rules.state import headers, import_entry, quarantined
from data.store import Warehouse, read_only

REASON = "隔离原因"
# Nothing in these lines is to be mended: they are no records, the record is there already, or only the beginning of the line was kept.
FINAL = SETTLED | {"too_long"}
FORMULAS = ("=", "@", "＝", "＠", "|", "%", "+", "-", "＋", "－")


class NothingToMend(Problem):
    """There are no lines that could be mended; the message says why."""


@dataclass(frozen=True)
class Stopped:
    """A line of quarantine with its raw text and its reasons."""

    number: int
    raw: str
    reasons: tuple[str, ...]

    @property
    def mendable(self) -> bool:
        return not any(reason.partition(":")[0] in FINAL for reason in self.reasons)


def mendable(warehouse: Warehouse, import_id: int, *, everything: bool = False) -> tuple[str, bytes]:
    """Name and content of the file with the lines of an import that can be mended, or with all that stayed outside. Raises NothingToMend."""
    entry, lines = None, []
    if generation := warehouse.current():
        with read_only(generation.path) as connection:
            entry = import_entry(connection, import_id)
            lines = [Stopped(*line) for line in quarantined(connection, import_id)]
    if entry is None and (kept := unpublished.found(warehouse.folder, import_id)):
        entry, lines = kept[0], [Stopped(*line) for line in kept[1]]
    if entry is None:
        raise NothingToMend(N_("There is no import {number}."), number=import_id)
    file, sheet, head, delimiter = entry
    lines = [line for line in _whole(lines) if everything or line.mendable]
    if not lines:
        raise NothingToMend(N_("No line of import {number} waits to be mended."), number=import_id)
    if not head:
        raise NothingToMend(
            N_("Import {number} was made by an older version, which kept no header. Import the file again."), number=import_id
        )
    stem = file_name(file.rpartition(".")[0] or file)
    name = "-".join(part for part in (stem, sheet, "all" if everything else "mend") if part)
    return f"{name}.csv", written(head, delimiter or ",", lines)


def earlier_source(warehouse: Warehouse, header: Sequence[str]) -> tuple[str, str] | None:
    """Source and file of the newest import with this very header: mended lines must bear the source that they came with."""
    generation = warehouse.current()
    if generation is None:
        return None
    wanted = [unguarded(cell) for cell in header if cell.strip() and cell.strip() != REASON]
    with read_only(generation.path) as connection:
        for source, file, head, delimiter in headers(connection):
            if [unguarded(cell) for cell in _fields(head[-1], delimiter or ",") if cell.strip()] == wanted:
                return source, file
    return None


def written(head: Sequence[str], delimiter: str, lines: Iterable[Stopped]) -> bytes:
    """UTF-8 with a byte-order mark; the reasons stand in a last column that no import reads."""
    above = [_fields(line, delimiter) for line in head]
    width = max(map(len, above))
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    for fields in above:
        cells = [_harmless(cell) for cell in fields]
        writer.writerow([*cells, REASON] if len(fields) == width and any(fields) else cells)
    for line in lines:
        fields = [_harmless(cell) for cell in _fields(line.raw, delimiter)]
        writer.writerow([*fields, *[""] * (width - len(fields)), " ".join(sentence(reason) for reason in line.reasons)])
    return target.getvalue().encode("utf-8-sig")


def _whole(lines: Iterable[Stopped]) -> list[Stopped]:
    """Records whose lines stand one below the other again: those that continue one join it."""
    found: dict[int, Stopped] = {}
    for line in lines:
        code, _, first = line.reasons[0].partition(":")
        above = found.get(int(first)) if code == "continues" else None
        if above:
            found[above.number] = Stopped(above.number, f"{above.raw}\n{line.raw}", above.reasons)
        else:
            found[line.number] = line
    return list(found.values())


def _fields(line: str, delimiter: str) -> list[str]:
    fields = split(line, delimiter)
    return fields if isinstance(fields, list) else line.split(delimiter)


def _harmless(cell: str) -> str:
    """The cell in a form that no spreadsheet runs as a formula and that an import reads as it would read the cell itself."""
    value = unguarded(cell)
    if not (_runs(value) or _runs(cell.strip())):
        return cell
    quoted = value.replace('"', '""')
    guarded, literal = f"'{value}", f'="{quoted}"'
    return guarded if _runs(value) and unguarded(guarded) == value else literal


def _runs(text: str) -> bool:
    """Whether a spreadsheet would reckon with the text; a number with its sign stays one."""
    if not text.startswith(FORMULAS):
        return False
    try:
        float(text)
    except ValueError:
        return True
    return False
