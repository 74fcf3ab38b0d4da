"""Pictures of rows and columns: names on one side, a scale, marks, values on the other."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.shapes.units import Reference, Unit


@dataclass(frozen=True)
class Share:
    """A share `value` (0–1) of `n` things, `k` of them; of few things it is shown but not ranked."""

    name: str
    value: float
    k: float
    n: int
    thin: bool


@dataclass(frozen=True)
class Shares:
    """Shares of a full list, exact and so without intervals, beside that of the `whole`."""

    rows: tuple[Share, ...]
    whole: float
    whole_label: str
    value_head: str
    count_head: str


@dataclass(frozen=True)
class Bar:
    """`text` is the value as people read it; `quiet` bars, such as the others, stand back."""

    name: str
    value: float | None
    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Bars:
    items: tuple[Bar, ...]
    head: str


@dataclass(frozen=True)
class Bin:
    """`count` things in the class `label`; a marked class is what the sentence above speaks of."""

    label: str
    count: int
    marked: bool = False


@dataclass(frozen=True)
class Distribution:
    """`head` says what is counted, `foot` what the classes are, `unit` names what is counted in one word."""

    bins: tuple[Bin, ...]
    head: str
    foot: str
    unit: str


@dataclass(frozen=True)
class Ranking:
    """Units with a rate (0–1) of so many `unit`, beside the reference and the target."""

    units: tuple[Unit, ...]
    reference: Reference
    target: float | None
    value_head: str
    count_head: str
    unit: str = "cases"
