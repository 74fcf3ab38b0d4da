"""The mapping of an import as the command line names it: --sheet, --map, --value, --save-preset, --preview."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Sequence
from pathlib import Path

from data.contracts.model import N_
from data.contracts.reasons import sentence
from data.intake.editing import edited, save
from data.intake.mapping import normalise
from data.intake.preset import MappingError, Preset, choose, presets
from data.intake.preview import Preview, preview
from data.intake.tables import tables_of
from data.private import scratch
from data.store import Warehouse

BASE = "chinese_ledger"


def sheets_of(named: Sequence[str] | None) -> dict[str, str | Preset | None] | None:
    """The sheets to read and the preset of each: NAME or NAME=PRESET."""
    if not named:
        return None
    return {name: preset or None for name, _, preset in (entry.partition("=") for entry in named)}


def map_by_hand(arguments: argparse.Namespace) -> Preset | None:
    """The preset that --map and --value make of the one that fits the first table; kept where --save-preset names it."""
    if not (arguments.map or arguments.value or arguments.save_preset):
        return None
    first = _previews(arguments, None)[0]
    mapping = first.layout.mapping
    places = {normalise(cell): index for index, cell in enumerate(mapping.header)}
    chosen: dict[str, int | None] = {}
    for entry in arguments.map or ():
        target, _, cell = entry.partition("=")
        if cell and normalise(cell) not in places:
            raise MappingError(N_("The file has no column {name}. It has {known}."), name=cell, known=[c for c in mapping.header if c])
        chosen[target] = places[normalise(cell)] if cell else None
    values: dict[str, dict[str, str]] = {}
    for entry in arguments.value or ():
        target, _, words = entry.partition(":")
        theirs, _, ours = words.partition("=")
        values.setdefault(target, {})[theirs] = ours
    name = arguments.save_preset
    preset = edited(mapping.preset, mapping.header, chosen, values, name=name, source=arguments.source)
    if name:
        save(preset, Warehouse().folder)
    return preset


def as_text(arguments: argparse.Namespace, mapped: Preset | None) -> str:
    """The previews of all tables as people read them in a terminal."""
    return "\n\n".join(_block(found) for found in _previews(arguments, mapped))


def _previews(arguments: argparse.Namespace, mapped: Preset | None) -> list[Preview]:
    known = presets(Warehouse().folder / "presets")
    chosen = [mapped] if mapped else choose(known, arguments.preset, arguments.dataset)
    base = mapped or (chosen[0] if arguments.preset or arguments.dataset else next(one for one in known if one.name == BASE))
    wanted = sheets_of(arguments.sheet)
    found: list[Preview] = []
    problem: MappingError | None = None
    for file in map(Path, arguments.files):
        with scratch(f"sheets-{secrets.token_urlsafe(24)}", Warehouse()) as folder:
            for table in tables_of(file, folder, arguments.encoding):
                if wanted is not None and table.sheet is not None and table.sheet not in wanted:
                    continue
                try:
                    found.append(preview(table, chosen, base, as_of=arguments.as_of))
                except MappingError as error:
                    problem = problem or error
    if not found:
        raise problem or MappingError(N_("There is no sheet of that name."))
    return found


def _block(found: Preview) -> str:
    mapping = found.layout.mapping
    lines = [f"{found.table.where}: {mapping.preset.dataset} by preset {mapping.preset.name} (header known to {mapping.score:.0%})"]
    lines += [f"  {target} ← {mapping.header[index]}" for target, index in mapping.indexes.items()]
    lines += [f"  not read: {', '.join(found.unread)}"] if found.unread else []
    lines += [f"  {note}" for note in found.notes]
    lines += [f"  {found.problem}"] if found.problem else []
    for line in found.lines:
        values = ", ".join(f"{name}={value}" for name, value in line.values.items() if value == value and value is not None)
        lines.append(f"  line {line.number}: {'; '.join(sentence(reason) for reason in line.reasons) or values}")
    return "\n".join(lines)
