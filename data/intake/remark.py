"""A warning of an import: English text for logs and the ledger, told on pages in the reader's language."""

from __future__ import annotations

from data.contracts.problem import Message, Translate


class Remark(str):
    """A sentence that can be told in another language; as text it is the English one."""

    message: Message

    def told(self, translate: Translate) -> str:
        return self.message.told(translate)


def remark(text: str, /, **values: object) -> Remark:
    """The sentence `text`, marked with N_, with its values."""
    message = Message(text, **values)
    found = Remark(message)
    found.message = message
    return found
