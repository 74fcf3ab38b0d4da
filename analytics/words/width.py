"""How much room a text takes before it is drawn, in ems."""

from __future__ import annotations


def text_width(text: str) -> float:
    """Width in ems: a Han character is one, a Latin one about half."""
    return sum(1.0 if ord(character) > 0x2E7F else 0.55 for character in text)


def sentence_width(text: str) -> float:
    """Ems of a sentence in regular weight: its spaces and points are narrow, so that a Latin character is half a Han one."""
    return sum(1.0 if ord(character) > 0x2E7F else 0.5 for character in text)
