"""Suggestions for a mapping: which column of a file may feed which of ours, by its name and by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from data.contracts import CONTRACTS
from data.contracts.tickets import CHANNELS
from data.intake.mapping.column_names import normalise
from data.intake.mapping.preset import EXTRA, Preset
from data.intake.mapping.preview import Preview
from data.intake.rules.parse import MISSING

LEAST = 0.6
MOMENT = re.compile(r"(19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}/\d{1,2}/(19|20)\d\d|(19|20)\d{6}(\d{6})?$")
PHONE = re.compile(r"(\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?[2-9]\d{6,7}|\d{3}\*{4}\d{4}")
CODE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9_./-]{2,39}")
STARS = frozenset("12345")
LONG_TEXT = 8
# Numbers of the line, which say nothing.
SERIAL = frozenset(("序号", "行号", "no", "index"))


@dataclass(frozen=True)
class Suggestion:
    """Column `index` of the file for `target`; `by` says whether its name or its content speaks for it."""

    target: str
    index: int
    score: float
    by: str


def targets_of(preset: Preset, mapped: Iterable[str] = ()) -> tuple[str, ...]:
    """What a file may feed: the columns of the preset's tables and what stands in for them, what people call by name first."""
    contracts = [name for table in preset.tables for name in (*CONTRACTS[table].names, *EXTRA[table])]
    return tuple(dict.fromkeys([*preset.columns, *contracts, *mapped]))


def suggestions(preview: Preview, presets: Sequence[Preset]) -> list[Suggestion]:
    """The best free column for each target that nothing feeds, each column once, best first."""
    mapping = preview.layout.mapping
    preset = mapping.preset
    free = [index for index in mapping.unread if preview.name(index) and normalise(mapping.header[index]) not in SERIAL]
    wanted = [name for name in targets_of(preset) if name not in mapping.indexes and name not in preset.constants]
    names = _names(preset, presets)
    found = [*_by_name(mapping.header, free, wanted, names)]
    if preset.dataset == "tickets":
        found += [one for one in _by_content(preview, free) if one.target in wanted]
    chosen: list[Suggestion] = []
    for one in sorted(found, key=lambda one: -one.score):
        if all(one.target != other.target and one.index != other.index for other in chosen):
            chosen.append(one)
    return chosen


def _names(preset: Preset, presets: Sequence[Preset]) -> dict[str, set[str]]:
    """What the presets of the same table call each target."""
    names: dict[str, set[str]] = {}
    for other in (one for one in presets if one.dataset == preset.dataset):
        for target, aliases in other.columns.items():
            names.setdefault(target, {normalise(target)}).update(normalise(alias) for alias in aliases)
    return names


def _by_name(header: Sequence[str], free: Sequence[int], wanted: Sequence[str], names: dict[str, set[str]]) -> Iterator[Suggestion]:
    for index in free:
        cell = normalise(header[index])
        for target in wanted:
            score = max((_alike(cell, name) for name in names.get(target, ())), default=0.0)
            if score >= LEAST:
                yield Suggestion(target, index, score, "header")


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    shorter, longer = sorted((one, other), key=len)
    inside = 0.7 + 0.25 * len(shorter) / len(longer) if len(shorter) > 1 and shorter in longer else 0.0
    return max(inside, SequenceMatcher(None, one, other).ratio() * 0.9)


def _by_content(preview: Preview, free: Sequence[int]) -> Iterator[Suggestion]:
    """For tickets: what a column holds says what it may be."""
    columns = {index: [row[index] for row in preview.cells if row[index] not in MISSING] for index in free}
    total = max(len(preview.cells), 1)
    moments = {index: cells for index, cells in columns.items() if _share(cells, MOMENT) >= 0.8}
    if moments:
        # The receipt is there for every case and comes before everything else.
        first = min(moments, key=lambda index: (-round(len(moments[index]) / total, 1), min(moments[index])))
        yield Suggestion("received_at", first, 0.7, "content")
        for index in sorted(set(moments) - {first}, key=lambda index: len(moments[index])):
            yield Suggestion("resolved_at", index, 0.61, "content")
    channels = {*CHANNELS, *preview.layout.mapping.preset.values.get("channel", {})}
    for index, cells in columns.items():
        if index in moments or not cells:
            continue
        if _share(cells, PHONE) >= 0.6:
            yield Suggestion("reporter", index, 0.9, "content")
        elif sum(cell in channels for cell in cells) / len(cells) >= 0.5:
            yield Suggestion("channel", index, 0.85, "content")
        elif set(cells) <= STARS and len(set(cells)) > 1:
            yield Suggestion("rating", index, 0.65, "content")
        elif len(set(cells)) == len(cells) == total > 1 and _share(cells, CODE) == 1:
            yield Suggestion("ticket_id", index, 0.8, "content")
        elif (inside := _position(cells)) is not None:
            yield Suggestion(inside, index, 0.75, "content")
        elif sum(map(len, cells)) / len(cells) >= LONG_TEXT and len(set(cells)) > len(cells) / 2:
            yield Suggestion("title", index, 0.6, "content")


def _share(cells: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.match(cell)) for cell in cells) / len(cells) if cells else 0.0


def _position(cells: Sequence[str]) -> str | None:
    """Longitude or latitude, by decimals within China."""
    if not all(re.fullmatch(r"\d{2,3}\.\d{3,}", cell) for cell in cells):
        return None
    numbers = [float(cell) for cell in cells]
    if all(73 <= number <= 136 for number in numbers):
        return "longitude"
    return "latitude" if all(17 <= number <= 54 for number in numbers) else None
