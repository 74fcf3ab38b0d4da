"""The encoding of a text file, found by its content with a stated confidence."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from pathlib import Path

from data.contracts.problem import Problem
from data.intake.reading.decode import Encoding
from data.intake.reading.line_encoding import plausibility
from data.intake.reading.line_ends import end_of

SAMPLE = 2 << 20
HEAD = 256 << 10
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
LOW_CONFIDENCE = 0.6


class UnknownEncoding(Problem):
    """The encoding named by the user does not exist or cannot be cut at line ends."""


def detect(path: Path, override: str | None = None) -> Encoding:
    """The encoding of a text file by its content, or the one named by `override`, and what ends its lines.

    Raises UnknownEncoding when `override` is not a codec.
    """
    with path.open("rb") as file:
        head = file.read(4)
    mark = next(((len(bom), name) for bom, name in BOMS if head.startswith(bom)), None)
    sample = _sample(path)
    if override:
        found = Encoding(_codec(override, mark), 1.0, mark[0] if mark else 0)
    elif mark:
        found = Encoding(mark[1], 1.0, mark[0])
    else:
        found = _by_content(sample)
    return replace(found, end=_line_end(path, found))


def _by_content(sample: bytes) -> Encoding:
    if b"\x00" in sample:
        return _without_mark(sample)
    if sample.isascii():
        return Encoding("utf-8", 1.0)
    lines = [line for line in re.split(b"[\r\n]", sample) if not line.isascii()]
    utf8 = sum(_decodes(line, "utf-8") for line in lines) / len(lines)
    if utf8 >= 0.5:
        return Encoding("utf-8", round(utf8, 3))
    valid = [line.decode("gb18030") for line in lines if _decodes(line, "gb18030")]
    share = len(valid) / len(lines) * plausibility("".join(valid))
    if share >= 0.3:
        return Encoding("gb18030", round(share, 3))
    return Encoding("cp1252", 0.4)


def _sample(path: Path) -> bytes:
    """Up to SAMPLE bytes of whole lines, chosen from the parts of the file that are not plain ASCII."""
    found: list[bytes] = []
    first = b""
    with path.open("rb") as file:
        while sum(map(len, found)) < SAMPLE and (block := file.read(SAMPLE // 4)):
            block += file.readline(SAMPLE // 4)
            first = first or block
            if not block.isascii() or b"\x00" in block:
                found.append(block)
    return b"".join(found) or first


def _without_mark(sample: bytes) -> Encoding:
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    name = "utf-16-le" if odd >= even else "utf-16-be"
    text = sample[: len(sample) // 2 * 2].decode(name, errors="replace")
    return Encoding(name, round(0.95 * (1 - text.count("\ufffd") / max(len(text), 1)), 3))


def _line_end(path: Path, encoding: Encoding) -> str:
    """By the first part of the file: what ends a line at its beginning does so to its end."""
    with path.open("rb") as file:
        file.seek(encoding.skip)
        return end_of(file.read(HEAD).decode(encoding.name, errors="ignore"))


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
