"""Which sibling a misspelled name is likely to mean, without comparing every name with every other."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import get_close_matches

from data.intake.placing.spelling import parted

LIKE = 0.6
COMMON = 100  # a letter that so many siblings bear tells none of them apart
COMPARED = 8
SHOWN = 3


@dataclass
class Similar:
    """Names of areas by level and parent, and by the letters of their stems."""

    _letters: dict[tuple[str, str | None, str], dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, level: str, parent: str | None, name: str, code: str) -> None:
        for letter in set(parted(level, name)[0]):
            self._letters[level, parent, letter][code] = name

    def near(self, level: str, parent: str | None, name: str) -> list[str]:
        """The codes of the siblings whose names are like this one, most alike first."""
        shared: Counter[str] = Counter()
        names: dict[str, str] = {}
        for letter in set(parted(level, name)[0]):
            bearers = self._letters.get((level, parent, letter), {})
            if len(bearers) <= COMMON:
                shared.update(bearers.keys())
                names |= bearers
        near = {names[code]: code for code, _ in shared.most_common(COMPARED)}
        return [near[found] for found in get_close_matches(name, near, n=SHOWN, cutoff=LIKE)]
