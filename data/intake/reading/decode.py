"""From bytes to UTF-8: a file of known encoding is decoded in chunks of whole lines, each line in the encoding that it is written in."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.intake.reading.line_encoding import other_encoding, read_line, suspects
from data.intake.reading.line_ends import one_line_end
from data.intake.reading.text import visible

# Larger chunks are decoded slower: their memory is asked of the system anew each time.
CHUNK = 2 << 20


@dataclass(frozen=True)
class Encoding:
    """A codec, how sure we are of it (0 to 1), how many bytes of byte order mark to skip, and what ends a line."""

    name: str
    confidence: float
    skip: int = 0
    end: str = "\n"

    @property
    def line_end(self) -> bytes:
        return self.end.encode(self.name)


@dataclass(frozen=True)
class Chunk:
    """Whole lines in UTF-8, each ending in a line feed; `undecodable` holds the indexes of lines that were not text.

    `recoded` counts the lines that were written in another encoding than the file.
    """

    offset: int
    size: int
    first_line: int
    lines: int
    text: bytes
    undecodable: frozenset[int]
    recoded: int = 0


def chunks(path: Path, encoding: Encoding, size: int = CHUNK) -> Iterator[Chunk]:
    """The file in order and as long as it was at the start, as chunks of whole lines; what cannot be decoded is marked, never dropped."""
    first_line = 1
    end = encoding.line_end
    with path.open("rb") as file:
        left = path.stat().st_size - encoding.skip
        file.seek(encoding.skip)
        offset, rest = encoding.skip, bytearray()
        while left > 0 and (block := file.read(min(size, left))):
            left -= len(block)
            searched = len(rest)
            rest += block
            cut = _last_end(rest, end, searched)
            if not cut:
                continue
            chunk = decode(bytes(rest[:cut]), encoding, offset, first_line)
            yield chunk
            del rest[:cut]
            offset += cut
            first_line += chunk.lines
        if rest:
            yield decode(bytes(rest), encoding, offset, first_line)


def reread(path: Path, encoding: Encoding, chunk: tuple[int, int, int]) -> Chunk:
    """Decode one chunk again, given its (offset, size, first_line)."""
    offset, size, first_line = chunk
    with path.open("rb") as file:
        file.seek(offset)
        return decode(file.read(size), encoding, offset, first_line)


def decode(raw: bytes, encoding: Encoding, offset: int = 0, first_line: int = 1) -> Chunk:
    """Decode whole lines; those that are not text in any likely encoding come back escaped and marked."""
    text, undecodable, recoded = _text(raw, encoding)
    text, undecodable = one_line_end(text, encoding.end, undecodable)
    text = visible(text)
    if not text.endswith(b"\n"):
        text += b"\n"
    return Chunk(offset, len(raw), first_line, text.count(b"\n"), text, frozenset(undecodable), recoded)


def _text(raw: bytes, encoding: Encoding) -> tuple[bytes, set[int], int]:
    """The text, the indexes of its lines that are none, and how many lines are in another encoding."""
    if raw.isascii() and not encoding.name.startswith("utf-16"):
        return raw, set(), 0
    whole = _whole(raw, encoding.name)
    if other_encoding(encoding.name) is None:
        return (whole, set(), 0) if whole is not None else _by_line(raw, encoding)
    if whole is not None and not suspects(raw, encoding.name):
        return whole, set(), 0
    return _by_line(raw, encoding)


def _whole(raw: bytes, name: str) -> bytes | None:
    """The text if all of it is valid."""
    try:
        if name == "utf-8":
            codecs.utf_8_decode(raw, "strict", True)
            return raw
        if name == "gb18030":
            try:
                return raw.decode("gbk").encode(
                    "utf-8"
                )  # the same text at four fifths of the time, unless a rare character needs four bytes
            except UnicodeDecodeError:
                pass
        return raw.decode(name).encode("utf-8")
    except UnicodeError:
        return None


def _by_line(raw: bytes, encoding: Encoding) -> tuple[bytes, set[int], int]:
    end = encoding.line_end
    lines: list[bytes] = []
    bad: set[int] = set()
    recoded = 0
    start = 0
    while start < len(raw):
        cut = _first_end(raw, end, start)
        line = raw[start:cut]
        text, name = read_line(line, encoding.name)
        if text is None:
            bad.add(len(lines))
            unit = "replace" if len(end) == 2 and encoding.name.startswith("utf-16") else "backslashreplace"
            shown = line.removesuffix(end).decode(encoding.name, errors=unit)
            text = (shown.replace("\n", " ").rstrip("\r") + encoding.end).encode("utf-8", errors="replace")
        elif name != encoding.name:
            recoded += 1
        lines.append(text)
        start = cut
    return b"".join(lines), bad, recoded


def _first_end(raw: bytes, end: bytes, start: int) -> int:
    found = raw.find(end, start)
    while found >= 0 and len(end) == 2 and b"\x00" in end and (found - start) % 2:
        found = raw.find(end, found + 1)
    return len(raw) if found < 0 else found + len(end)


def _last_end(raw: bytearray, end: bytes, searched: int) -> int:
    """Where the last whole line ends; nothing ends within the first bytes, which were searched before."""
    first = max(searched - len(end) + 1, 0)
    found = raw.rfind(end, first)
    while found >= 0 and len(end) == 2 and b"\x00" in end and found % 2:
        found = raw.rfind(end, first, found + 1)
    return 0 if found < 0 else found + len(end)
