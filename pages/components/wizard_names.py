"""What the wizard calls columns, formats and steps of an import."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from analytics.catalogue import CATALOGUE
from analytics.language import CHINESE, _, language
from data.contracts import CONTRACTS
from data.contracts.model import N_
from data.intake.lines import months_of
from data.intake.preset import Preset, presets
from pages.components.quarantine import column_name

STEPS = {
    "reading": N_("Reading {what}"),
    "merging": N_("Merging {what}"),
    "building": N_("Building the new generation"),
}
# Of columns that no Chinese format names.
NAMES = {"reporter": N_("Reporter's number"), "state": N_("State of the case"), "reporter_key": N_("Key of the reporter")}


def target_name(name: str, dataset: str) -> str:
    """受理时间 for received_at: as Chinese exports of the dataset call it, or by its meaning."""
    if language() != CHINESE:
        return name.replace("_", " ")
    return _chinese(dataset).get(name) or (_(NAMES[name]) if name in NAMES else column_name(name))


@lru_cache(maxsize=32)
def _chinese(dataset: str) -> dict[str, str]:
    """The first Chinese name that any format of the dataset has for each column."""
    found: dict[str, str] = {}
    for preset in sorted(presets(), key=lambda preset: preset.name != "chinese_ledger"):
        if dataset in preset.tables:
            for target, aliases in preset.columns.items():
                if aliases and any("一" <= letter <= "鿿" for letter in aliases[0]):
                    found.setdefault(target, aliases[0])
    return found


def preset_name(preset: Preset) -> str:
    return preset.label[language()]


def value_name(column: str, value: str) -> str:
    """A value of ours as people call it: 12345 热线 for hotline_12345."""
    labels = CATALOGUE.dimensions[column].labels if column in CATALOGUE.dimensions else {}
    return _(labels[value]) if value in labels else value


def required(preset: Preset, mapped: Sequence[str]) -> list[str]:
    """Columns without which no line can be read."""
    months = [name for name, _year, _month in months_of(preset, mapped)]
    needed = preset.needs or [column.name for column in CONTRACTS[preset.dataset].columns if column.required and column.name != "source"]
    return [name for name in needed if name not in preset.constants and not (months and name == preset.monthly)]


def step_name(step: str) -> str:
    """What an import is doing, as it tells its progress."""
    verb, _blank, what = step.partition(" ")
    return _(STEPS[verb]).format(what=what.replace(", sheet ", " · ")) if verb in STEPS else step
