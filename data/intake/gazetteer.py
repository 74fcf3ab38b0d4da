"""Areas by code and by name: a name counts only together with its parents, and what is unknown becomes provisional."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

LEVELS = ("province", "city", "district", "street", "community", "grid")
SUFFIXES = {
    "province": ("省", "自治区", "市"),
    "city": ("市", "地区", "盟", "自治州"),
    "district": ("自治县", "新区", "区", "县", "市", "旗"),
    "street": ("街道办事处", "街道办", "街道", "地区", "镇", "乡"),
    "community": ("社区居委会", "社区居民委员会", "居委会", "村委会", "村民委员会", "社区", "村"),
    "grid": ("网格", "单元网格"),
}
NUMBERED = re.compile(
    r"(?:ward|district|councildistrict|communityboard|precinct|zone|grid|第|no)?0*(\d+)(?:号)?(?:街道|社区|网格|单元网格|号网格)?"
)
DIGITS = {2: "province", 6: "district", 9: "street", 12: "community"}


@dataclass(frozen=True)
class Place:
    area_code: str
    level: str
    name: str
    parent_code: str | None
    kind: str | None = None


@dataclass
class Gazetteer:
    """All areas known so far; `provisional` collects those that had to be made up."""

    places: dict[str, Place] = field(default_factory=dict)
    provisional: list[Place] = field(default_factory=list)
    _named: dict[tuple[str, str | None, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, places: list[Place]) -> Gazetteer:
        known = cls({place.area_code: place for place in places})
        for place in places:
            known._index(place)
        return known

    def resolve(self, level: str | None, text: str, parent: str | None) -> str:
        """The code of an area given by code or by name below `parent`; an unknown one is added as provisional."""
        written = unicodedata.normalize("NFKC", text).strip()
        if written in self.places and level in (None, self.places[written].level):
            return written
        found = self._find(level, written, parent)
        return found or self._add(level or guess(written), written, parent)

    def locate(self, level: str | None, text: str, parent: str | None) -> str:
        """Like resolve, for texts that may run through several levels: 双塔区/站南街道, 朝阳市双塔区站南街道.

        What follows the deepest known area and is no area by its name, such as a road, says nothing more.
        """
        written = unicodedata.normalize("NFKC", text).strip()
        if written in self.places or self._find(level, written, parent):
            return self.resolve(level, written, parent)
        if around := self._around(written, parent):
            return around
        parts = [part for part in re.split(r"[/\\>|·、,\s]+", written) if part]
        if len(parts) > 1 and (self._known(parts[0], parent) or all(_is_area_name(part) for part in parts)):
            for part in parts:
                parent = self.locate(None, part, parent)
            return parent or self.resolve(level, written, parent)
        if not (start := self._beginning(written, parent)):
            return self.resolve(level, written, parent)
        rest = written[len(start.name) :]
        below = parent if parent and start.area_code in self.path(parent).values() else start.area_code
        if _is_area_name(rest) or self._beginning(rest, below):
            return self.locate(None, rest, below)
        slip = next((known for known in (self.nearest(Place("", one, rest, below)) for one in LEVELS[2:]) if known), None)
        return self.resolve(slip.level, rest, below) if slip else below

    def _known(self, written: str, parent: str | None) -> bool:
        return bool(written in self.places or self._find(None, written, parent) or self._around(written, parent))

    def _around(self, written: str, parent: str | None) -> str | None:
        """The parent where the text names it or an area that it lies in; else the district or city of that name elsewhere."""
        above = {self.places[code].name for code in self.path(parent).values()}
        if parent and written in above:
            return parent
        return self._find(None, written, None) if parent else None

    def nearest(self, place: Place) -> Place | None:
        """The known area of the same level below the same parent whose name is most like that of a provisional one."""
        near = {
            known.name: known
            for known in self.places.values()
            if known.level == place.level and known.parent_code == place.parent_code and known.kind != "provisional"
        }
        found = get_close_matches(place.name, near, n=1, cutoff=0.6)
        return near[found[0]] if found else None

    def _beginning(self, written: str, parent: str | None) -> Place | None:
        """The area with the longest name that the text begins with: one around or below `parent`, or one whose name needs no parent."""
        above = set(self.path(parent).values())
        known = [
            place
            for place in self.places.values()
            if written.startswith(place.name)
            and len(place.name) < len(written)
            and place.kind != "provisional"
            and (place.level in LEVELS[:3] or place.area_code in above or (parent and parent in self.path(place.parent_code).values()))
        ]
        return max(known, key=lambda place: len(place.name), default=None)

    def add(self, place: Place) -> None:
        """Make an area known that was not, or replace a provisional one of the same code."""
        self.provisional[:] = [one for one in self.provisional if one.area_code != place.area_code]
        self.places[place.area_code] = place
        self._index(place)

    def path(self, code: str | None) -> dict[str, str]:
        """The codes of the area and of all areas it lies in, by level."""
        codes: dict[str, str] = {}
        while code and code in self.places and self.places[code].level not in codes:
            codes[self.places[code].level] = code
            code = self.places[code].parent_code
        return codes

    def _find(self, level: str | None, written: str, parent: str | None) -> str | None:
        for one in [level] if level else LEVELS[1:]:
            for key in _keys(one, written):
                codes = self._named.get((one, parent, key), set())
                if len(codes) == 1:
                    return next(iter(codes))
        return None

    def _add(self, level: str, written: str, parent: str | None) -> str:
        code = written if written.isdigit() and len(written) in DIGITS else f"{parent or 'x'}:{_keys(level, written)[-1]}"
        if code not in self.places:
            place = Place(code, level, written, parent, "provisional")
            self.provisional.append(place)
            self.places[code] = place
            self._index(place)
        return code

    def _index(self, place: Place) -> None:
        above = set(self.path(place.parent_code).values())
        # Below the district a name alone says nothing: the same one exists in many places.
        anywhere = {None} if place.level in LEVELS[:3] or not above else set()
        for ancestor in above | anywhere:
            for key in _keys(place.level, place.name):
                self._named[place.level, ancestor, key].add(place.area_code)


@lru_cache(maxsize=1 << 16)
def _keys(level: str, name: str) -> tuple[str, ...]:
    """Spellings by which a name is found: as written, without its suffix, by its number; most exact first."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKC", name).lower() if letter.isalnum())
    keys = [plain or name]
    for suffix in SUFFIXES[level]:
        if plain.endswith(suffix) and len(plain) > len(suffix) + 1:
            keys.append(plain.removesuffix(suffix))
            break
    if numbered := NUMBERED.fullmatch(plain):
        keys.append(f"#{numbered[1]}")
    return tuple(keys)


def guess(written: str) -> str:
    """The level of an area that is named without one."""
    if written.isdigit():
        return DIGITS.get(len(written), "grid" if len(written) > 12 else "district")
    for level in ("grid", "community", "street"):
        if written.endswith(SUFFIXES[level]):
            return level
    return "district"


def _is_area_name(written: str) -> bool:
    return any(written.endswith(suffix) for level in LEVELS[2:] for suffix in SUFFIXES[level])
