"""Pictures of a way that things go: its steps, and who holds what has not come to the end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StepRow:
    """Items that `reached` the step or went past it, `standing` there now, `late` of these; `half`, `most` and `limit` in hours.

    `aside` is said in grey beside the name. A step that is not `known` is reported by nobody.
    """

    name: str
    aside: str
    reached: int
    standing: int
    late: int
    half: float | None
    most: float | None
    limit: float | None
    known: bool
    final: bool


@dataclass(frozen=True)
class Steps:
    """The steps in order; `unit` counts the items."""

    rows: tuple[StepRow, ...]
    unit: str


@dataclass(frozen=True)
class Held:
    """Open items of one holder, `late` of them beyond the limit of their step."""

    name: str
    items: int
    late: int
    quiet: bool = False


@dataclass(frozen=True)
class Holding:
    rows: tuple[Held, ...]
    head: str
