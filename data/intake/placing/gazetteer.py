"""Areas by code and by name: a name or a number counts only together with its parents, and what is unknown becomes provisional."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from data.contracts.areas import LEVELS
from data.intake.mapping.similar import Similar
from data.intake.placing.aliases import Aliases
from data.intake.placing.spelling import as_written, borne, canonical, guess, national, sought

PROVISIONAL = "provisional"
ABOVE_DISTRICTS = LEVELS[:3]  # at these levels and no deeper ones a name may do without its parents


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
    aliases: Aliases = field(default_factory=Aliases)
    provisional: list[Place] = field(default_factory=list)
    # By level and key, for those keys that were asked for: the codes below each area, and below none.
    _named: dict[tuple[str, str], dict[str | None, set[str]]] = field(default_factory=dict)
    _numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    _bearers: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    _by_name: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    read: dict[tuple[str | None, str, str | None, bool], str] = field(default_factory=dict)
    similar: Similar = field(default_factory=Similar)

    @classmethod
    def of(cls, places: Iterable[Place], aliases: Aliases | None = None) -> Gazetteer:
        known = cls({place.area_code: place for place in places}, aliases or Aliases())
        for place in known.places.values():
            known._index(place)
        return known

    @classmethod
    def numbered_only(cls, places: Iterable[Place]) -> Gazetteer:
        """One that finds areas by their national codes alone, for much less."""
        known = cls()
        for place in places:
            known._number(place)
        return known

    def resolve(self, level: str | None, text: str, parent: str | None) -> str:
        """The code of an area given by code or by name below `parent`; an unknown one is added as provisional."""
        written = as_written(text)
        return self.known(level, written, parent) or self.make(level or guess(written), written, parent)

    def add(self, place: Place) -> None:
        """Make an area known that was not, or replace a provisional one of the same code."""
        self.read.clear()
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

    def around(self, level: str, number: str) -> str | None:
        """The known area around a national code: the deepest one whose digits it begins with."""
        digits = national(level, number)
        if digits is None:
            return None
        above = reversed(LEVELS[: LEVELS.index(level)])
        beginnings = ((one, next((digits[:n] for n in (2, 4, 6, 9, 12) if national(one, digits[:n])), "")) for one in above)
        return next((self._numbers[one, start] for one, start in beginnings if (one, start) in self._numbers), None)

    def candidates(self, place: Place) -> list[Place]:
        """The known areas that bear the name of a provisional one at its level, within the nearest known area around it."""
        inside = next((code for code in self.path(place.parent_code).values() if self.places[code].kind != PROVISIONAL), None)
        for key in sought(place.level, place.name):
            found = [self.places[code] for code in self._bearers.get((place.level, key), ())]
            found = [one for one in found if one.kind != PROVISIONAL and (inside is None or inside in self.path(one.area_code).values())]
            if found:
                return sorted(found, key=lambda one: one.area_code)
        return []

    def bears(self, level: str, text: str) -> bool:
        """Whether a known area of the level bears the name or the number, wherever it lies."""
        written = as_written(text)
        codes = {code for key in sought(level, written) for code in self._bearers.get((level, key), ())} | {written}
        return any(self.places[code].kind != PROVISIONAL for code in codes if code in self.places) or bool(national(level, written))

    def near(self, place: Place) -> list[Place]:
        """The known areas of the same level below the same parent whose names are like that of a provisional one, most alike first."""
        return [self.places[code] for code in self.similar.near(place.level, place.parent_code, place.name)]

    def known(self, level: str | None, written: str, parent: str | None) -> str | None:
        """The code of what people have said that the text means, of a code, or of a name that one area alone bears below `parent`."""
        return self._meant(written, parent) or self.numbered(level, written, parent) or self.find(level, written, parent)

    def _meant(self, written: str, parent: str | None) -> str | None:
        """What people have said that the text means; said of a name anywhere, it stays inside the parent."""
        if not self.aliases.by_name:
            return None
        above = list(self.path(parent).values())
        for alias in self.aliases.named(written, [*above, *(self.places[code].name for code in above)]):
            inside = self.path(alias.code).values()
            if inside and (alias.parent is not None or parent is None or parent in inside or self.places[parent].kind == PROVISIONAL):
                return alias.code
        return None

    def numbered(self, level: str | None, written: str, parent: str | None) -> str | None:
        """A code that the list of areas has, of the right level and below the right parent."""
        code = written if written in self.places else None
        for one in [level] if level else LEVELS:
            digits = national(one, written)
            code = code or (self._numbers.get((one, digits)) if digits else None)
        if code is None or level not in (None, self.places[code].level):
            return None
        around = self.path(code).values()
        return code if parent is None or parent in around or (level is None and code in self.path(parent).values()) else None

    def find(self, level: str | None, written: str, parent: str | None, *, exactly: bool = False) -> str | None:
        """The one area of that name below `parent`, by its most exact spelling; None where several bear it."""
        levels = [level] if level else [*LEVELS[1:], LEVELS[0]]
        keys = [sought(one, written) for one in levels]
        for exact in (True, False):
            for one, spellings in zip(levels, keys, strict=True):
                for key in spellings[:1] if exact else () if exactly else spellings[1:]:
                    codes = self._below(one, key).get(parent)
                    if codes and len(codes) > 1:  # what was made up for another cell takes no name from an area of a list
                        codes = {code for code in codes if self.places[code].kind != PROVISIONAL} or codes
                    if codes and len(codes) > 1:
                        return None  # which one is meant, the text does not say
                    if codes:
                        return self._fuller(next(iter(codes)), one, written)
        return None

    def make(self, level: str, written: str, parent: str | None) -> str:
        """The code of a provisional area: a national code if it fits below the parent, else the parent's with the name."""
        code = f"{parent or 'x'}:{self._tag(level, parent)}{canonical(level, written)}"
        if digits := national(level, written):
            above = [start for one, around in self.path(parent).items() if (start := national(one, around))]
            if parent is None or (above and all(digits.startswith(start) for start in above)):
                code, parent = digits, parent or self.around(level, written)
        if code in self.places:
            return self._fuller(code, level, written)
        place = Place(code, level, written, parent, PROVISIONAL)
        self.provisional.append(place)
        self.places[code] = place
        self._index(place)
        return code

    def _tag(self, level: str, parent: str | None) -> str:
        """Names below one area are told apart by level where it is not the one just below it."""
        usual = LEVELS.index(self.places[parent].level) + 1 if parent in self.places else LEVELS.index("district")
        return "" if LEVELS.index(level) == usual else f"{level}/"

    def _fuller(self, code: str, level: str, written: str) -> str:
        """The code; a provisional area is called by the fullest of its spellings, whichever came first."""
        place = self.places[code]
        if (
            place.kind == PROVISIONAL
            and place.level == level
            and (len(written), written) > (len(place.name), place.name)
            and not national(level, written)
        ):
            self.places[code] = replace(place, name=written)
            if place in self.provisional:
                self.provisional[self.provisional.index(place)] = self.places[code]
            self._index(self.places[code])
        return code

    def called(self, written: str) -> list[Place]:
        """The known areas of exactly this name, at any level."""
        return [place for code in self._by_name.get(written, ()) if (place := self.places[code]).kind != PROVISIONAL]

    def _number(self, place: Place) -> None:
        if digits := national(place.level, place.area_code):
            self._numbers[place.level, digits] = place.area_code

    def _index(self, place: Place) -> None:
        self._number(place)
        for key in borne(place.level, place.name):
            self._bearers[place.level, key].add(place.area_code)
            if (place.level, key) in self._named:
                self._lay_below(self._named[place.level, key], place)
        self._by_name[as_written(place.name)].add(place.area_code)
        if place.kind != PROVISIONAL:
            self.similar.add(place.level, place.parent_code, place.name, place.area_code)

    def _below(self, level: str, key: str) -> dict[str | None, set[str]]:
        """Of the areas that bear a key, the codes by every area that they lie in: laid out when they are asked for, which few are."""
        if (level, key) not in self._named:
            below = self._named[level, key] = defaultdict(set)
            for code in self._bearers.get((level, key), ()):
                self._lay_below(below, self.places[code])
        return self._named[level, key]

    def _lay_below(self, below: dict[str | None, set[str]], place: Place) -> None:
        above = set(self.path(place.parent_code).values())
        # Below the district a name alone says nothing: the same one exists in many places.
        anywhere = {None} if place.level in ABOVE_DISTRICTS or not above else set()
        for ancestor in above | anywhere:
            below[ancestor].add(place.area_code)
