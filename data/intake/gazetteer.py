"""Areas by code and by name: a name counts only together with its parents, and what is unknown becomes provisional."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
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
        return found or self._add(level or _guess(written), written, parent)

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


def _guess(written: str) -> str:
    """The level of an area that is named without one."""
    if written.isdigit():
        return DIGITS.get(len(written), "grid" if len(written) > 12 else "district")
    for level in ("grid", "community", "street"):
        if written.endswith(SUFFIXES[level]):
            return level
    return "district"
