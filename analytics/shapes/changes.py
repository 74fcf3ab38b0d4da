"""Pictures of medians beside their whole, and of what changed from before to after."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CostRow:
    """What projects of an area cost: median with its 95 % interval over the projects, in yuan, None with too few.

    `apart`: the interval leaves out the median of the whole.
    """

    name: str
    projects: int
    median: float
    low: float | None
    high: float | None
    focus: bool
    apart: bool


@dataclass(frozen=True)
class Costs:
    """Cost per square metre and per household by area, the lowest first, with the median of all."""

    per_m2: tuple[CostRow, ...]
    per_household: tuple[CostRow, ...]
    whole_m2: float | None
    whole_household: float | None


@dataclass(frozen=True)
class Change:
    name: str
    before: float
    after: float


@dataclass(frozen=True)
class TwoChanges:
    """What changed where something happened, beside where it did not; `heads` of before and after."""

    changed: Change
    compared: Change
    heads: tuple[str, str]
    unit: str


@dataclass(frozen=True)
class Shift:
    """A unit with its load before and after; None where nobody works, `words` tell both and the workers."""

    name: str
    before: float | None
    after: float | None
    words: str


@dataclass(frozen=True)
class Shifts:
    """The first on top; loads are to stay under the `limit`, where there is one."""

    items: tuple[Shift, ...]
    limit: float | None
