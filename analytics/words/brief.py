"""Amounts as short as the wall needs them: Chinese is short enough, English leaves out what stands beside the number anyway."""

from __future__ import annotations

from analytics.words.language import CHINESE, language
from analytics.words.wording import count, money, quantity

SHORTER = {" million yuan": "m", " billion yuan": "bn", " yuan": ""}


def amount(yuan: float) -> str:
    """3.09 亿元 · 309.5m."""
    text = money(yuan)
    if language() != CHINESE:
        for long, short in SHORTER.items():
            text = text.replace(long, short)
    return text


def cases(value: float) -> str:
    """524 件 · 524."""
    return quantity(value, "cases") if language() == CHINESE else count(value)
