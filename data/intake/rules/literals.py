"""Texts as SQL writes them."""

from __future__ import annotations

from collections.abc import Sequence


def literal(text: str) -> str:
    """The text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def listed(texts: Sequence[str]) -> str:
    return "[" + ", ".join(literal(text) for text in texts) + "]"


def members(texts: Sequence[str]) -> str:
    return "(" + ", ".join(literal(text) for text in texts) + ")"
