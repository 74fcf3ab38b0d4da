"""Sending with patience: what may pass is tried again after growing pauses, what will not is given up at once."""

from __future__ import annotations

import time
from collections.abc import Callable

from analytics.findings.message import Message
from data.contracts.model import N_
from data.contracts.policy import policy
from data.contracts.problem import Problem


class Refused(Problem):
    """The other side will not take the message, however often it is tried."""


class Passing(Problem):
    """No connection, no answer in time, or an error of the other side: worth another try."""


class NotDelivered(Problem):
    """A message that did not arrive; what it holds stays to be told by the next run. `passing`: it was worth several attempts."""

    def __init__(self, text: str, /, *, passing: bool = False, **values: object) -> None:
        super().__init__(text, **values)
        self.passing = passing


def cause(error: object) -> str:
    """What the system says, without its number."""
    return getattr(error, "strerror", None) or str(error)


def persistently(send: Callable[[Message], None], message: Message, attempts: int, sleep: Callable[[float], object] = time.sleep) -> None:
    """Send; after each passing failure wait twice as long. Raises NotDelivered."""
    patience = policy().delivery
    for attempt in range(attempts):
        if attempt:
            sleep(patience.wait_seconds * 2 ** (attempt - 1))
        try:
            return send(message)
        except Refused as error:
            raise NotDelivered(N_("{reason} The findings stay to be told by the next run."), reason=error) from error
        except Passing as error:
            last = error
    raise NotDelivered(
        N_("{reason} Attempts: {count}. The findings stay to be told by the next run."), reason=last, count=attempts, passing=True
    ) from last
