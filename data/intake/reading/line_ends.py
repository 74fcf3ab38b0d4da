"""One kind of line end: whatever a file writes (LF, CRLF, CR, a next-line sign, or a mixture), a line ends in a line feed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

DELIMITERS = (b",", b"\t", b";", b"|")
NEXT_LINE = "\u0085"
SAMPLED = 200


def end_of(sample: str) -> str:
    """What ends a line of the text: a line feed, unless all of them stand within quotes and something else stands outside."""
    outside = "".join(sample.split('"')[::2])
    return next((end for end in ("\n", "\r", NEXT_LINE) if end in outside), "\n")


def one_line_end(text: bytes, end: str, marked: set[int]) -> tuple[bytes, set[int]]:
    """The text with line feeds only; `marked` are the indexes of lines, which move where a line is found to be several."""
    if end != "\n":
        # A line feed in such a file stands within a cell.
        text = text.replace(b"\r\n", b"\r") if end == "\r" else text
        return text.replace(b"\n", b" ").replace(end.encode(), b"\n"), marked
    if b"\r" not in text:
        return text, marked
    text = text.replace(b"\r\n", b"\n")
    if b"\r" not in text:
        return text, marked
    return _without_lone(re.sub(rb"\r+\n", b"\n", text), marked)


def _without_lone(text: bytes, marked: set[int]) -> tuple[bytes, set[int]]:
    """A carriage return by itself ends a line where whole records stand on both of its sides; elsewhere it is a blank of a cell."""
    ended = text.endswith(b"\n")
    lines = text.removesuffix(b"\n").split(b"\n")
    delimiter = max(DELIMITERS, key=text.count)
    usual = _usual(lines, delimiter)
    found: list[bytes] = []
    moved: set[int] = set()
    for number, line in enumerate(lines):
        parts = list(_records(line, delimiter, usual)) if b"\r" in line else [line]
        if number in marked:
            moved |= set(range(len(found), len(found) + len(parts)))
        found += parts
    return b"\n".join(found) + (b"\n" if ended else b""), moved


def _usual(lines: list[bytes], delimiter: bytes) -> int:
    """How many delimiters a line of this text has."""
    whole = [line for line in lines if b"\r" not in line and line][:SAMPLED]
    pieces = [piece for line in lines[:SAMPLED] for piece in line.split(b"\r") if piece]
    counted = Counter(_outside(line, delimiter) for line in whole or pieces)
    return counted.most_common(1)[0][0] if counted else 0


def _records(line: bytes, delimiter: bytes, usual: int) -> Iterator[bytes]:
    found: list[bytes] = []
    current: bytes | None = None
    for piece in line.split(b"\r"):
        current = piece if current is None else current + b" " + piece
        if usual and current.count(b'"') % 2 == 0 and _outside(current, delimiter) == usual:
            found.append(current)
            current = None
    if current is not None and current.strip():
        yield line.replace(b"\r", b" ")
    else:
        yield from found or [line.replace(b"\r", b" ")]


def _outside(line: bytes, delimiter: bytes) -> int:
    """Delimiters outside of quotes."""
    return sum(part.count(delimiter) for part in line.split(b'"')[::2])
