"""The three classes of evidence, in words."""

from __future__ import annotations

from typing import Literal, Protocol

from analytics.words.language import _
from data.contracts.model import N_

Class = Literal["low", "same", "high", "thin"]
CLASSES: tuple[Class, ...] = ("low", "same", "high", "thin")
GLYPHS = {"low": "▼", "high": "▲"}
_WORDS = {"same": N_("Like its peers"), "thin": N_("Too few cases")}
_SIDES = {
    "higher": {"low": N_("Worse than peers"), "high": N_("Better than peers")},
    "lower": {"low": N_("Better than peers"), "high": N_("Worse than peers")},
    "neutral": {"low": N_("Lower than peers"), "high": N_("Higher than peers")},
}


class Judged(Protocol):
    """Whatever has a class of evidence."""

    @property
    def cls(self) -> Class: ...


def is_distinct(unit: Judged) -> bool:
    """It differs from its peers."""
    return unit.cls in GLYPHS


def word(cls: Class, better: str = "higher") -> str:
    """差于同类 ▼: the verdict among peers in words, the same on every page, wall and export. ▼ and ▲ say where the rate lies."""
    glyph = GLYPHS.get(cls)
    return f"{_(_SIDES[better][cls])} {glyph}" if glyph else _(_WORDS[cls])
