"""Messages in parts, told in the reader's language, and the one exception that people read."""

from __future__ import annotations

from collections.abc import Callable

from data.contracts.model import N_

Translate = Callable[[str], str]


class Message:
    """A sentence or a part of one: its English text, marked with N_, and the values of its {placeholders}.

    A value may be a message or a problem itself, or a list of names and messages. Without values the text stands as it is, so that
    a ready sentence may hold braces.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        self.text = text
        self.values = values

    def told(self, translate: Translate) -> str:
        """The message as `translate` has it; `translate` is gettext."""
        text = translate(self.text)
        return text.format(**{name: _told(value, translate) for name, value in self.values.items()}) if self.values else text

    def __str__(self) -> str:
        return self.told(lambda text: text)


class Problem(Exception):
    """A clear sentence: what is wrong, where, and what to do. Shown as it is, never with a traceback."""

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(text)
        self.message = Message(text, **values)

    def told(self, translate: Translate) -> str:
        return self.message.told(translate)

    def __str__(self) -> str:
        return str(self.message)


def did_you_mean(near: str | None) -> Message | str:
    """The sentence that proposes a name; empty where none is near."""
    return Message(N_(" Did you mean {near}?"), near=near) if near else ""


def _told(value: object, translate: Translate) -> object:
    if isinstance(value, Message | Problem):
        return value.told(translate)
    if isinstance(value, list | tuple):
        return translate(N_(", ")).join(str(_told(item, translate)) for item in value)
    return value
