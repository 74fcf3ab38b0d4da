"""What the wizard calls formats, values and steps of an import."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.catalogue import CATALOGUE
from analytics.words.language import _, language
from data.contracts import CONTRACTS
from data.contracts.model import N_
from data.intake.mapping.lines import months_of
from data.intake.mapping.preset import Preset

STEPS = {
    "reading": N_("Reading {what}"),
    "merging": N_("Merging {what}"),
    "building": N_("Building the new generation"),
}


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
    needed = [next((name for name in need.split("|") if name in mapped), need.partition("|")[0]) for need in needed]
    return [name for name in needed if name not in preset.constants and not (months and name == preset.monthly)]


def step_name(step: str) -> str:
    """What an import is doing, as it tells its progress."""
    verb, _blank, what = step.partition(" ")
    return _(STEPS[verb]).format(what=what.replace(", sheet ", " · ")) if verb in STEPS else step
