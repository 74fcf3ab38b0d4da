"""What the lines of a funnel are called: each that is drawn has its name, and no other."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.figures.funnel_labels import Place, ends
from analytics.words.language import ENGLISH, speaking


@dataclass(frozen=True)
class Dot:
    """A unit of a funnel."""

    code: str = "1"
    short: str = "S1"
    rate: float | None = 0.9
    low: float | None = 0.8
    high: float | None = 0.95
    n: int = 300
    k: int = 270
    cls: str = "same"
    focus: bool = False
    weight: float = 300
    fair: float = 0.9


def written(reference: float, right: float) -> list[str]:
    with speaking(ENGLISH):
        notes = ends([Dot()], reference, "Whole", Place(0.0, 1.02, right, 300))  # type: ignore[list-item]
    return [note["text"] for note in notes]


def test_the_line_of_the_typical_area_has_its_name():
    assert written(0.9, 4000) == ["Whole 90.0%"]
