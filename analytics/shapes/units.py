"""An area or a kind of work with what is compared of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from analytics.shapes.evidence import Class
from analytics.shapes.parts import DOT, Label, Quantity, Verdict


@dataclass(frozen=True)
class Unit:
    """An area with its rate: `k` of `n`, 95 % interval (0–1), verdict among its peers.

    `expected`: what its kinds of cases let expect; `band`: where it would be like its peers; `needed`: about so many cases tell.
    """

    code: str
    name: str
    short: str
    n: int
    k: int
    rate: float | None
    low: float | None
    high: float | None
    cls: Class
    focus: bool = False
    expected: float | None = None
    band: tuple[float, float] | None = None
    needed: int | None = None


@dataclass(frozen=True)
class Reference:
    rate: float | None
    label: str


@dataclass(frozen=True)
class Pace:
    """Share done against share planned by now (0–1); `shown` stands large, `sizes` say how much the whole is, the chief one first.

    `work` names it in every language.
    """

    label: Label
    value: float
    planned: float
    verdict: Verdict
    shown: Quantity
    sizes: tuple[str, ...]
    page: str = "renovation"  # address of the page that shows more
    work: str = ""
    measure: str = "progress"

    @property
    def is_behind(self) -> bool:
        return self.verdict.state == "behind"

    @property
    def scale(self) -> str:
        return DOT.join(self.sizes)


@dataclass(frozen=True)
class Paces:
    """Works side by side."""

    items: tuple[Pace, ...]


class Rated(Protocol):
    """A Unit, or what has more of one."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def short(self) -> str: ...
    @property
    def n(self) -> int: ...
    @property
    def k(self) -> int: ...
    @property
    def rate(self) -> float | None: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def cls(self) -> Class: ...
    @property
    def focus(self) -> bool: ...
