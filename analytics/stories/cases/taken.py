"""Cases taken out of the system as a file: every one of them is noted, with who, when, which scope and how many rows."""

from __future__ import annotations

from datetime import datetime

from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.engines.duckdb import warehouse
from analytics.exports.text import csv
from analytics.exports.workbook import workbook
from analytics.shapes.table import Column, Table
from analytics.stories.cases.export import COLUMNS, CONTRACT, case_file, columns
from analytics.stories.cases.listing import matching
from analytics.words.language import _
from analytics.words.wording import moment
from data.contracts.model import N_
from data.contracts.problem import Problem
from data.store import Warehouse

JOURNAL = "exports"
MOST = 500_000
MOST_OF_SHEET = 50_000  # a workbook of more takes minutes to write and to open


class TooMany(Problem):
    """More rows than one file should hold; the message says what to narrow."""


def write_out(scope: Scope, principal: Principal, state: str, search: str, order: str, form: str = "csv") -> bytes:
    """All matching cases with every column, as CSV or XLSX; noted before a byte leaves. Raises TooMany."""
    most = MOST if form == "csv" else MOST_OF_SHEET
    found = matching(scope, principal, state, search, order, most + 1, columns=COLUMNS)
    if len(found.frame) > most:
        counts = {"count": f"{found.count:,}", "most": f"{most:,}"}
        if form != "csv" and found.count <= MOST:
            raise TooMany(
                N_("These are {count} cases; a workbook holds at most {most}. Download CSV, or choose a shorter window or a smaller area."),
                **counts,
            )
        raise TooMany(
            N_("These are {count} cases; one file holds at most {most}. Choose a shorter window, a smaller area or a state."), **counts
        )
    what = {"who": principal.name, "what": "cases", "scope": scope.to_query(), "state": state, "search": search, "rows": len(found.frame)}
    Warehouse(warehouse()).note(JOURNAL, what)
    frame = case_file(found.frame, found.as_of)
    if form == "csv":
        return csv(frame)
    formats = {str(name): "yyyy-mm-dd hh:mm:ss" for name in frame.select_dtypes("datetime").columns}
    return workbook(frame, formats, _("Cases"), _notes(scope, found.as_of), _("Scope and definitions"))


def _notes(scope: Scope, as_of: datetime) -> list[tuple[str, str]]:
    meanings = {column.name: column.meaning for column in CONTRACT}
    return [
        (_("Scope"), " · ".join(f"{key}={value}" for key, value in scope.to_query().items())),
        (_("Judged at"), moment(as_of)),
        *((head, _(meanings[name])) for name, head in columns().items()),
    ]


def taken_out() -> Table:
    """What was taken out so far, newest first, with heads for people."""
    lines = Warehouse(warehouse()).noted(JOURNAL)[::-1]
    return Table(
        (
            Column(_("When"), tuple(line["at"] for line in lines)),
            Column(_("Who"), tuple(line["who"] for line in lines)),
            Column(_("Scope"), tuple(" · ".join(f"{key}={value}" for key, value in _scope(line).items()) for line in lines)),
            Column(_("Rows"), tuple(line["rows"] for line in lines), "count"),
        )
    )


def _scope(line: dict[str, object]) -> dict[str, object]:
    scope = line["scope"]
    assert isinstance(scope, dict)
    return scope | {key: line[key] for key in ("state", "search") if line.get(key) and line[key] != "all"}
