"""Who asks: part of every request."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Principal:
    """`areas` are the codes whose rows may be seen; None means all of them."""

    name: str
    role: str
    areas: tuple[str, ...] | None = None


LOCAL = Principal("local", "analyst")
