"""Which area each face is, and whether the faces fit together: matched, unmatched, missing, overlapping, gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.boundaries import BoundaryError
from data.contracts.areas import LEVELS
from data.contracts.model import N_
from data.faces import Faces
from data.intake.placing.gazetteer import PROVISIONAL, Gazetteer, Place
from data.intake.placing.spelling import as_written

EQUAL_AREA = 6933
LEAST = 1e-4  # km²: less is the precision of coordinates
SERIOUS = 0.05  # km²: more places cases wrongly
NARROW = 2e-4  # degrees, about 20 m: what a gap between neighbours closes at
LOOKED_AT = 200  # faces that tell which column holds what
SLIVER = 1e-5  # degrees, about a metre, within which neighbours are made to meet
# Degrees; the web draws no finer at these levels.
TOLERANCE = {"province": 3e-3, "city": 2e-3, "district": 1e-3, "street": 3e-4, "community": 1e-4, "grid": 5e-5}


@dataclass(frozen=True)
class Fault:
    """An overlap of two areas or a gap between some: their codes, its size, its shape."""

    codes: tuple[str, ...]
    square_km: float
    shape: Any

    @property
    def serious(self) -> bool:
        return self.square_km > SERIOUS


@dataclass
class Fit:
    """What a boundary file means for the areas of a generation; `shapes` are ready to be published."""

    file: str
    faces: int
    level: str
    column: str
    crs: str
    repaired: int
    shapes: dict[str, Any]
    names: dict[str, str]
    unmatched: list[str]
    missing: list[str]
    overlaps: list[Fault] = field(default_factory=list)
    gaps: list[Fault] = field(default_factory=list)
    points: int = 0
    simplified: int = 0

    @property
    def faults(self) -> list[Fault]:
        """Overlaps and gaps that would place cases wrongly."""
        return [fault for fault in (*self.overlaps, *self.gaps) if fault.serious]


def fit(faces: Faces, areas: pd.DataFrame, *, level: str | None = None, code: str | None = None, name: str | None = None) -> Fit:
    """Match the faces of a file with areas (area_code, level, name, parent_code, kind, geometry) by code, or by name under parents.

    Raises BoundaryError when a named column is not there or nothing matches.
    """
    for column in (code, name):
        if column is not None and column not in faces.frame:
            listed = [str(one) for one in faces.frame.columns if one != "geometry"]
            raise BoundaryError(N_("{file} has no column {column!r}. It has {known}."), file=faces.file, column=column, known=listed)
    listed = areas[areas["kind"].ne(PROVISIONAL) & areas["valid_to"].isna()]
    places = [
        Place(*row)
        for row in listed[["area_code", "level", "name", "parent_code", "kind"]]
        .astype(object)
        .where(listed.notna(), None)
        .itertuples(index=False)
    ]
    gazetteer = Gazetteer.of(places)
    around = dict(zip(listed["area_code"], listed["geometry"], strict=True))
    sample = faces.frame.iloc[:LOOKED_AT]
    tried = [
        _Try(sample, gazetteer, around, one, column, by_code)
        for one in ([level] if level else LEVELS)
        for column, by_code in _columns(faces.frame, code, name)
    ]
    best = max(tried, key=lambda one: (len(set(one.codes.dropna())), LEVELS.index(one.level), one.by_code), default=None)
    if best is not None and len(sample) < len(faces.frame):
        best = _Try(faces.frame, gazetteer, around, best.level, best.column, best.by_code)
    if best is None or not best.codes.notna().any():
        raise BoundaryError(
            N_(
                "No face of {file} bears the code or the name of an area that is known. Import a list of the areas first, or name the column with --code or --name."
            ),
            file=faces.file,
        )
    return _judged(faces, best, gazetteer)


class _Try:
    """The faces read at one level by one column."""

    def __init__(
        self, frame: gpd.GeoDataFrame, gazetteer: Gazetteer, around: dict[str, Any], level: str, column: str, by_code: bool
    ) -> None:
        self.frame, self.gazetteer, self.around = frame, gazetteer, around
        self.level, self.column, self.by_code = level, column, by_code
        self.codes = pd.Series([self._code(row) for row in range(len(frame))], index=frame.index, dtype=object)

    def _code(self, row: int) -> str | None:
        text = self.frame[self.column].iloc[row]
        if not isinstance(text, str | int | float | np.integer) or pd.isna(text):
            return None
        written = as_written(str(text))
        if self.by_code:
            return self.gazetteer.numbered(self.level, written, None)
        same = self.gazetteer.candidates(Place("", self.level, written, None))
        return same[0].area_code if len(same) == 1 else self._under_parents(row, same)

    def _under_parents(self, row: int, same: Sequence[Place]) -> str | None:
        """Of several areas of one name that whose parent another column names, else that whose parent's boundary lies around."""
        others = {
            as_written(str(value))
            for column, value in self.frame.iloc[row].items()
            if column not in ("geometry", self.column) and pd.notna(value)
        }
        above = {place.area_code: set(self.gazetteer.path(place.parent_code).values()) for place in same}
        named = [code for code, path in above.items() if any(self.gazetteer.places[one].name in others or one in others for one in path)]
        if len(named) == 1:
            return named[0]
        inside = [code for code, path in above.items() if self._lies_in(row, path)]
        return inside[0] if len(inside) == 1 else None

    def _lies_in(self, row: int, path: Iterable[str]) -> bool:
        known = [self.around[code] for code in path if isinstance(self.around.get(code), bytes | bytearray)]
        point = self.frame.geometry.iloc[row].representative_point()
        return bool(known) and all(shapely.from_wkb(bytes(shape)).covers(point) for shape in known)


