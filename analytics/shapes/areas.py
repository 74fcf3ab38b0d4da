"""What a map of areas is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analytics.shapes.evidence import Class

Scale = Literal["load", "counts", "waits", "funds", "paces", "clusters"]  # how the classes of a map are coloured
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


@dataclass(frozen=True)
class AreaMap:
    """Areas by class of one scale; `words` name the classes, `empty` those without a value, `remarks` stand below.

    `around`: codes of the larger areas whose borders and names are drawn, such as the streets of the grids.
    """

    shades: tuple[Shade, ...]
    scale: Scale
    words: tuple[str, ...]
    empty: str = ""
    remarks: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
