"""Whenever a generation is built, every name and every position is laid on the areas known then, so that the order of files means nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from data.contracts.areas import LEVELS
from data.contracts.model import N_
from data.intake.placing.aliases import JOURNAL, Aliases
from data.intake.placing.gazetteer import PROVISIONAL, Gazetteer, Place
from data.intake.placing.locate import locate
from data.intake.placing.points import inside
from data.intake.placing.statements import Codes, Statement, code_of, columns_of
from data.intake.remark import Remark, remark
from data.intake.rules import places as sql
from data.store import Draft, Warehouse


@dataclass
class _Settlement:
    """Areas of before, and where each of them is now: a made-up one at what its name means among the areas of lists."""

    before: dict[str, Place]
    gazetteer: Gazetteer
    now: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str | None] = field(default_factory=dict)

    def code(self, code: str) -> str:
        if code in self.now or code not in self.before:
            return self.now.get(code, code)
        self.now[code] = code
        place = self.before[code]
        parent = self.code(place.parent_code) if place.parent_code else None
        if place.kind == PROVISIONAL:
            self.now[code] = locate(self.gazetteer, place.level, place.name, parent, stated=parent is not None)
        elif code not in self.gazetteer.places:
            self.gazetteer.add(replace(place, parent_code=parent))
            self.parents |= {code: parent} if parent != place.parent_code else {}
        return self.now[code]


def settle(draft: Draft) -> list[Remark]:
    """Read the statements of the accepted rows again and place those without one by their position; returns what is worth saying."""
    connection = draft.connection
    before = {row[0]: Place(*row) for row in sql.known_areas(connection)}
    listed = _with_parents(before)
    told = sql.statements(connection)
    firm = [place for place in listed.values() if not _on_made_up_ground(place, listed)]
    settled = _Settlement(listed, Gazetteer.of(firm, read_aliases(draft.path.parent)))
    settled.parents |= {code: place.parent_code for code, place in listed.items() if place != before[code]}
    for code in sorted(_needed(listed, told, sql.references(connection)), key=lambda code: _rank(listed, code)):
        settled.code(code)
    named = _named(settled, told)
    made = settled.gazetteer.provisional
    if made or settled.parents or any(place.kind == PROVISIONAL for place in before.values()):
        rows = [(place.area_code, place.level, place.name, place.parent_code, place.kind) for place in made]
        sql.replace_provisional(connection, rows, settled.parents)
    if moved := {old: new for old, new in settled.now.items() if old != new}:
        sql.move_references(connection, moved)
    points, notes = _points(draft, settled.gazetteer)
    if len(named) or len(points):
        sql.place_tickets(connection, named, points)
    return notes


def read_aliases(folder: Path) -> Aliases:
    """What people have said in this deployment that names mean."""
    return Aliases.of(Warehouse(folder).noted(JOURNAL))


def _with_parents(places: Mapping[str, Place]) -> dict[str, Place]:
    """An area of a list that names no parent lies in the one whose national code its own begins with."""
    numbers = Gazetteer.numbered_only(place for place in places.values() if place.kind != PROVISIONAL)
    return {
        code: place
        if place.parent_code or place.kind == PROVISIONAL
        else replace(place, parent_code=numbers.around(place.level, place.area_code))
        for code, place in places.items()
    }


def _on_made_up_ground(place: Place, places: Mapping[str, Place]) -> bool:
    for _ in LEVELS:
        if place.kind == PROVISIONAL:
            return True
        if (parent := places.get(place.parent_code or "")) is None:
            return False
        place = parent
    return False


def _needed(places: Mapping[str, Place], told: Iterable[tuple[str | None, ...]], referred: set[str]) -> set[str]:
    """The made-up areas that a row without a statement or an area of a list lies on, and those areas."""
    codes = referred | {code for text, *four in told if text is None for code in four if code}
    made = {code for code in codes if code in places and _on_made_up_ground(places[code], places)}
    return made | {code for code, place in places.items() if place.kind != PROVISIONAL and _on_made_up_ground(place, places)}


def _rank(places: Mapping[str, Place], code: str) -> tuple[int, int, int, str]:
    """From the top down, those without a gap above them first, longer names first: they name an area best."""
    place = places[code]
    above = places.get(place.parent_code or "")
    return (LEVELS.index(place.level), -LEVELS.index(above.level) if above else 1, -len(place.name), place.name)


def _named(settled: _Settlement, told: Iterable[tuple[str | None, ...]]) -> pd.DataFrame:
    """The statements, each with the codes of before, that are to have other codes now."""
    gazetteer = settled.gazetteer
    texts = {str(text): Statement.of(text) for text, *_ in told if text is not None}
    read: dict[str, Codes] = {}
    for kept, statement in sorted(texts.items(), key=lambda item: item[1].rank):
        # The area that a file belongs to may itself have been made up.
        around = replace(statement, within=settled.code(statement.within) if statement.within else None)
        read[kept] = columns_of(gazetteer, code_of(gazetteer, around))
    rows = []
    for text, *old in told:
        deepest = next((code for code in reversed(old) if code), None)
        fresh = read[text] if text is not None else _moved(settled, deepest, tuple(old))
        if fresh != tuple(old):
            rows.append((text, *old, *fresh))
    return pd.DataFrame(rows, columns=list(sql.PLACED), dtype=object)


def _moved(settled: _Settlement, deepest: str | None, old: Codes) -> Codes:
    """The codes of a row without a statement: others only where one of them was made up."""
    if deepest is None or not any(settled.code(code) != code for code in old if code):
        return old
    return columns_of(settled.gazetteer, settled.code(deepest))


def _points(draft: Draft, gazetteer: Gazetteer) -> tuple[pd.DataFrame, list[Remark]]:
    connection = draft.connection
    judged_before = draft.had("tickets") and draft.had("areas") and sql.same_boundaries(connection) and sql.had_placements(connection)
    todo = sql.points_to_place(connection, judged_before=judged_before)
    found = inside(todo, sql.boundaries(connection), gazetteer)
    placed = int(found["inside"].sum())
    notes = []
    if placed:
        notes.append(remark(N_("{count} rows without an area were placed by their position."), count=placed))
    if len(found) > placed:
        notes.append(remark(N_("{count} rows name no area and lie outside every known boundary."), count=len(found) - placed))
    return found, notes
