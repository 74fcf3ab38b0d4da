"""What a reader sees when something fails: a sentence, or a number to quote; the log has the rest."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec

from data.contracts.model import N_
from data.contracts.problem import Problem
from pages.components import session
from pages.components.door import st

Given = ParamSpec("Given")
log = logging.getLogger("gridscope")


@contextmanager
def reported() -> Iterator[None]:
    """Show a Problem as its sentence, and anything unexpected as a message with the id under which it is logged."""
    try:
        yield
    except Exception as error:
        st.error(_explained(error), icon=":material/error:")


def safe(callback: Callable[Given, None]) -> Callable[Given, None]:
    """A widget's callback that fails with a message of the scope bar: it runs before the frame that reports errors."""

    @wraps(callback)
    def attempt(*args: Given.args, **kwargs: Given.kwargs) -> None:
        session.resume()
        try:
            callback(*args, **kwargs)
        except Exception as error:
            session.refuse(_explained(error))

    return attempt


def _explained(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    number = secrets.token_hex(3)
    log.error("unexpected error %s", number, exc_info=error)
    return Problem(
        N_("Something went wrong on our side. Try again; if it stays, tell the administrator the number {number}."), number=number
    )
