"""Areas and their boundaries: names, parents, children, and shapes for maps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property

import geopandas as gpd
import pandas as pd

from analytics.asking.principal import LOCAL, Principal
from analytics.engines.duckdb import Reader, engine
from analytics.query import table
from data.contracts import LEVELS
from data.contracts.model import N_
from data.contracts.problem import Problem, did_you_mean

FEWEST_PARTS = 3
PROVISIONAL = "provisional"  # the kind of an area that a file names and no list of areas knows


class UnknownArea(Problem):
    """An area code that the generation does not have."""


@dataclass(frozen=True)
class Area:
    code: str
    level: str
    name: str
    parent: str | None
    kind: str | None
    short_name: str | None = None

    @property
    def short(self) -> str:
        """站南 for 站南街道, 喀左县 for its official name; others as they are."""
        return self.short_name or (self.name.removesuffix("街道") if len(self.name) > len("街道") + 1 else self.name)


@dataclass(frozen=True)
class Areas:
    """All areas of a generation by code."""

    by_code: dict[str, Area]

    def get(self, code: str) -> Area:
        """Raises UnknownArea, naming the closest code or an area of that name."""
        if code in self.by_code:
            return self.by_code[code]
        named = [area for area in self.by_code.values() if area.name == code]
        near = named[0].code if named else next(iter(get_close_matches(code, self.by_code, n=1, cutoff=0.7)), None)
        hint = did_you_mean(f"{near} ({self.by_code[near].name})" if near else None)
        raise UnknownArea(N_("There is no area {code!r}.{hint}"), code=code, hint=hint)

    @cached_property
    def _children(self) -> dict[str | None, list[Area]]:
        found: dict[str | None, list[Area]] = {}
        for area in self.by_code.values():
            found.setdefault(area.parent, []).append(area)
        return found

    def children(self, code: str | None) -> list[Area]:
        """Areas one level down; of None, those without a parent."""
        return self._children.get(code, [])

    def roots(self) -> list[Area]:
        """The areas without a parent that a list of areas knows; where it knows none, those that files name."""
        return _firm(self.children(None))

    def path(self, code: str | None) -> list[Area]:
        """From the root down to the area itself; empty for None."""
        found: list[Area] = []
        while code:
            area = self.get(code)
            found.insert(0, area)
            code = area.parent
        return found

    def common_province(self, codes: Iterable[str]) -> set[str]:
        """Those of the areas that lie in the province which has most of them; areas whose province nobody knows count as of one."""
        groups: dict[str | None, set[str]] = {}
        for code in codes:
            root = self.path(code)[0]
            groups.setdefault(root.code if root.level == LEVELS[0] else None, set()).add(code)
        return max(groups.values(), key=len, default=set())

    def path_codes(self, code: str) -> set[str]:
        return {area.code for area in self.path(code)}

    def level_below(self, code: str | None) -> str | None:
        """The level of the parts of an area; None for one without parts."""
        return min((part.level for part in _firm(self.children(code))), key=LEVELS.index, default=None)

    def part_level(self, code: str | None) -> str | None:
        """The level at which an area is compared: the highest below it with three areas or more, else the lowest that has any.

        An area that no list knows, such as a district that one export names, does not change what is compared.
        """
        counts: Counter[str] = Counter()
        below = self.children(code)
        while below:
            counts.update(area.level for area in _firm(below))
            below = [child for area in _firm(below) for child in self.children(area.code)]
        levels = sorted(counts, key=LEVELS.index)
        enough = (level for level in levels if counts[level] >= FEWEST_PARTS)
        return next(enough, levels[-1] if levels else None)

    def at_level(self, level: str, within: str | None) -> list[Area]:
        """All areas of a level that lie in an area."""
        found, below = [], self.children(within)
        while below:
            found += [area for area in below if area.level == level]
            below = [child for area in below if LEVELS.index(area.level) < LEVELS.index(level) for child in self.children(area.code)]
        return found

    def seen_by(self, principal: Principal) -> Areas:
        """The areas that somebody may see: his own are the roots, and nothing lies above or beside them."""
        if principal.areas is None:
            return self
        own = [area for area in (self.by_code.get(code) for code in principal.areas) if area]
        roots = {area.code for area in own if not any(other.code in self.path_codes(area.code) - {area.code} for other in own)}
        seen = {code: replace(self.by_code[code], parent=None) for code in roots}
        below = [part for code in roots for part in self.children(code)]
        while below:
            seen |= {area.code: area for area in below}
            below = [part for area in below for part in self.children(area.code)]
        return Areas({code: seen[code] for code in self.by_code if code in seen})

    def name(self, code: object) -> str:
        """The name of a code; the code itself where it is not known."""
        return self.by_code[code].name if isinstance(code, str) and code in self.by_code else str(code)

    def find(self, text: str, limit: int = 20) -> list[Area]:
        """Areas whose name or code contains the text, higher levels first."""
        hits = [area for area in self.by_code.values() if text in area.name or area.code.startswith(text)]
        return sorted(hits, key=lambda area: (LEVELS.index(area.level), len(area.name), area.code))[:limit]


def _firm(parts: list[Area]) -> list[Area]:
    """Those that a list of areas knows; all of them where it knows none."""
    return [area for area in parts if area.kind != PROVISIONAL] or parts


# Who asks in this request: pickers, lists and comparisons know no area that he may not see.
_principal: ContextVar[Principal] = ContextVar("principal", default=LOCAL)


def see_as(principal: Principal) -> None:
    """From here on in this request there are only the areas that the principal may see."""
    _principal.set(principal)


@contextmanager
def seeing_as(principal: Principal) -> Iterator[None]:
    """The same inside the block only."""
    token = _principal.set(principal)
    try:
        yield
    finally:
        _principal.reset(token)


def areas() -> Areas:
    """The areas of the current generation, as far as whoever asks may see them."""
    with engine().reading() as reader:
        kept: dict[tuple[str, ...] | None, Areas] = reader.__dict__.setdefault("_seen", {})
        mine = _principal.get().areas
        if mine not in kept:
            kept[mine] = areas_of(reader).seen_by(_principal.get())
        return kept[mine]


def begin_in(area: str | None) -> str | None:
    """Where whoever asks begins: in that area, or, where he may not see it, in the first of his own."""
    if _principal.get().areas is None:
        return area
    known = areas()
    return area if area in known.by_code else next((one.code for one in known.roots()), None)


def areas_of(reader: Reader) -> Areas:
    """The areas of a generation, read once for each."""
    kept: Areas | None = getattr(reader, "_areas", None)
    if kept is None:
        frame = reader.query(table("areas", ("area_code", "level", "name", "parent_code", "kind", "short_name"), order="area_code"))
        rows = frame.astype(object).where(frame.notna(), None).itertuples(index=False)
        kept = Areas({row.area_code: Area(row.area_code, row.level, row.name, row.parent_code, row.kind, row.short_name) for row in rows})
        reader._areas = kept  # type: ignore[attr-defined]
    return kept


def boundaries(codes: Iterable[str]) -> gpd.GeoDataFrame:
    """Boundaries of areas that have one: area_code, name, level, schematic, geometry (WGS84); may be empty."""
    with engine().reading() as reader:
        frame = reader.cached(
            table("areas", ("area_code", "name", "level", "schematic", "geometry"), {"area_code": sorted(codes)}, order="area_code")
        )
    frame = frame[frame["geometry"].notna()]
    shapes = gpd.GeoSeries.from_wkb(frame["geometry"].map(bytes), crs=4326) if len(frame) else gpd.GeoSeries([], crs=4326)
    return gpd.GeoDataFrame(pd.DataFrame(frame.drop(columns="geometry")), geometry=shapes, crs=4326)
