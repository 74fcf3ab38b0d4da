"""The journal of who did what, for whoever may read it."""

from __future__ import annotations

from analytics.asking.principal import Principal, Right, known
from data import audit


def journal_verdict(principal: Principal) -> audit.Verdict:
    """Whether the chain of the journal holds. Raises NotAllowed."""
    known(principal).require(Right.AUDIT)
    return audit.verify()


def journal_lines(principal: Principal, limit: int) -> list[audit.Entry]:
    """The newest lines, newest first. Raises NotAllowed."""
    known(principal).require(Right.AUDIT)
    return audit.entries(limit)
