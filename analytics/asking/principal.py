"""Who asks, and what he may do: part of every request, decided here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from data.contracts.model import N_
from data.contracts.problem import Message, Problem


class NotAllowed(Problem):
    """The principal may not see or do what was asked for."""


class Right(StrEnum):
    """What somebody may do, beside whose rows he may see."""

    LOOK = "look"  # every page of numbers, and what it shows as a file
    WALL = "wall"  # the wall
    CASES_OUT = "cases_out"  # the rows of cases as a file
    VIEWS = "views"  # keep a view for all, and drop it
    OWN_FILES = "own_files"  # explore a file of one's own, which nobody else sees
    HISTORY = "history"  # imports, generations
    QUARANTINE = "quarantine"  # lines as they came
    PUBLISH = "publish"  # imports, names, boundaries: what all readers see from then on
    ROLL_BACK = "roll_back"
    WALL_LINKS = "wall_links"
    OPERATE = "operate"  # how the system itself is
    AUDIT = "audit"


VIEWER, ANALYST, MANAGER, AUDITOR, WALL, LOCAL_ROLE = "viewer", "analyst", "manager", "auditor", "wall", "local"
_VIEWER = frozenset({Right.LOOK, Right.WALL})
_ANALYST = _VIEWER | {Right.CASES_OUT, Right.VIEWS, Right.OWN_FILES}
# Who runs the system does not read the journal of it, and who reads the journal sees no data (三员分立); accounts belong to the command line.
_MANAGER = _ANALYST | {Right.HISTORY, Right.QUARANTINE, Right.PUBLISH, Right.ROLL_BACK, Right.WALL_LINKS, Right.OPERATE}
RIGHTS: dict[str, frozenset[Right]] = {
    VIEWER: _VIEWER,
    ANALYST: _ANALYST,
    MANAGER: _MANAGER,
    AUDITOR: frozenset({Right.AUDIT}),
    WALL: frozenset({Right.WALL}),
    LOCAL_ROLE: frozenset(Right),
}
# What concerns the rows of all areas at once; somebody who may see some of them only has none of it.
WHOLE = frozenset({Right.HISTORY, Right.QUARANTINE, Right.PUBLISH, Right.ROLL_BACK, Right.OPERATE})
# Roles that a person may be given.
ROLES = (VIEWER, ANALYST, MANAGER, AUDITOR)

WHAT = {
    Right.LOOK: N_("see the numbers"),
    Right.WALL: N_("open the wall"),
    Right.CASES_OUT: N_("take cases out as a file"),
    Right.VIEWS: N_("keep or remove views"),
    Right.OWN_FILES: N_("explore a file of one's own"),
    Right.HISTORY: N_("see imports and generations"),
    Right.QUARANTINE: N_("see lines in quarantine"),
    Right.PUBLISH: N_("publish data"),
    Right.ROLL_BACK: N_("serve another generation"),
    Right.WALL_LINKS: N_("give out links for walls"),
    Right.OPERATE: N_("see how the system runs"),
    Right.AUDIT: N_("read the journal"),
}


@dataclass(frozen=True)
class Principal:
    """`areas` are the codes whose rows may be seen, of any levels; None means all of them, and an empty tuple none.

    Two who may see the same are equal whatever their names, so that what is kept for one serves the other.
    """

    name: str = field(compare=False)
    role: str
    areas: tuple[str, ...] | None = None

    def may(self, right: Right) -> bool:
        """A role that nobody knows may do nothing."""
        return right in RIGHTS.get(self.role, frozenset()) and (self.areas is None or right not in WHOLE)

    def require(self, right: Right) -> None:
        """Raises NotAllowed with what he may not do."""
        if not self.may(right):
            raise NotAllowed(N_("{who} may not {what}. Ask the administrator for the right."), who=self.name, what=Message(WHAT[right]))


def known(principal: object) -> Principal:
    """Who asks, once it is sure that somebody does. Raises NotAllowed."""
    if not isinstance(principal, Principal):
        raise NotAllowed(N_("Every request needs a principal; sign in first."))
    return principal


LOCAL = Principal("local", LOCAL_ROLE)
