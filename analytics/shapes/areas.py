"""What a map of areas is made of."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.shapes.evidence import Class

NO_CLASS = -1
BANDS = 5  # classes of one scale that can be told apart on a map


@dataclass(frozen=True)
class Shade:
    """An area with the number of its class, NO_CLASS where it has no value; `hover` has one line more for each break."""

    code: str
    name: str
    short: str
    value: str
    band: int
    hover: str
    focus: bool = False
    rate: float | None = None  # names alone are written where it is None
    cls: Class = "same"
