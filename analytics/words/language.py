"""The language of what people read: gettext catalogues, and which of them the running request speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parents[2] / "pages" / "locale"
CHINESE = "zh_CN"
ENGLISH = "en"
LANGUAGES = {CHINESE: "中文", ENGLISH: "English"}

_current: ContextVar[str] = ContextVar("language", default=CHINESE)


def language() -> str:
    """Code of the language that this request speaks."""
    return _current.get()


def speak(code: str) -> None:
    """Speak `code` from here on in this request; a code that is not offered means Chinese."""
    _current.set(code if code in LANGUAGES else CHINESE)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak `code` inside the block only."""
    token = _current.set(code if code in LANGUAGES else CHINESE)
    try:
        yield
    finally:
        _current.reset(token)


def _(message: str) -> str:
    """The message in the current language; messages are written in English."""
    return _catalogue(language()).get(message, message)


def plural(one: str, many: str, count: float) -> str:
    """`one` or `many` by the count; languages without a plural have one translation, that of `many`."""
    return _catalogue(language()).get(many) or (one if count == 1 else many)


def is_message(text: str) -> bool:
    """Whether a text is a message of ours, word for word, and holds nothing of a file or an address."""
    return text in _catalogue(CHINESE)


@cache
def _catalogue(code: str) -> dict[str, str]:
    path = CATALOGUES / code / "LC_MESSAGES" / "gridscope.po"
    if not path.exists():  # English is the language of the messages themselves
        return {}
    with path.open("rb") as file:
        entries = [(_last(entry.id), _last(entry.string)) for entry in read_po(file, locale=code)]
    return {message: text for message, text in entries if message and text}


def _last(text: str | Sequence[str] | None) -> str:
    # Of a message with a plural, the last form is the one that stands for many.
    return text if isinstance(text, str) else text[-1] if text else ""
