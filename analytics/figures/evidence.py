"""The three classes of evidence, and what figures need to know of a unit they show."""

from __future__ import annotations

from typing import Literal, Protocol

from analytics.figures.tokens import ABOVE, AREA, BACKGROUND, BELOW, HIGH, LOW, MUTED, PEER_HIGH, PEER_LOW
from analytics.words.language import _
from data.contracts.model import N_

Class = Literal["low", "same", "high", "thin"]
CLASSES: tuple[Class, ...] = ("low", "same", "high", "thin")
GLYPHS = {"low": "▼", "high": "▲"}
FILLS = {"low": LOW, "same": AREA, "high": HIGH, "thin": BACKGROUND}
PEER_FILLS = {"low": PEER_LOW, "same": AREA, "high": PEER_HIGH, "thin": BACKGROUND}
MARKS = {"low": BELOW, "high": ABOVE}
_WORDS = {
    "low": N_("Clearly low"),
    "same": N_("No clear difference"),
    "high": N_("Clearly high"),
    "thin": N_("Few cases"),
}


class Judged(Protocol):
    """Whatever has a class of evidence."""

    @property
    def cls(self) -> Class: ...


class Unit(Protocol):
    """An area with its rate: `k` of `n`, 95 % interval, class of evidence; `focus` is the reader's own area."""

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


def is_distinct(unit: Judged) -> bool:
    """Its interval lies on one side of the reference."""
    return unit.cls in GLYPHS


def word(cls: Class) -> str:
    """显著偏低 ▼."""
    glyph = GLYPHS.get(cls)
    return f"{_(_WORDS[cls])} {glyph}" if glyph else _(_WORDS[cls])


def mark(cls: Class) -> str:
    """Colour of a mark of this class."""
    return MARKS.get(cls, MUTED)
