"""What a reader sees when something fails: a sentence, or a number to quote; the log has the rest."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from analytics.language import _
from data.contracts.problem import Problem

log = logging.getLogger("gridscope")


@contextmanager
def reported() -> Iterator[None]:
    """Show a Problem as its sentence, and anything unexpected as a message with the id under which it is logged."""
    try:
        yield
    except Problem as problem:
        st.error(str(problem), icon=":material/error:")
    except Exception:
        number = secrets.token_hex(3)
        log.exception("unexpected error %s", number)
        st.error(
            _("Something went wrong on our side. Try again; if it stays, tell the administrator the number {number}.").format(
                number=number
            ),
            icon=":material/error:",
        )
