"""Cases taken out of the system as a file: every one of them is noted, with who, when, which scope and how many rows."""

from __future__ import annotations

import pandas as pd

from analytics.engines.duckdb import warehouse
from analytics.exports.text import csv
from analytics.language import _
from analytics.principal import Principal
from analytics.scope import Scope
from analytics.stories.cases.listing import for_people, matching
from data.contracts.model import N_
from data.contracts.problem import Problem
from data.store import Warehouse

JOURNAL = "exports"
MOST = 500_000


class TooMany(Problem):
    """More rows than one file should hold; the message says what to narrow."""


def write_out(scope: Scope, principal: Principal, state: str, search: str, order: str) -> bytes:
    """All matching cases as CSV; noted before a byte leaves. Raises TooMany."""
    found = matching(scope, principal, state, search, order, MOST + 1)
    if len(found.frame) > MOST:
        raise TooMany(
            N_("These are {count} cases; one file holds at most {most}. Choose a shorter window, a smaller area or a state."),
            count=f"{found.count:,}",
            most=f"{MOST:,}",
        )
    what = {"who": principal.name, "what": "cases", "scope": scope.to_query(), "state": state, "search": search, "rows": len(found.frame)}
    Warehouse(warehouse()).note(JOURNAL, what)
    return csv(for_people(found.frame, found.as_of))


def taken_out() -> pd.DataFrame:
    """What was taken out so far, newest first, with heads for people."""
    lines = Warehouse(warehouse()).noted(JOURNAL)[::-1]
    return pd.DataFrame(
        {
            _("When"): [line["at"] for line in lines],
            _("Who"): [line["who"] for line in lines],
            _("Scope"): [" · ".join(f"{key}={value}" for key, value in _scope(line).items()) for line in lines],
            _("Rows"): [line["rows"] for line in lines],
        }
    )


def _scope(line: dict[str, object]) -> dict[str, object]:
    scope = line["scope"]
    assert isinstance(scope, dict)
    return scope | {key: line[key] for key in ("state", "search") if line.get(key) and line[key] != "all"}
