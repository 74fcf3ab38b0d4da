"""What people have said that a name of an export means: kept beside the generations, applied whenever one is built."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from data.intake.placing.spelling import plain

JOURNAL = "area_names"  # of the warehouse; the last line on a name counts, one without a code takes it back


@dataclass(frozen=True)
class Alias:
    """`name` below `parent` (a code or a name; None: anywhere) is the area `code`."""

    name: str
    parent: str | None
    code: str


@dataclass
class Aliases:
    by_name: dict[str, dict[str | None, Alias]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, entries: Iterable[Mapping[str, object]]) -> Aliases:
        """The aliases that the lines of the journal leave, oldest line first."""
        found = cls()
        for entry in entries:
            name, parent, code = str(entry["name"]), entry.get("parent"), entry.get("code")
            above = None if parent is None else str(parent)
            found.by_name[plain(name)].pop(_key(above), None)
            if code is not None:
                found.by_name[plain(name)][_key(above)] = Alias(name, above, str(code))
        return found

    def named(self, written: str, above: Collection[str]) -> list[Alias]:
        """The aliases of a text below areas of these codes and names; one that names the parent first."""
        known = self.by_name.get(plain(written), {})
        return [*(known[_key(one)] for one in above if _key(one) in known), *([known[None]] if None in known else [])]


def _key(parent: str | None) -> str | None:
    return None if parent is None else plain(parent)
