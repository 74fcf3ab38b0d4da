"""From bytes to UTF-8: a file of known encoding is decoded in chunks of whole lines."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.intake.text import visible

# Larger chunks are decoded slower: their memory is asked of the system anew each time.
CHUNK = 2 << 20


@dataclass(frozen=True)
class Encoding:
    """A codec, how sure we are of it (0 to 1), and how many bytes of byte order mark to skip."""

    name: str
    confidence: float
    skip: int = 0


@dataclass(frozen=True)
class Chunk:
    """Whole lines in UTF-8, each ending in a line feed; `undecodable` holds the indexes of lines that were not text."""

    offset: int
    size: int
    first_line: int
    lines: int
    text: bytes
    undecodable: frozenset[int]


def chunks(path: Path, encoding: Encoding, size: int = CHUNK) -> Iterator[Chunk]:
    """The file in order, as chunks of whole lines; a line that cannot be decoded is marked, never dropped."""
    first_line = 1
    end = b"\n\x00" if encoding.name == "utf-16-le" else b"\x00\n" if encoding.name == "utf-16-be" else b"\n"
    with path.open("rb") as file:
        file.seek(encoding.skip)
        offset, rest = encoding.skip, b""
        while block := file.read(size):
            block = rest + block
            cut = _last_end(block, end)
            if not cut:
                rest = block
                continue
            chunk = decode(block[:cut], encoding, offset, first_line)
            yield chunk
            rest = block[cut:]
            offset += cut
            first_line += chunk.lines
        if rest:
            yield decode(rest, encoding, offset, first_line)


def reread(path: Path, encoding: Encoding, chunk: tuple[int, int, int]) -> Chunk:
    """Decode one chunk again, given its (offset, size, first_line)."""
    offset, size, first_line = chunk
    with path.open("rb") as file:
        file.seek(offset)
        return decode(file.read(size), encoding, offset, first_line)


def decode(raw: bytes, encoding: Encoding, offset: int = 0, first_line: int = 1) -> Chunk:
    """Decode whole lines; those that are not valid in the encoding come back escaped and marked."""
    undecodable: set[int] = set()
    if encoding.name == "utf-8" and _is_utf8(raw):
        text = raw
    else:
        try:
            text = _decoded(raw, encoding.name).encode("utf-8")
        except UnicodeError:
            text, undecodable = _by_line(raw, encoding.name)
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n")
        if b"\n" not in text:  # line ends of old Macintosh files
            text = text.replace(b"\r", b"\n")
    text = visible(text)
    if not text.endswith(b"\n"):
        text += b"\n"
    return Chunk(offset, len(raw), first_line, text.count(b"\n"), text, frozenset(undecodable))


def _decoded(raw: bytes, name: str) -> str:
    if name == "gb18030":
        try:
            return raw.decode("gbk")  # the same text at four fifths of the time, unless a rare character needs four bytes
        except UnicodeDecodeError:
            return raw.decode(name)
    return raw.decode(name)


def _is_utf8(raw: bytes) -> bool:
    if raw.isascii():
        return True
    try:
        codecs.utf_8_decode(raw, "strict", True)
    except UnicodeDecodeError:
        return False
    return True


def _by_line(raw: bytes, name: str) -> tuple[bytes, set[int]]:
    unit = 2 if name.startswith("utf-16") else 1
    end = "\n".encode(name) if unit == 2 else b"\n"
    lines: list[bytes] = []
    bad: set[int] = set()
    start = 0
    while start < len(raw):
        cut = _first_end(raw, end, start)
        line = raw[start:cut]
        try:
            lines.append(line.decode(name).encode("utf-8"))
        except UnicodeError:
            bad.add(len(lines))
            text = line.removesuffix(end).decode(name, errors="backslashreplace" if unit == 1 else "replace")
            lines.append(text.replace("\n", " ").rstrip("\r").encode("utf-8", errors="replace") + b"\n")
        start = cut
    return b"".join(lines), bad


def _first_end(raw: bytes, end: bytes, start: int) -> int:
    found = raw.find(end, start)
    while found >= 0 and len(end) == 2 and (found - start) % 2:
        found = raw.find(end, found + 1)
    return len(raw) if found < 0 else found + len(end)


def _last_end(raw: bytes, end: bytes) -> int:
    found = raw.rfind(end)
    while found >= 0 and len(end) == 2 and found % 2:
        found = raw.rfind(end, 0, found + 1)
    return 0 if found < 0 else found + len(end)
