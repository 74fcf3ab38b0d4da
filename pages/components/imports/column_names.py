"""What people call the columns of imports: as Chinese exports do, or by their meaning."""

from __future__ import annotations

from functools import lru_cache

from analytics.words.language import CHINESE, _, language
from data.contracts import CONTRACTS
from data.contracts.model import N_
from data.intake.mapping.preset import presets

LONGEST_NAME = 12
# Of columns that no Chinese format names.
NAMES = {
    "state": N_("State of the case"),
    "reporter_key": N_("Key of the reporter"),
    "source": N_("Source system"),
    "place_text": N_("Place in words"),
    "closed_known_at": N_("Known to be closed since"),
    "placed_by_position": N_("Placed by its position"),
    "geometry": N_("Boundary"),
}


def target_name(name: str, dataset: str) -> str:
    """受理时间 for received_at: as Chinese exports of the dataset call it, or by its meaning."""
    if language() != CHINESE:
        return name.replace("_", " ")
    return _chinese(dataset).get(name) or (_(NAMES[name]) if name in NAMES else column_name(name))


def column_name(name: str) -> str:
    """受理时间 for received_at, whatever the dataset; what exports call it where no contract has a meaning as short as a name."""
    if name in NAMES and language() == CHINESE:
        return _(NAMES[name])
    short = _(_meaning(name)).rstrip("。.") if _meaning(name) else ""
    if short and len(short) <= LONGEST_NAME:
        return short
    tables = [table for table, contract in CONTRACTS.items() if name in contract.names] if language() == CHINESE else []
    return next((found for table in tables if (found := _chinese(table).get(name))), name)


@lru_cache(maxsize=512)
def _meaning(name: str) -> str:
    return next((column.meaning for contract in CONTRACTS.values() for column in contract.columns if column.name == name), "")


@lru_cache(maxsize=32)
def _chinese(dataset: str) -> dict[str, str]:
    """The first Chinese name that any format that ships has for each column of the dataset."""
    found: dict[str, str] = {}
    for preset in sorted(presets(), key=lambda preset: preset.name != "chinese_ledger"):
        if dataset in preset.tables:
            for target, aliases in preset.columns.items():
                if aliases and any("一" <= letter <= "鿿" for letter in aliases[0]):
                    found.setdefault(target, aliases[0])
    return found
