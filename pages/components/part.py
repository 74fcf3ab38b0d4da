"""One section of a page: its headline first, then its cards, drawn only where there is something to draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    headline: str
    support: str
    draw: Callable[[], None]
