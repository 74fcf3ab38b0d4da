"""The mapping of an import as the command line names it: --sheet, --map, --format, --unit, --constant, --value, --header-row, --preview."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path

from data.contracts.model import N_
from data.contracts.reasons import sentence
from data.intake.mapping.editing import Said, edited, save
from data.intake.mapping.preset import MappingError, Preset, choose, presets
from data.intake.mapping.preview import Preview, preview
from data.intake.mapping.stated import column_of, date_format, known_target, pairs, unit_of
from data.intake.mapping.suggest import suggestions
from data.intake.reading.tables import tables_of
from data.private import scratch
from data.store import Warehouse

BASE = "chinese_ledger"


def add_arguments(into: argparse.ArgumentParser) -> None:
    """What says how the columns of a file are read."""
    into.add_argument("--sheet", action="append", metavar="NAME[=PRESET]", help="read only this sheet of a workbook; may be repeated")
    into.add_argument(
        "--map",
        action="append",
        metavar="NAME=COLUMN",
        help="feed one of our columns from this one of the file: its name, its letter or #3; may be repeated",
    )
    into.add_argument(
        "--format", action="append", metavar="NAME=FORMAT", help="how a column writes its dates: %%m/%%d/%%Y %%I:%%M %%p, or 月/日/年 时:分"
    )
    into.add_argument("--unit", action="append", metavar="NAME=UNIT", help="what the amounts of a column count in, as in 万元")
    into.add_argument("--constant", action="append", metavar="NAME=VALUE", help="a value that every row has, as in channel=hotline_12345")
    into.add_argument(
        "--value", action="append", metavar="NAME:THEIRS=OURS", help="read a value of the file as one of ours; may be repeated"
    )
    into.add_argument("--header-row", type=int, metavar="N", help="the line that names the columns; 0 where none does")
    into.add_argument("--save-preset", metavar="NAME", help="keep the mapping under this name for the next file of its kind")
    into.add_argument("--preview", action="store_true", help="print the mapping and the first rows as they would be read, and stop")


def sheets_of(named: Sequence[str] | None) -> dict[str, str | Preset | None] | None:
    """The sheets to read and the preset of each: NAME or NAME=PRESET."""
    if not named:
        return None
    return {name: preset or None for name, _, preset in (entry.partition("=") for entry in named)}


def map_by_hand(arguments: argparse.Namespace) -> Preset | None:
    """The preset that is made, by what is said of the columns, of the one that fits the first table; kept where --save-preset names it."""
    said = (arguments.map, arguments.value, arguments.save_preset, arguments.format, arguments.unit, arguments.constant)
    if not any(said) and arguments.header_row is None:
        return None
    if arguments.header_row is not None and arguments.header_row < 0:
        raise MappingError(N_("--header-row is the number of a line, from 1; 0 says that no line names the columns."))
    first = _previews(arguments, None)[0]
    mapping, preset = first.layout.mapping, first.layout.mapping.preset
    chosen = {
        known_target(preset, target): column_of(cell, mapping.header, first.layout.first) if cell else None
        for target, cell in pairs(arguments.map, "--map").items()
    }
    made = edited(
        preset, mapping.header, chosen, _values(arguments, preset), said=_said(arguments, first), name=arguments.save_preset, source=arguments.source
    )  # fmt: skip
    if arguments.save_preset:
        save(made, Warehouse().folder)
    return made


def _said(arguments: argparse.Namespace, first: Preview) -> Said:
    preset = first.layout.mapping.preset
    formats, units, constants = (
        {known_target(preset, target): text for target, text in pairs(entries, option).items()}
        for entries, option in ((arguments.format, "--format"), (arguments.unit, "--unit"), (arguments.constant, "--constant"))
    )
    return Said(
        {target: date_format(text) for target, text in formats.items()},
        {target: unit_of(text) for target, text in units.items()},
        constants,
        0 if first.headless else arguments.header_row,
    )


def _values(arguments: argparse.Namespace, preset: Preset) -> dict[str, dict[str, str]]:
    values: dict[str, dict[str, str]] = {}
    for entry in arguments.value or ():
        target, _, words = entry.partition(":")
        theirs, sign, ours = words.partition("=")
        if not sign:
            raise MappingError(N_("{option} needs NAME=VALUE, not {entry}."), option="--value", entry=entry)
        values.setdefault(known_target(preset, target), {})[theirs] = ours
    return values


def as_text(arguments: argparse.Namespace, mapped: Preset | None) -> str:
    """The previews of all tables as people read them in a terminal."""
    return "\n\n".join("\n".join(_block(found)) for found in _previews(arguments, mapped))


def _previews(arguments: argparse.Namespace, mapped: Preset | None) -> list[Preview]:
    known = presets(Warehouse().folder / "presets")
    chosen = [mapped] if mapped else choose(known, arguments.preset, arguments.dataset)
    base = mapped or (chosen[0] if arguments.preset or arguments.dataset else next(one for one in known if one.name == BASE))
    wanted = sheets_of(arguments.sheet)
    found: list[Preview] = []
    problem: MappingError | None = None
    for file in map(Path, arguments.files):
        with scratch(f"sheets-{secrets.token_urlsafe(24)}", Warehouse()) as folder:
            for table in tables_of(file, folder, arguments.encoding, hidden=wanted is not None):
                if wanted is not None and table.sheet is not None and table.sheet not in wanted:
                    continue
                try:
                    found.append(preview(table, chosen, base, as_of=arguments.as_of, row=None if mapped else arguments.header_row))
                except MappingError as error:
                    problem = problem or error
    if not found:
        raise problem or MappingError(N_("There is no sheet of that name."))
    return found


def _block(found: Preview) -> Iterator[str]:
    mapping = found.layout.mapping
    yield f"{found.table.where}: {mapping.preset.dataset} by preset {mapping.preset.name} (header known to {mapping.score:.0%})"
    for target, index in mapping.indexes.items():
        yield f"  {target} ← {found.name(index)}"
    if left := [index for index in mapping.unread if found.name(index)]:
        yield "  not read: " + ", ".join(f"{found.name(index)} ({found.sample(index)})" for index in left)
    for note in found.notes:
        yield f"  {note}"
    if found.problem:
        yield f"  {found.problem}"
    if offered := suggestions(found, [mapping.preset]):
        yield "  perhaps: " + " ".join(f"--map {one.target}={found.name(one.index)}" for one in offered)
    for line in found.lines:
        values = ", ".join(f"{name}={value}" for name, value in line.values.items() if value == value and value is not None)
        yield f"  line {line.number}: {'; '.join(sentence(reason) for reason in line.reasons) or values}"
        if line.empty and not line.reasons:
            yield f"    left empty: {'; '.join(sentence(reason) for reason in line.empty)}"
