"""What a column is called: header cells without width, case, punctuation, and without what tells people how to fill them in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

BRACKETS = re.compile(r"[(\[【<「{〔][^()\[\]【】<>「」{}〔〕]*[)\]】>」}〕]")
NOTE = re.compile(
    r"填|必须|可选|可空|required|optional|mandatory|格式|示例|例|如[:：]?|yyyy|dd|hh|说明|注[:：]|请|下拉|单选|多选|文本|日期型|数字|年.?月|时.?分|小时制|北京时间|精确到|自动|[*※]",
    re.IGNORECASE,
)
SAID_AFTER = re.compile(r"\s*(?:格式|示例|例如|说明|注|备注说明)[:：].*$", re.DOTALL)
NUMBERED = re.compile(r"^\s*(?:\d{1,2}\s*[.、)．]|[①-⑳])\s*(?=\D)")
MARKED = re.compile(r"^(?:必填项?|选填项?)[\s:：*]*|[\s:：*]*(?:必填项?|选填项?)$")


@lru_cache(maxsize=1 << 14)  # the names of all presets are held against every line that may be the header
def normalise(name: str) -> str:
    """A header name without width, case, spaces and punctuation."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", name).lower() if letter.isalnum())


@lru_cache(maxsize=1 << 14)
def without_notes(cell: str) -> str:
    """A header name without what tells people how to fill it in: 必填, a format, an example, a number in front."""
    text = unicodedata.normalize("NFKC", cell).strip()
    text = BRACKETS.sub(lambda found: "" if NOTE.search(found[0]) else found[0], text)
    text = NUMBERED.sub("", SAID_AFTER.sub("", text))
    return MARKED.sub("", text).strip() or cell


def _first_line(cell: str) -> str:
    return normalise(without_notes(cell.strip().split("\n", 1)[0]))


WITHOUT_NOTES = (lambda cell: normalise(without_notes(cell)), _first_line)
