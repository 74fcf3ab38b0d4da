"""Where a row of a file lies: names become codes, and GCJ-02 positions move back to WGS84."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import duckdb
import numpy as np
import pandas as pd

from data.contracts.model import N_
from data.contracts.problem import Message, Problem
from data.contracts.tickets import RESOLVER_LEVELS
from data.intake.hiding.privacy import mask
from data.intake.placing.aliases import Aliases
from data.intake.placing.gazetteer import Gazetteer, Place
from data.intake.placing.statements import AREA_COLUMNS, Statement, code_of, columns_of, masked
from data.intake.remark import Remark, remark
from data.intake.rules import places as sql

SEMI_MAJOR = 6378245.0
ECCENTRICITY = 0.00669342162296594323
NAMED_IN_WARNING = 5
LOOKED_UP = 500
# What no name of an area looks like, and how many rows of it are more than a slip.
LONGEST_NAME = 20
PROSE = re.compile(r"[。！？；，!?]|\d+(?:号|栋|幢|室|单元|楼)|[路街巷]\d")
PROSE_SHARE = 0.05
ANY_LEVEL = N_("Area")
# More unknown names than this, and than this share of the rows, and the column is none of areas.
TOO_MANY = {"district": (20, 0.2), "street": (50, 0.3), "community": (200, 0.6), "grid": (500, 0.8)}


class UnknownArea(Problem):
    """The area that a file is said to belong to is not known."""


@dataclass(frozen=True)
class Laid:
    """What laying names says: warnings, and doubts whether the columns hold areas at all."""

    warnings: list[str]
    doubts: list[Remark]


def lay(connection: duckdb.DuckDBPyConnection, judged: str, *, within: str | None, gcj02: bool, aliases: Aliases) -> Laid:
    """Fill `placed_names` and `moved` for the accepted tickets.

    The codes are those of the areas known now; whenever a generation is built, the statements are read again.
    """
    known = [Place(*row) for row in sql.known_areas(connection)]
    check_within(within, {place.area_code: place.name for place in known})
    gazetteer = Gazetteer.of(known, aliases)
    counted = sql.named_areas(connection, judged, AREA_COLUMNS)
    read = {texts: Statement(within, masked(gazetteer, texts)) for texts, _ in counted if any(texts)}
    codes = {one: code_of(gazetteer, one) for one in sorted(set(read.values()), key=lambda one: one.rank)}
    rows = [[*named, one.kept, *columns_of(gazetteer, codes[one])] for named, one in read.items()]
    names = [*(f"named_{name}" for name in AREA_COLUMNS), "place_text", *AREA_COLUMNS]
    sql.take(connection, "placed_names", pd.DataFrame(rows, columns=names, dtype=object), {name: "VARCHAR" for name in names})
    warnings = told(gazetteer)
    _move(connection, judged, gcj02)
    if nowhere := sql.rows_nowhere(connection, judged):
        warnings.append(remark(N_("{count} rows have neither an area nor a position."), count=nowhere))
    return Laid(warnings, suspicious(gazetteer, AREA_COLUMNS, counted))


def check_within(within: str | None, names: dict[str, str]) -> None:
    if within is None or within in names:
        return
    named = [code for code, name in names.items() if name == within]
    near = (named or get_close_matches(within, names, n=1, cutoff=0.6))[:1]
    hint = f" Did you mean {near[0]} ({names[near[0]]})?" if near else ""
    raise UnknownArea(
        f"There is no area {within!r} to place the file in.{hint} `python -m data import AREAS.csv --dataset areas` adds areas."
    )


def to_wgs84(longitude: np.ndarray, latitude: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """GCJ-02 degrees moved back to WGS84, to within two metres; positions outside China stay.

    The published inverse of the offset of GCJ-02 (github.com/googollee/eviltransform, gcj2wgs): the offset is
    computed at the moved position itself.
    """
    x, y = longitude - 105.0, latitude - 35.0
    waves = 20 * np.sin(6 * x * np.pi) + 20 * np.sin(2 * x * np.pi)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
    north += (
        (waves + 20 * np.sin(y * np.pi) + 40 * np.sin(y / 3 * np.pi) + 160 * np.sin(y / 12 * np.pi) + 320 * np.sin(y / 30 * np.pi)) * 2 / 3
    )
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
    east += (
        (waves + 20 * np.sin(x * np.pi) + 40 * np.sin(x / 3 * np.pi) + 150 * np.sin(x / 12 * np.pi) + 300 * np.sin(x / 30 * np.pi)) * 2 / 3
    )
    slope = np.radians(latitude)
    curvature = 1 - ECCENTRICITY * np.sin(slope) ** 2
    north = np.degrees(north / (SEMI_MAJOR * (1 - ECCENTRICITY) / (curvature * np.sqrt(curvature))))
    east = np.degrees(east / (SEMI_MAJOR / np.sqrt(curvature) * np.cos(slope)))
    china = (longitude > 72.004) & (longitude < 137.8347) & (latitude > 0.8293) & (latitude < 55.8271)
    return np.where(china, longitude - east, longitude), np.where(china, latitude - north, latitude)


def add_provisional(connection: duckdb.DuckDBPyConnection, gazetteer: Gazetteer) -> list[str]:
    """Append the areas that had to be made up to `accepted_areas`; returns the warnings that name them."""
    sql.add_areas(
        connection, [(place.area_code, place.level, place.name, place.parent_code, place.kind) for place in gazetteer.provisional]
    )
    return told(gazetteer)


def told(gazetteer: Gazetteer) -> list[str]:
    """Which areas had to be made up, what may be meant, and between which a name does not decide."""
    fresh = gazetteer.provisional
    if not fresh:
        return []
    shown = ", ".join(_named(gazetteer, place) for place in fresh[:NAMED_IN_WARNING]) + (", …" if len(fresh) > NAMED_IN_WARNING else "")
    text = N_("{count} areas are not in the areas table and were added as provisional: {names}")
    warnings: list[str] = [remark(text, count=len(fresh), names=shown)]
    text = N_("{count} areas are called {name}: {candidates}. Name the city or the area around it in the file, or give --area.")
    for place in fresh[:LOOKED_UP]:
        several = gazetteer.candidates(place)
        if len(several) > 1 and len(warnings) <= NAMED_IN_WARNING:
            listed = ", ".join(_with_parent(gazetteer, one) for one in several[:NAMED_IN_WARNING])
            warnings.append(remark(text, count=len(several), name=place.name, candidates=listed))
    return warnings


def suspicious(gazetteer: Gazetteer, columns: Sequence[str], counted: Sequence[tuple[tuple[str | None, ...], int]]) -> list[Remark]:
    """Signs that a column read as areas holds something else, as when columns are shifted: each needs an explicit yes.

    `counted` are the distinct texts of the columns, each with its number of rows; a column that is no level holds areas of any.
    """
    found = []
    for index, level in enumerate(columns):
        rows: Counter[str] = Counter()
        for texts, count in counted:
            if (text := texts[index]) is not None:
                rows[text] += count
        unknown = [text for text in rows if not any(gazetteer.bears(one, text) for one in ([level] if level in TOO_MANY else AREA_COLUMNS))]
        prose = [text for text in unknown if len(text) > LONGEST_NAME or PROSE.search(text)]
        column = Message(RESOLVER_LEVELS.get(level, ANY_LEVEL))
        if sum(rows[text] for text in prose) > PROSE_SHARE * rows.total():
            text = N_("The column {column} holds sentences or addresses in {count} rows, such as {example}. Are the columns shifted?")
            found.append(remark(text, column=column, count=sum(rows[text] for text in prose), example=mask(prose[0])[:LONGEST_NAME]))
        many, share = TOO_MANY.get(level, TOO_MANY["grid"])
        if len(unknown) > many and len(unknown) > share * rows.total():
            text = N_("The column {column} holds {count} different names in {rows} rows, which areas never do. Are the columns shifted?")
            found.append(remark(text, column=column, count=len(unknown), rows=rows.total()))
    return found


def _named(gazetteer: Gazetteer, place: Place) -> str:
    same = gazetteer.candidates(place)
    near = same[0] if len(same) == 1 else next(iter([] if same else gazetteer.near(place)), None)
    return f"{place.name} (is {near.name} {near.area_code} meant?)" if near else place.name


def _with_parent(gazetteer: Gazetteer, place: Place) -> str:
    around = gazetteer.places.get(place.parent_code or "")
    return f"{place.name} ({place.area_code} {around.name})" if around else f"{place.name} ({place.area_code})"


def _move(connection: duckdb.DuckDBPyConnection, judged: str, gcj02: bool) -> None:
    frame = sql.positions(connection, judged) if gcj02 else pd.DataFrame({"row": [], "longitude": [], "latitude": []})
    if len(frame):
        longitude, latitude = to_wgs84(frame["longitude"].to_numpy(), frame["latitude"].to_numpy())
        frame = pd.DataFrame({"row": frame["row"], "longitude": longitude, "latitude": latitude})
    sql.take(connection, "moved", frame, {"row": "BIGINT", "longitude": "DOUBLE", "latitude": "DOUBLE"})
