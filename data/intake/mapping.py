"""Presets: known export formats as YAML, found by the names in a file's header."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from data.contracts import CONTRACTS
from data.contracts.problem import Problem

SHIPPED = Path(__file__).parent.parent / "presets"
# Inputs that are not columns of the contract: the reporter is hashed, the state only says whether a case is void.
EXTRA = {"tickets": ("reporter", "state")}
PERSONAL_WORDS = (
    "姓名",
    "联系人",
    "电话",
    "手机",
    "身份证",
    "证件号",
    "住址",
    "地址",
    "来电",
    "邮箱",
    "phone",
    "mobile",
    "email",
    "address",
    "firstname",
    "lastname",
)


class MappingError(Problem):
    """No preset fits, or a preset file is not valid."""


class Preset(BaseModel):
    """How one known export maps to one contract; `columns` lists the header names of a target, best first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    title: str
    dataset: str
    source: str | None = None
    columns: dict[str, list[str]]
    needs: list[str] = []
    marks: list[str] = Field(default=[], description="Header names of which at least one must be there.")
    constants: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    closed_states: list[str] = Field(default=[], description="States in which the resolution time holds; in others it is ignored.")
    formats: list[str] = []
    missing: list[str] = []

    @model_validator(mode="after")
    def _names_exist(self) -> Preset:
        if self.dataset not in CONTRACTS:
            raise ValueError(f"dataset {self.dataset} does not exist; there are {', '.join(CONTRACTS)}")
        known = {*CONTRACTS[self.dataset].names, *EXTRA.get(self.dataset, ())}
        for entry in ("columns", "constants", "values", "needs"):
            if unknown := sorted(set(getattr(self, entry)) - known):
                raise ValueError(f"{entry}: {self.dataset} has no column {unknown[0]}")
        return self


@dataclass(frozen=True)
class Mapping:
    """A preset laid over one header: `indexes` says in which cell each target stands."""

    preset: Preset
    header: tuple[str, ...]
    indexes: dict[str, int]

    @property
    def score(self) -> float:
        """Share of the named header cells that the preset knows."""
        named = sum(bool(cell.strip()) for cell in self.header)
        return round(len(set(self.indexes.values())) / named, 3) if named else 0.0

    @property
    def missing(self) -> list[str]:
        """Required columns that neither the header nor the preset's constants give."""
        contract = CONTRACTS[self.preset.dataset]
        needed = self.preset.needs or [column.name for column in contract.columns if column.required and column.name != "source"]
        return [name for name in needed if name not in self.indexes and name not in self.preset.constants]

    @property
    def personal(self) -> frozenset[int]:
        """Cells whose content must not be kept even in quarantine."""
        named = {index for index, cell in enumerate(self.header) if any(word in normalise(cell) for word in PERSONAL_WORDS)}
        return frozenset(named | {self.indexes[name] for name in ("reporter", "reporter_key") if name in self.indexes})


@lru_cache(maxsize=1 << 14)  # the names of all presets are held against every line that may be the header
def normalise(name: str) -> str:
    """A header name without width, case, spaces and punctuation."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", name).lower() if letter.isalnum())


def presets(folder: Path | None = None) -> list[Preset]:
    """The presets that ship, those of a deployment's folder, and one per contract for our own column names.

    Raises MappingError naming the file and the entry that is not valid.
    """
    files = sorted(SHIPPED.glob("*.yaml")) + (sorted(folder.glob("*.yaml")) if folder and folder.is_dir() else [])
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


def fit(header: Sequence[str], candidates: Sequence[Preset]) -> Mapping | None:
    """The preset that knows most of the header and finds all it needs; otherwise the nearest one; None when nothing matches."""
    places: dict[str, int] = {}
    for index, cell in enumerate(header):
        places.setdefault(normalise(cell), index)
    places.pop("", None)
    best: Mapping | None = None
    for preset in candidates:
        mapping = _lay(preset, tuple(header), places)
        if mapping.indexes and (best is None or _rank(mapping, places) > _rank(best, places)):
            best = mapping
    return best


def _rank(mapping: Mapping, places: dict[str, int]) -> tuple[bool, bool, int]:
    marked = not mapping.preset.marks or any(normalise(mark) in places for mark in mapping.preset.marks)
    return not mapping.missing, marked, len(mapping.indexes)


def _lay(preset: Preset, header: tuple[str, ...], places: dict[str, int]) -> Mapping:
    indexes: dict[str, int] = {}
    for target, aliases in preset.columns.items():
        taken = set(indexes.values())
        for priority, alias in enumerate((*aliases, target)):
            index = places.get(normalise(alias))
            # A stand-in must not take what another column is read from; a column's own name is always its own.
            if index is not None and (priority == 0 or index not in taken):
                indexes[target] = index
                break
    return Mapping(preset, header, indexes)


@lru_cache(maxsize=128)
def _read(path: Path, _modified: int) -> Preset:
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
        shared = SHIPPED / "values" / f"{content.get('dataset')}.yaml"
        if shared.exists():
            content["values"] = _merged(yaml.safe_load(shared.read_text("utf-8")), content.get("values", {}))
        return Preset.model_validate(content)
    except (yaml.YAMLError, AttributeError, UnicodeDecodeError) as error:
        raise MappingError(f"The preset file {path} is not a YAML mapping: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(str(part) for part in first["loc"]) or "file"
        raise MappingError(f"The preset file {path}, entry {entry}: {first['msg']}.") from error


def _merged(shared: dict[str, dict[str, str]], own: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return {target: {**shared.get(target, {}), **own.get(target, {})} for target in {**shared, **own}}


@lru_cache(maxsize=1)
def _own() -> tuple[Preset, ...]:
    return tuple(
        Preset(name=f"gridscope_{table}", title=f"Gridscope {table}", dataset=table, columns={name: [name] for name in contract.names})
        for table, contract in CONTRACTS.items()
    )
