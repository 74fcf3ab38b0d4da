"""The three classes of evidence, in words."""

from __future__ import annotations

from typing import Literal, Protocol

from analytics.words.language import _
from data.contracts.model import N_

Class = Literal["low", "same", "high", "thin"]
CLASSES: tuple[Class, ...] = ("low", "same", "high", "thin")
GLYPHS = {"low": "▼", "high": "▲"}
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


def is_distinct(unit: Judged) -> bool:
    """Its interval lies on one side of the reference."""
    return unit.cls in GLYPHS


def word(cls: Class) -> str:
    """显著偏低 ▼."""
    glyph = GLYPHS.get(cls)
    return f"{_(_WORDS[cls])} {glyph}" if glyph else _(_WORDS[cls])
