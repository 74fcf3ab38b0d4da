"""Named views of this deployment: addresses that somebody thought worth keeping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analytics.asking.principal import Principal, Right, known
from data.contracts.model import N_
from data.contracts.problem import Problem
from data.store import Warehouse

JOURNAL = "views"
LONGEST = 40


class ViewError(Problem):
    """A view that cannot be kept; the message says why."""


@dataclass(frozen=True)
class View:
    name: str
    page: str
    query: tuple[tuple[str, str], ...]
    who: str
    at: str


def views(page: str) -> list[View]:
    """The views kept for a page, by name; of one name the newest."""
    found: dict[str, View] = {}
    for line in Warehouse().noted(JOURNAL):
        if line["page"] != page:
            continue
        query = line["query"]
        if query is None:
            found.pop(str(line["name"]), None)
        elif isinstance(query, dict):
            found[str(line["name"])] = View(str(line["name"]), page, tuple(query.items()), str(line["who"]), str(line["at"]))
    return sorted(found.values(), key=lambda view: view.name)


def keep(name: str, page: str, query: Mapping[str, str], principal: Principal) -> None:
    """Keep an address under a name; one of the same name is replaced. Raises ViewError or NotAllowed."""
    _may_change(name.strip(), page, principal)
    name = name.strip()
    if not name or len(name) > LONGEST:
        raise ViewError(N_("Give the view a name of at most {most} characters."), most=LONGEST)
    Warehouse().note(JOURNAL, {"name": name, "page": page, "query": dict(query), "who": principal.name})


def drop(name: str, page: str, principal: Principal) -> None:
    """Keep a view no longer. Raises ViewError or NotAllowed."""
    _may_change(name, page, principal)
    Warehouse().note(JOURNAL, {"name": name, "page": page, "query": None, "who": principal.name})


def _may_change(name: str, page: str, principal: Principal) -> None:
    """A view belongs to whoever kept it, and to those who publish."""
    known(principal).require(Right.VIEWS)
    before = next((view for view in views(page) if view.name == name), None)
    if before and before.who != principal.name and not principal.may(Right.PUBLISH):
        raise ViewError(N_("{who} has kept the view {name}. Choose another name."), who=before.who, name=name)
