"""Files put together from others: a line in UTF-8 among lines in GBK, or the other way; each is read right, or said to be no text."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

LINE_FEED, FIRST_LEAD, FIRST_LEAD_OF_THREE = 10, 0xC2, 0xE0
LIKELY = 0.6
# Foreign letters by themselves, not those of a word such as café.
ALONE = re.compile(r"(?<![A-Za-z\x80-\U0010ffff])[^\x00-\x7f]+(?![A-Za-z])")
# Bytes that a line of two-byte letters does not hold.
_TWO_BYTE = bytes(range(0xE0))


@lru_cache(maxsize=8)
def other_encoding(name: str) -> str | None:
    """The encoding in which single lines of a file may be written."""
    if name.startswith("utf-16"):
        return None
    return "gb18030" if name == "utf-8" else "utf-8"


def plausibility(text: str) -> float:
    """Share of the non-ASCII characters that everyday Chinese uses: GB2312 level 1, symbols and full-width forms."""
    foreign = re.sub(r"[\x00-\x7f]+", "", text)
    if not foreign:
        return 0.0
    raw = foreign.encode("gb2312", errors="ignore")
    common = sum(0xA1 <= lead <= 0xA3 or 0xB0 <= lead <= 0xD7 for lead in raw[0::2])
    return common / len(foreign)


def suspects(raw: bytes, name: str) -> bool:
    """Whether any line of a text that is valid in its encoding may be meant in the other one; a few passes over the bytes."""
    letters = np.frombuffer(raw, np.uint8)
    if name == "utf-8":
        return bool(((letters - np.uint8(FIRST_LEAD)) < FIRST_LEAD_OF_THREE - FIRST_LEAD).any())
    # In UTF-8 no run of letters begins below the first lead: lines that have such a run are not UTF-8.
    signed = letters.view(np.int8)
    begins = np.flatnonzero((signed[1:] < 0) & (signed[:-1] >= 0)) + 1
    if len(signed) and signed[0] < 0:
        begins = np.concatenate(([0], begins))
    wrong = begins[letters[begins] < FIRST_LEAD]
    ends = np.flatnonzero(letters == LINE_FEED)
    with_letters, with_wrong = (np.bincount(np.searchsorted(ends, at), minlength=len(ends) + 1) > 0 for at in (begins, wrong))
    for line in np.flatnonzero(with_letters & ~with_wrong).tolist():
        start = int(ends[line - 1]) + 1 if line else 0
        end = int(ends[line]) if line < len(ends) else len(raw)
        if _decoded(raw[start:end], "utf-8") is not None:
            return True
    return False


def read_line(line: bytes, name: str) -> tuple[bytes | None, str]:
    """The line in UTF-8 and the encoding that it was read in; None where it is no text, or equally likely either."""
    own = _decoded(line, name)
    second = other_encoding(name)
    if line.isascii() or second is None:
        return (own.encode("utf-8") if own is not None else None), name
    other = _decoded(line, second)
    if own is None:
        likely = other is not None and (second == "utf-8" or plausibility(other) >= LIKELY)
        return (other.encode("utf-8"), second) if likely and other is not None else (None, name)
    if other is None:
        return own.encode("utf-8"), name
    if name == "utf-8":
        return _foreign_or_chinese(line, own, other)
    chosen, codec = (other, second) if plausibility(other) > plausibility(own) else (own, name)
    return chosen.encode("utf-8"), codec


def _foreign_or_chinese(line: bytes, own: str, other: str) -> tuple[bytes | None, str]:
    """A line of a UTF-8 file that is valid in both: Chinese in GBK by chance looks like letters of several foreign scripts."""
    letters = line.translate(None, _ASCII)
    if letters.translate(None, _TWO_BYTE) or plausibility(own) or plausibility(other) < 1 or not ALONE.search(own):
        return line, "utf-8"
    scripts = {min(lead, 0xCD) if lead < 0xCE else min(lead, 0xD0) if lead in (0xCE, 0xCF, 0xD0) else 0xD0 for lead in letters[0::2]}
    return (other.encode("utf-8"), "gb18030") if len(scripts) > 1 else (None, "utf-8")


_ASCII = bytes(range(128))


def _decoded(line: bytes, name: str) -> str | None:
    try:
        return line.decode(name)
    except UnicodeError:
        return None
