"""Presets: known export formats as YAML files, one per format."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from data.contracts import CONTRACTS
from data.contracts.problem import Problem
from data.intake.mapping.units import UNITS

SHIPPED = Path(__file__).parents[2] / "presets"
PLACES = ("district", "street", "community", "grid")
# Inputs that are not columns of the contract. Of a ticket: the reporter is hashed, the state only says whether it is void.
# Of a ledger: where it lies by names, what a record of another table is called, which stage a project is in, and the month of the report.
EXTRA = {
    "tickets": ("reporter", "state", "late"),
    "areas": (*PLACES, "parent", "month"),
    "renovation_projects": PLACES,
    "renovation_progress": ("name", "area_code", *PLACES),
    "renovation_plans": ("name", "area_code", *PLACES),
    "investment_projects": (*PLACES, "stage", "month"),
    "investment_flows": ("name", "area_code", *PLACES, "year"),
    "investment_targets": PLACES,
    "service_items": (*PLACES, "month"),
    "service_cases": ("name", "area_code", *PLACES, "year"),
    "activities": PLACES,
}


class MappingError(Problem):
    """No preset fits, or a preset file is not valid."""


class Preset(BaseModel):
    """How one known export maps to one contract; `columns` lists the header names of a target, best first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    label: dict[str, str] = Field(description="What people call the format, by language: en and zh_CN.")
    dataset: str
    also: list[str] = Field(default=[], description="Further tables that a line fills, such as the month's progress of a project.")
    source: str | None = None
    columns: dict[str, list[str]]
    needs: list[str] = Field(default=[], description="What a header must have; category|title is one of the two.")
    marks: list[str] = Field(default=[], description="Header names of which at least one must be there.")
    titles: list[str] = Field(default=[], description="Words in the title, the sheet's or the file's name that speak for this preset.")
    constants: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    joined: list[str] = Field(default=[], description="Columns whose cell may list several values; they are joined by a plus sign.")
    units: dict[str, str] = Field(default={}, description="The unit of an amount where neither header, title nor cell states one.")
    monthly: str | None = Field(default=None, description="The column whose months may stand side by side, as 1月 to 12月.")
    month_ends: list[str] = Field(default=[], description="Dates that mean the end of a month where no day is given.")
    closed_states: list[str] = Field(default=[], description="States in which the resolution time holds; in others it is ignored.")
    formats: list[str] = []
    column_formats: dict[str, list[str]] = Field(default={}, description="The date formats of single columns, tried before all others.")
    header_row: int | None = Field(
        default=None, ge=0, description="The line that names the columns; 0 where none does. Without it, it is found."
    )
    missing: list[str] = []

    @property
    def tables(self) -> tuple[str, ...]:
        return (self.dataset, *self.also)

    @property
    def is_ledger(self) -> bool:
        """Whether lines take the way of ledgers: units, names for numbers, months side by side, several tables."""
        return self.dataset != "tickets"

    @model_validator(mode="after")
    def _names_exist(self) -> Preset:
        for table in self.tables:
            if table not in CONTRACTS:
                raise ValueError(f"dataset {table} does not exist; there are {', '.join(CONTRACTS)}")
        known = {name for table in self.tables for name in (*CONTRACTS[table].names, *EXTRA[table])}
        for entry in ("columns", "constants", "values", "needs", "joined", "units", "month_ends", "column_formats"):
            named = {name for one in getattr(self, entry) for name in (one.split("|") if entry == "needs" else [one])}
            if unknown := sorted(named - known):
                raise ValueError(f"{entry}: {self.dataset} has no column {unknown[0]}")
        if unknown := sorted(set(self.units.values()) - set(UNITS)):
            raise ValueError(f"units: {unknown[0]} is unknown; there are {', '.join(UNITS)}")
        if missing := {"en", "zh_CN"} - set(self.label):
            raise ValueError(f"label: the language {min(missing)} is missing")
        return self


def presets(folder: Path | None = None) -> list[Preset]:
    """Those of a deployment's folder, which win among equals, the presets that ship, and one per contract for our own column names.

    Raises MappingError naming the file and the entry that is not valid.
    """
    files = (sorted(folder.glob("*.yaml")) if folder and folder.is_dir() else []) + sorted(SHIPPED.glob("*.yaml"))
    return [*(_read(path, path.stat().st_mtime_ns) for path in files), *_own()]


def choose(found: Sequence[Preset], name: str | None, dataset: str | None) -> list[Preset]:
    """Those presets that the user's arguments leave. Raises MappingError when none is left."""
    if dataset and dataset not in CONTRACTS:
        raise MappingError(f"There is no dataset {dataset}. Datasets: {', '.join(CONTRACTS)}.")
    if name and name not in {preset.name for preset in found}:
        raise MappingError(f"There is no preset {name}. Presets: {', '.join(preset.name for preset in found)}.")
    left = [preset for preset in found if name in (None, preset.name) and dataset in (None, preset.dataset)]
    if not left:
        raise MappingError(f"The preset {name} is not for the dataset {dataset}. Leave one of the two out.")
    return left


@lru_cache(maxsize=128)
def _read(path: Path, _modified: int) -> Preset:
    try:
        content = _extended(_loaded(path), path.parent)
        shared = SHIPPED / "values" / f"{content.get('dataset')}.yaml"
        if shared.exists():
            content["values"] = _merged(_loaded(shared), content.get("values", {}))
        return Preset.model_validate(content)
    except (yaml.YAMLError, AttributeError, UnicodeDecodeError) as error:
        raise MappingError(f"The preset file {path} is not a YAML mapping: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(str(part) for part in first["loc"]) or "file"
        raise MappingError(f"The preset file {path}, entry {entry}: {first['msg']}.") from error


def _loaded(path: Path) -> Any:
    # The parser in C, where the package has it, reads the same in a tenth of the time.
    return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _extended(content: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The content with what `extends` names below it: a format that differs in a few entries only says those."""
    if not (base := content.pop("extends", None)):
        return content
    path = next((path for path in (folder / f"{base}.yaml", SHIPPED / f"{base}.yaml") if path.exists()), None)
    if path is None:
        raise MappingError(f"The preset {content.get('name')} extends {base}, which does not exist.")
    return {**_extended(_loaded(path), folder), **content}


def _merged(shared: dict[str, dict[str, str]], own: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return {target: {**shared.get(target, {}), **own.get(target, {})} for target in {**shared, **own}}


@lru_cache(maxsize=1)
def _own() -> tuple[Preset, ...]:
    return tuple(
        Preset(
            name=f"gridscope_{table}",
            label={"en": f"Gridscope {table}", "zh_CN": f"本系统格式 {table}"},
            dataset=table,
            columns={name: [name] for name in contract.names},
        )
        for table, contract in CONTRACTS.items()
    )
