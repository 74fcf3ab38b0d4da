"""Names that appear or vanish: categories, departments and areas of the last month against the year before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from analytics.asking.ask import ask
from analytics.asking.geography import areas
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.engines.duckdb import newest
from analytics.readings.kept import kept

DAYS, BEFORE = 30, 365
DIMENSIONS = ("channel", "category", "subcategory", "department", "district", "street")
EXPECTED = 6.0  # as many as this are missed by chance in 1 month of 400
SHOWN = 60


@dataclass(frozen=True)
class Drift:
    """A value of a dimension that is new (`now` tickets, none before) or vanished (none now, `expected` by the year before)."""

    dimension: str
    value: str
    name: str
    new: bool
    now: int
    before: int
    expected: float
    first: date
    last: date


@kept
def drift(scope: Scope, principal: Principal) -> tuple[Drift, ...]:
    """The new names first, then the vanished ones, each by its size; `first` and `last` bound where its tickets are found."""
    end = newest().date()
    turn = end - timedelta(days=DAYS - 1)
    start = turn - timedelta(days=BEFORE)
    recent = replace(scope, window="custom", first=turn, last=end, compare="none", as_of=None)
    past = replace(recent, first=start, last=turn - timedelta(days=1))
    found = []
    for dimension in DIMENSIONS:
        now, before = _counts(dimension, recent, principal), _counts(dimension, past, principal)
        if not now or not before:
            continue
        for value in sorted(now.keys() | before.keys()):
            expected = before.get(value, 0) * DAYS / BEFORE
            if value not in before or (value not in now and expected >= EXPECTED):
                new = value not in before
                first, last = (turn, end) if new else (start, turn - timedelta(days=1))
                name = areas().by_code[value].name if value in areas().by_code else value
                found.append(Drift(dimension, value, name, new, now.get(value, 0), before.get(value, 0), expected, first, last))
    return tuple(sorted(found, key=lambda one: (not one.new, -max(one.now, one.expected)))[:SHOWN])


def _counts(dimension: str, scope: Scope, principal: Principal) -> dict[str, int]:
    frame = ask(["received"], by=[dimension], scope=scope, principal=principal).frame
    frame = frame[frame[dimension].notna() & (frame["received"] > 0)]
    return {str(value): int(count) for value, count in zip(frame[dimension], frame["received"], strict=True)}
