"""Where the lines of a ledger lie, and, for a ledger of areas itself, which area each line describes."""

from __future__ import annotations

from collections.abc import Collection

import duckdb
import pandas as pd

from data.contracts.areas import LEVELS
from data.contracts.model import N_
from data.intake.mapping.lines import AREA_OF
from data.intake.mapping.preset import PLACES
from data.intake.placing.aliases import Aliases
from data.intake.placing.gazetteer import Gazetteer, Place
from data.intake.placing.locate import locate
from data.intake.placing.places import Laid, add_provisional, check_within, suspicious
from data.intake.placing.spelling import as_written, guess, national
from data.intake.remark import remark
from data.intake.rules import ledgers as sql
from data.intake.rules.places import known_areas, take


def lay(
    connection: duckdb.DuckDBPyConnection,
    judged: str,
    dataset: str,
    columns: tuple[str, ...],
    within: str | None,
    around: str,
    aliases: Aliases,
) -> tuple[Laid, str]:
    """Put codes in the place of the names in a line's area columns; returns what that says and the column that holds the code.

    `around` is the text about the table: a district named there is where its streets lie, unless `within` says another.
    """
    known = [Place(*row) for row in known_areas(connection)]
    check_within(within, {place.area_code: place.name for place in known})
    gazetteer = Gazetteer.of(known, aliases)
    notes: list[str] = []
    if within is None and (home := _named_around(known, around)):
        within = home.area_code
        text = N_("Areas were looked up in {name} ({code}), which the title or the file's name gives.")
        notes.append(remark(text, name=home.name, code=home.area_code))
    if dataset == "areas":
        _areas(connection, judged, gazetteer, within)
        return Laid(notes + add_provisional(connection, gazetteer), []), "area_code"
    target = AREA_OF.get(dataset, "area_code")
    asked = [name for name in dict.fromkeys((target, *PLACES)) if name in columns]
    found = [target, "grid"] if dataset == "activities" else [target]
    doubts = suspicious(gazetteer, asked, sql.counted(connection, judged, asked))
    rows = []
    for texts in sorted(sql.distinct(connection, judged, asked), key=lambda texts: [(-len(text or ""), text or "") for text in texts]):
        code = _code(gazetteer, dict(zip(asked, texts, strict=True)), target, within)
        rows.append((*texts, code, *([gazetteer.path(code).get("grid")] if len(found) > 1 else [])))
    frame = pd.DataFrame(rows, columns=[*(f"named_{name}" for name in asked), *found], dtype=object)
    sql.lay_places(connection, judged, frame, asked, found)
    return Laid(notes + add_provisional(connection, gazetteer), doubts), target


def _named_around(known: list[Place], around: str) -> Place | None:
    for level in ("street", "district", "city"):
        found = [
            place
            for place in known
            if place.level == level and place.kind != "provisional" and len(place.name) > 2 and place.name in around
        ]
        if len(found) == 1:
            return found[0]
    return None


def _code(gazetteer: Gazetteer, texts: dict[str, str | None], target: str, within: str | None) -> str | None:
    """The deepest area that the texts of a line name; a table's own column may be of any level."""
    deepest = within
    stated = False
    for name, text in sorted(texts.items(), key=lambda item: PLACES.index(item[0]) if item[0] in PLACES else -1):
        if text:
            deepest = locate(gazetteer, None if name == target else name, text, deepest, stated=stated)
            stated = True
    return deepest if stated or within else None


def _areas(connection: duckdb.DuckDBPyConnection, judged: str, gazetteer: Gazetteer, within: str | None) -> None:
    """Level, parent and code of each line, from the top down, so that a line may lie in an area that another line adds."""
    names = ("line", "area_code", "level", "name", "kind", "parent_code", "parent", *PLACES)
    lines = [dict(zip(names, row, strict=True)) for row in sql.distinct(connection, judged, names)]
    for line in lines:
        line |= {name: as_written(text) for name in ("area_code", "parent_code") if (text := line[name])}
        line["level"] = line["level"] or _level(line)
    listed = {line["area_code"] for line in lines}
    found = []
    for line in sorted(lines, key=lambda line: (LEVELS.index(line["level"]) if line["level"] in LEVELS else len(LEVELS), line["line"])):
        if line["level"] not in LEVELS:
            continue
        parent = _coded_parent(gazetteer, line, listed) if line["parent_code"] else _parent(gazetteer, line, within)
        code = line["area_code"] or gazetteer.resolve(line["level"], str(line["name"]), parent)
        gazetteer.add(Place(code, line["level"], str(line["name"]), parent))
        found.append((line["line"], code, line["level"], parent))
    take(
        connection,
        "placed_areas",
        pd.DataFrame(found, columns=["row", "area_code", "level", "parent_code"], dtype=object),
        {"row": "BIGINT", "area_code": "VARCHAR", "level": "VARCHAR", "parent_code": "VARCHAR"},
    )
    sql.lay_areas(connection, judged)
    added = set(connection.execute(f"SELECT area_code FROM {judged} WHERE reasons IS NULL").df()["area_code"])
    gazetteer.provisional[:] = [place for place in gazetteer.provisional if place.area_code not in added]


def _level(line: dict[str, str | None]) -> str:
    """By the length of the code, else one below the deepest area that the line names, else by the name's ending."""
    code = line["area_code"] or ""
    if any(national(level, code) for level in LEVELS[:-1]):
        return guess(code)
    above = [level for level in PLACES[:3] if line[level] and line[level] != line["name"]]
    return LEVELS[LEVELS.index(above[-1]) + 1] if above else guess(line["name"] or "")


def _coded_parent(gazetteer: Gazetteer, line: dict[str, str | None], listed: Collection[str | None]) -> str:
    """The parent of that code; one that no list has yet is made up, for the list that has it may come later."""
    code, level = str(line["parent_code"]), str(line["level"])
    if code in listed or code in gazetteer.places:
        return code
    above = LEVELS[: LEVELS.index(level)]
    known = next((found for one in above if (found := gazetteer.known(one, code, None))), None)
    return known or gazetteer.resolve(guess(code) if guess(code) in above else (above or LEVELS)[-1], code, None)


def _parent(gazetteer: Gazetteer, line: dict[str, str | None], within: str | None) -> str | None:
    above = list(LEVELS[: LEVELS.index(str(line["level"]))])
    deepest = within
    for level in PLACES:
        if (text := line[level]) and level in above:
            deepest = locate(gazetteer, level, text, deepest)
    if line["parent"]:
        # Among areas a name that only one of them bears is enough.
        same = [place for place in gazetteer.called(as_written(line["parent"])) if place.level in above]
        deepest = same[0].area_code if len(same) == 1 else locate(gazetteer, None, line["parent"], deepest)
    if deepest is None and line["area_code"]:
        # The statistical code of an area begins with those of the areas around it.
        return gazetteer.around(str(line["level"]), line["area_code"])
    return deepest if deepest != line["area_code"] else None
