"""From bytes to UTF-8: the encoding is found by content, and the file is decoded in chunks of whole lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.contracts.problem import Problem

CHUNK = 8 << 20
SAMPLE = 2 << 20
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
LOW_CONFIDENCE = 0.6


class UnknownEncoding(Problem):
    """The encoding named by the user does not exist or cannot be cut at line ends."""


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


def detect(path: Path, override: str | None = None) -> Encoding:
    """The encoding of a text file by its content, or the one named by `override`.

    Raises UnknownEncoding when `override` is not a codec.
    """
    with path.open("rb") as file:
        head = file.read(4)
    mark = next(((len(bom), name) for bom, name in BOMS if head.startswith(bom)), None)
    if override:
        return Encoding(_codec(override, mark), 1.0, mark[0] if mark else 0)
    if mark:
        return Encoding(mark[1], 1.0, mark[0])
    sample = _sample(path)
    if b"\x00" in sample:
        return _without_mark(sample)
    if sample.isascii():
        return Encoding("utf-8", 1.0)
    lines = [line for line in sample.split(b"\n") if not line.isascii()]
    utf8 = sum(_decodes(line, "utf-8") for line in lines) / len(lines)
    if utf8 >= 0.5:
        return Encoding("utf-8", round(utf8, 3))
    valid = [line.decode("gb18030") for line in lines if _decodes(line, "gb18030")]
    share = len(valid) / len(lines) * _plausibility("".join(valid))
    if share >= 0.3:
        return Encoding("gb18030", round(share, 3))
    return Encoding("cp1252", 0.4)


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
            text = raw.decode(encoding.name).encode("utf-8")
        except UnicodeError:
            text, undecodable = _by_line(raw, encoding.name)
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n")
        if b"\n" not in text:  # line ends of old Macintosh files
            text = text.replace(b"\r", b"\n")
    if not text.endswith(b"\n"):
        text += b"\n"
    return Chunk(offset, len(raw), first_line, text.count(b"\n"), text, frozenset(undecodable))


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


def _sample(path: Path) -> bytes:
    """Up to SAMPLE bytes of whole lines, chosen from the parts of the file that are not plain ASCII."""
    found: list[bytes] = []
    first = b""
    with path.open("rb") as file:
        while sum(map(len, found)) < SAMPLE and (block := file.read(SAMPLE // 4)):
            block += file.readline()
            first = first or block
            if not block.isascii() or b"\x00" in block:
                found.append(block)
    return b"".join(found) or first


def _without_mark(sample: bytes) -> Encoding:
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    name = "utf-16-le" if odd >= even else "utf-16-be"
    text = sample[: len(sample) // 2 * 2].decode(name, errors="replace")
    return Encoding(name, round(0.95 * (1 - text.count("\ufffd") / max(len(text), 1)), 3))


def _plausibility(text: str) -> float:
    """Share of the non-ASCII characters that everyday Chinese uses: GB2312 level 1, symbols and full-width forms."""
    foreign = re.sub(r"[\x00-\x7f]+", "", text)
    if not foreign:
        return 0.0
    raw = foreign.encode("gb2312", errors="ignore")
    common = sum(0xA1 <= lead <= 0xA3 or 0xB0 <= lead <= 0xD7 for lead in raw[0::2])
    return common / len(foreign)


def _decodes(line: bytes, name: str) -> bool:
    try:
        line.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _codec(name: str, mark: tuple[int, str] | None) -> str:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        raise UnknownEncoding(f"The encoding {name} is unknown. Use one of utf-8, utf-16, gb18030, gbk, latin-1.") from None
    # GB18030 holds GBK and GB2312 and is decoded by the same bytes.
    if found in ("gbk", "gb2312"):
        return "gb18030"
    if found == "utf-16":
        return mark[1] if mark else "utf-16-le"
    if found.startswith("utf-8"):
        return "utf-8"
    if found.startswith("utf-32"):
        raise UnknownEncoding("UTF-32 files cannot be imported. Save the file as UTF-8.")
    return found
