"""A mapping chosen by hand as a preset: laid over the file at once, and kept in the deployment's folder for the next month."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import ValidationError

from data.contracts.model import N_
from data.intake.mapping.column_names import normalise
from data.intake.mapping.preset import SHIPPED, MappingError, Preset, presets

FOLDER = "presets"
NAME = re.compile(r"[\w一-鿿][\w一-鿿-]{0,39}")
# What another file of the same shape need not repeat.
LEFT_OUT = {"marks", "titles"}


@dataclass(frozen=True)
class Said:
    """What is said of a file beside which column feeds which: formats by column, units, constants, and the line of its header."""

    formats: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    header_row: int | None = None


def edited(
    base: Preset,
    header: Sequence[str],
    chosen: Mapping[str, int | None],
    values: Mapping[str, Mapping[str, str]] | None = None,
    *,
    said: Said | None = None,
    name: str | None = None,
    label: str | None = None,
    source: str | None = None,
) -> Preset:
    """`base` with other columns: `chosen` says for each target the column that feeds it, or None for none at all.

    Targets that are not named keep their names, so that months side by side are still found; `values` are laid over those
    of the base. A column without a name of its own is remembered by its place. Raises MappingError when something is
    said that cannot be.
    """
    said = said or Said()
    columns = dict(base.columns)
    for target, index in chosen.items():
        if index is None:
            columns.pop(target, None)
        else:
            columns[target] = [_address(header, index, named=said.header_row != 0)]
    merged = {target: dict(words) for target, words in base.values.items()}
    for target, words in (values or {}).items():
        if words:
            merged[target] = {**merged.get(target, {}), **words}
    constants = {**base.constants, **said.constants}
    needs = [need for need in base.needs if need in columns or need in constants]
    changes: dict[str, object] = {
        "columns": {target: names for target, names in columns.items() if target not in said.constants},
        "values": merged,
        "needs": needs,
        "marks": [],
        "titles": [],
        "constants": constants,
        "units": {**base.units, **said.units},
        "column_formats": {**base.column_formats, **{target: [text] for target, text in said.formats.items()}},
        "header_row": base.header_row if said.header_row is None else said.header_row,
    }
    if name:
        changes |= {"name": name, "label": {"en": label or name, "zh_CN": label or name}, "source": source or base.source or base.name}
    try:
        return Preset.model_validate(base.model_dump() | changes)
    except ValidationError as error:
        reason = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        raise MappingError(N_("The mapping cannot be kept: {reason}."), reason=reason) from error


def _address(header: Sequence[str], index: int, *, named: bool) -> str:
    name = normalise(header[index])
    return header[index] if named and name and [normalise(cell) for cell in header].count(name) == 1 else f"#{index + 1}"


def as_yaml(preset: Preset) -> str:
    """The preset file, without what the values that ship for its table say already."""
    content = {name: entry for name, entry in preset.model_dump(exclude_defaults=True).items() if name not in LEFT_OUT}
    shipped = SHIPPED / "values" / f"{preset.dataset}.yaml"
    known = yaml.safe_load(shipped.read_text("utf-8")) if shipped.exists() else {}
    own = {
        target: {text: meant for text, meant in words.items() if known.get(target, {}).get(text) != meant}
        for target, words in content.pop("values", {}).items()
    }
    if own := {target: words for target, words in own.items() if words}:
        content["values"] = own
    text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
    return text


def save(preset: Preset, warehouse: Path) -> Path:
    """Keep the preset for the deployment; one of the same name that was kept before is replaced. Raises MappingError."""
    if not NAME.fullmatch(preset.name):
        raise MappingError(N_("The name {name} cannot be kept. Use up to 40 letters, digits, - and _."), name=preset.name)
    if preset.name in {other.name for other in presets()}:
        raise MappingError(N_("The name {name} belongs to a format that comes with the product. Choose another one."), name=preset.name)
    folder = warehouse / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{preset.name}.yaml"
    fresh = path.with_suffix(".new")
    fresh.write_text(as_yaml(preset), "utf-8")
    fresh.replace(path)
    return path
