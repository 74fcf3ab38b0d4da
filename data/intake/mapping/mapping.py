"""Mappings: a preset laid over the header of one table, and the search for the preset that knows it best."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from data.contracts import CONTRACTS
from data.contracts.model import Contract
from data.intake.mapping import units
from data.intake.mapping.column_names import WITHOUT_NOTES, normalise, without_notes
from data.intake.mapping.lines import line_contract
from data.intake.mapping.months import month_columns
from data.intake.mapping.preset import Preset
from data.intake.mapping.units import Unit

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


# A column by its place, where it has no name of its own.
PLACE = re.compile(r"#(\d{1,4})")


@dataclass(frozen=True)
class Mapping:
    """A preset laid over one header: `indexes` says in which cell each target stands, `units` what its header counts in."""

    preset: Preset
    header: tuple[str, ...]
    indexes: dict[str, int]
    units: dict[str, Unit] = field(default_factory=dict)
    # What speaks for the preset beside the columns and is not there: a word in the title, a column that marks the format.
    signs: tuple[str, ...] = ()
    # Further cells of the same name, whose values are taken where the first is empty.
    twins: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def contract(self) -> Contract:
        """What a line of the table may hold."""
        return line_contract(self.preset, self.indexes)

    @property
    def score(self) -> float:
        """Share of the named header cells that the preset knows."""
        named = sum(bool(cell.strip()) for cell in self.header)
        return round(len(set(self.indexes.values())) / named, 3) if named else 0.0

    @property
    def needed(self) -> list[str]:
        """What the preset cannot do without; of those that may stand for one another the one that is there, else all of them."""
        contract = CONTRACTS[self.preset.dataset]
        needs = self.preset.needs or [column.name for column in contract.columns if column.required and column.name != "source"]
        return [next((name for name in need.split("|") if name in self.indexes), need) for need in needs]

    @property
    def missing(self) -> list[str]:
        """What the preset cannot do without and neither the header nor its constants give."""
        found = {*self.indexes, *self.preset.constants}
        if self.preset.monthly and any(name.startswith(f"{self.preset.monthly}_") for name in self.indexes):
            found.add(self.preset.monthly)
        return [*(name.replace("|", " / ") for name in self.needed if not found & set(name.split("|"))), *self.signs]

    @cached_property
    def unread(self) -> list[int]:
        """The cells that feed no column of ours."""
        read = {*self.indexes.values(), *(index for others in self.twins.values() for index in others)}
        return [index for index in range(len(self.header)) if index not in read]

    @cached_property
    def personal(self) -> frozenset[int]:
        """Cells whose content must not be kept even in quarantine."""
        named = {index for index, cell in enumerate(self.header) if any(word in normalise(cell) for word in PERSONAL_WORDS)}
        return frozenset(named | {self.indexes[name] for name in ("reporter", "reporter_key") if name in self.indexes})


@dataclass(frozen=True)
class _Header:
    """A header's cells by their normalised names; `plain` leaves units away, as ledgers need it."""

    cells: tuple[str, ...]
    places: dict[str, int]
    plain: dict[str, int]
    text: str


def fit(header: Sequence[str], candidates: Sequence[Preset], lower: Sequence[str] = (), said: str = "") -> Mapping | None:
    """The preset that knows most of the header and finds all it needs; otherwise the nearest one; None when nothing matches.

    `lower` are the names of the second line of a header of two, by which a cell may be known too; `said` is what stands
    around the table: its titles, the names of sheet and file.
    """
    read = _read(header, lower, said)
    best: Mapping | None = None
    for preset in candidates:
        mapping = _lay(preset, read, chosen=len(candidates) == 1)
        if mapping.indexes and (best is None or _rank(mapping, read) > _rank(best, read)):
            best = mapping
    return best


def _read(header: Sequence[str], lower: Sequence[str], said: str) -> _Header:
    places = _places(header, normalise)
    for name in WITHOUT_NOTES:
        # A note may only be left away where nothing else is called the same without it.
        for text, index in _places(header, name, alone=True).items():
            places.setdefault(text, index)
    plain = dict(places)
    for index, cell in enumerate(header):
        plain.setdefault(normalise(units.of_header(without_notes(cell))[0]), index)
    under = _places(lower, lambda cell: normalise(units.of_header(without_notes(cell))[0]), alone=True)
    for found in (places, plain):
        for text, index in under.items():
            found.setdefault(text, index)
        found.pop("", None)
    return _Header(tuple(header), places, plain, said + "\n" + "\n".join(header))


def _places(header: Sequence[str], name: Callable[[str], str], *, alone: bool = False) -> dict[str, int]:
    """The first column of each name; with `alone` only of those that one column bears."""
    counted = Counter(name(cell) for cell in header)
    found: dict[str, int] = {}
    for index, cell in enumerate(header):
        if not alone or counted[name(cell)] == 1:
            found.setdefault(name(cell), index)
    return found


def _rank(mapping: Mapping, header: _Header) -> tuple[bool, bool, int, int, bool]:
    places = header.plain if mapping.preset.is_ledger else header.places
    marked = not mapping.preset.marks or any(normalise(mark) in places for mark in mapping.preset.marks)
    return not mapping.missing, marked, len(mapping.indexes), len(mapping.preset.needs), bool(mapping.preset.titles)


def _lay(preset: Preset, header: _Header, *, chosen: bool) -> Mapping:
    places = header.plain if preset.is_ledger else header.places
    indexes: dict[str, int] = {}
    named: set[str] = set()
    for target, aliases in preset.columns.items():
        taken = set(indexes.values())
        for priority, alias in enumerate((*aliases, target)):
            place, name = _meant(alias)
            index = places.get(name) if place is None else _at(place, header)
            # A stand-in must not take what another column is read from; a column's own name is always its own.
            if index is not None and (priority == 0 or index not in taken):
                indexes[target] = index
                named |= {target} if place is None else set()
                break
    if not named and not chosen:
        # Places alone fit any table.
        indexes = {}
    if preset.monthly:
        indexes |= month_columns(preset, header.cells)
    stated = {target: units.of_header(header.cells[index])[1] for target, index in indexes.items()} if preset.is_ledger else {}
    signs = () if chosen or not preset.is_ledger else tuple(_signs(preset, header))
    twins = {target: found for target in sorted(named) if (found := _twins(header.cells, indexes[target], set(indexes.values())))}
    return Mapping(preset, header.cells, indexes, {target: unit for target, unit in stated.items() if unit}, signs, twins)


@lru_cache(maxsize=1 << 14)
def _meant(alias: str) -> tuple[int | None, str]:
    """The place that an alias names, if any, and the name as it is compared; asked for every line that may be a header."""
    place = PLACE.fullmatch(alias)
    return (int(place[1]) if place else None), normalise(alias)


def _at(place: int, header: _Header) -> int | None:
    return place - 1 if 0 < place <= len(header.cells) else None


def _twins(cells: Sequence[str], index: int, taken: set[int]) -> tuple[int, ...]:
    """The other cells that bear the name of this one."""
    name = normalise(without_notes(cells[index]))
    return tuple(at for at, cell in enumerate(cells) if at not in taken and cell and normalise(without_notes(cell)) == name)


def _signs(preset: Preset, header: _Header) -> Iterator[str]:
    if preset.titles and not any(word in header.text for word in preset.titles):
        yield f"a title with {' or '.join(preset.titles)}"
    if preset.marks and not any(normalise(mark) in header.plain for mark in preset.marks):
        yield f"a column such as {' or '.join(preset.marks[:3])}"
