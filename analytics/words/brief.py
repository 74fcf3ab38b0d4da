"""Amounts as short as the wall needs them: Chinese is short enough, English leaves out what stands beside the number anyway."""

from __future__ import annotations

from analytics.words.language import CHINESE, language
from analytics.words.wording import count, counted, quantity

SHORTER = {"million yuan": "m", "billion yuan": "bn", "yuan": ""}


def amount(yuan: float) -> str:
    """3.09 亿元 · 309.5m."""
    return " ".join(part for part in apart(yuan) if part)


def apart(yuan: float) -> tuple[str, str]:
    """Digits and unit, as far as the unit stands apart: 3.09 and 亿元 · 309.5m."""
    digits, unit = counted(yuan, "yuan")
    return (digits, unit) if language() == CHINESE else (digits + SHORTER.get(unit, ""), "")


def cases(value: float) -> str:
    """524 件 · 524."""
    return quantity(value, "cases") if language() == CHINESE else count(value)
