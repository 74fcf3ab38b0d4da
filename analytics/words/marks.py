"""Our own emphasis inside a text: marks that become Markdown, tags or nothing only where the text is drawn.

A name of a file or of the address is never read as markup, because markup is not written in the text at all. Unicode keeps these
characters for use inside one program.
"""

from __future__ import annotations

import re

BOLD, UNBOLD, BREAK = "\ufdd0", "\ufdd1", "\ufdd2"
STYLE, STYLED, UNSTYLED = "\ufdd3", "\ufdd4", "\ufdd5"
_MARKS = re.compile(f"{STYLE}[^{STYLED}]*{STYLED}|[\ufdd0-\ufdef]")


def bold(text: object) -> str:
    """The text in bold; without a text nothing."""
    return f"{BOLD}{text}{UNBOLD}" if text != "" else ""


def styled(text: str, style: str) -> str:
    """The text in a style of CSS, where a figure draws it."""
    return f"{STYLE}{style}{STYLED}{text}{UNSTYLED}"


def plain(text: str) -> str:
    """The text without marks, as a file or a document has it."""
    return _MARKS.sub("", text.replace(BREAK, " "))