def _columns(frame: gpd.GeoDataFrame, code: str | None, name: str | None) -> list[tuple[str, bool]]:
    own = [str(column) for column in frame.columns if column != "geometry"]
    if code or name:
        return [(column, column == code) for column in (code, name) if column]
    return [(column, by_code) for column in own for by_code in (True, False)]


def _judged(faces: Faces, best: _Try, gazetteer: Gazetteer) -> Fit:
    matched = best.codes.dropna()
    groups = faces.frame.loc[matched.index].groupby(matched, sort=True)
    codes = [str(code) for code, _ in groups]
    shapes = np.array([shapely.union_all(part.geometry.to_numpy()) for _, part in groups], dtype=object)
    parents = {gazetteer.places[code].parent_code for code in codes}
    siblings = [place for place in gazetteer.places.values() if place.level == best.level and place.parent_code in parents]
    found = Fit(
        file=faces.file, faces=len(faces.frame), level=best.level, column=best.column, crs=faces.crs, repaired=faces.repaired,
        shapes={}, names={place.area_code: place.name for place in siblings},
        unmatched=[str(text) for text in faces.frame.loc[best.codes.isna(), best.column]],
        missing=[place.area_code for place in siblings if place.area_code not in set(codes)],
    )  # fmt: skip
    found.overlaps = _overlaps(codes, shapes)
    found.gaps = _gaps(codes, shapes)
    # Neighbours share one line, and keep it when it is simplified, so that no gap appears where there was none.
    met = shapely.coverage_clean(shapes, gap_width=SLIVER) if len(shapes) > 1 else shapes
    drawn = shapely.coverage_simplify(met, TOLERANCE[best.level]) if shapely.coverage_is_valid(met) else met
    found.points, found.simplified = int(shapely.get_num_coordinates(shapes).sum()), int(shapely.get_num_coordinates(drawn).sum())
    found.shapes = dict(zip(codes, shapely.make_valid(drawn, method="structure", keep_collapsed=False), strict=True))
    return found


def _square_km(shapes: Sequence[Any]) -> np.ndarray:
    return np.asarray(gpd.GeoSeries(list(shapes), crs=4326).to_crs(EQUAL_AREA).area / 1e6)


def _overlaps(codes: Sequence[str], shapes: np.ndarray) -> list[Fault]:
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    common = shapely.intersection(shapes[first], shapes[second])
    if not len(common):
        return []
    faults = [
        Fault((codes[a], codes[b]), float(size), shape) for a, b, size, shape in zip(first, second, _square_km(common), common, strict=True)
    ]
    return sorted((fault for fault in faults if fault.square_km > LEAST), key=lambda fault: -fault.square_km)


def _gaps(codes: Sequence[str], shapes: np.ndarray) -> list[Fault]:
    """What lies between the faces and belongs to none: holes of their union, and slits that open to the outside."""
    whole = shapely.union_all(shapes)
    closed = whole.buffer(NARROW, join_style="mitre").buffer(-NARROW, join_style="mitre")
    holes = shapely.union_all([shapely.Polygon(ring) for part in shapely.get_parts(closed) for ring in part.interiors])
    parts = [part for part in shapely.get_parts(shapely.union(closed, holes).difference(whole)) if part.geom_type == "Polygon"]
    if not parts:
        return []
    tree = shapely.STRtree(shapes)
    faults = []
    for shape, size in zip(parts, _square_km(parts), strict=True):
        beside = sorted(codes[index] for index in tree.query(shape.buffer(SLIVER), predicate="intersects"))
        if size > LEAST * 10 and len(beside) > 1:
            faults.append(Fault(tuple(beside), float(size), shape))
    return sorted(faults, key=lambda fault: -fault.square_km)
