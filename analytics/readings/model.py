"""What several stories are told in: a measure with its target, a unit with its rate, the whole that it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Target:
    """`aim` is the target alone, with its sign and unit, where the policy sets it."""

    state: Literal["met", "near", "missed"]
    text: str
    aim: str = ""


@dataclass(frozen=True)
class Kpi:
    """One measure of the period, its change against the comparison and its history, oldest first; `uncompared` says why it has none."""

    measure_id: str
    label: str
    unit: str
    value: float | None
    change: float | None
    significant: bool
    better: str
    history: tuple[float | None, ...]
    target: Target | None
    note: str
    numerator: float | None = None
    denominator: float | None = None
    parts: str = ""  # numerator and denominator in words, where the card shows them in place of a change
    uncompared: str = ""
    covered: str = ""  # how many of the cases it counts, where not all of their sources report what it needs
