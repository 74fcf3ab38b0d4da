"""The published figures beside what ask() computes now: the table that shows whether the numbers hold."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analytics.asking.ask import ask
from analytics.asking.filters import parse_filter
from analytics.asking.geography import UnknownArea
from analytics.asking.principal import NotAllowed, Principal
from analytics.asking.scope import Scope
from analytics.catalogue import UnknownName
from analytics.engines.duckdb import engine
from analytics.query import RequestError

TABLE = Path(__file__).parents[2] / "data" / "demo" / "published_figures.csv"
ROUNDING = 1e-9

EQUAL, DIFFERENT, NOT_CLAIMED, NOT_COMPUTABLE = "equal", "different", "not claimed", "not yet computable"


@dataclass(frozen=True)
class PublishedFigure:
    """One published number with the request that must give it again; `expected` is in base units."""

    id: str
    district: str
    system: str
    dataset: str
    published: str
    unit: str
    precision: str
    note: str
    measure: str
    area: str
    where: tuple[str, ...]
    first: date
    last: date
    basis: str
    test: str
    expected: float
    tolerance: float
    scales: tuple[str, ...]

    def agrees(self, value: float) -> bool:
        """At least as much, or equal within the stated precision."""
        if self.test == "at_least":
            return value >= self.expected
        return abs(value - self.expected) <= self.tolerance + ROUNDING * max(1.0, abs(self.expected))


@dataclass(frozen=True)
class Comparison:
    """A figure and what the rows give: `computed` is None where it cannot be computed, and `reason` says why."""

    figure: PublishedFigure
    computed: float | None
    verdict: str
    reason: str = ""


def published_figures() -> list[PublishedFigure]:
    """The table of published figures, in its own order."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [_figure(row) for row in csv.DictReader(file)]


def compare(principal: Principal) -> list[Comparison]:
    """Compute every figure through ask(); a generation claims those that its scale covers."""
    return [_compared(figure, _scale() in figure.scales, principal) for figure in published_figures()]


def compare_some(ids: Sequence[str], principal: Principal) -> tuple[Comparison, ...]:
    """The figures of these ids, in this order; one that no table holds is left out by nobody: raises KeyError."""
    known = {figure.id: figure for figure in published_figures()}
    return tuple(_compared(known[name], _scale() in known[name].scales, principal) for name in ids)


def _scale() -> str:
    with engine().reading() as reader:
        return reader.about.scale if reader.about.demo else ""


def _compared(figure: PublishedFigure, claimed: bool, principal: Principal) -> Comparison:
    try:
        computed = _computed(figure, principal)
    except (UnknownName, UnknownArea, RequestError, NotAllowed) as problem:
        return Comparison(figure, None, NOT_COMPUTABLE, str(problem))
    if not claimed:
        return Comparison(figure, computed, NOT_CLAIMED, "The data of this generation do not cover its period.")
    if computed is None:
        return Comparison(figure, None, DIFFERENT, "There are no rows to compute it from.")
    return Comparison(figure, computed, EQUAL if figure.agrees(computed) else DIFFERENT)


def _computed(figure: PublishedFigure, principal: Principal) -> float | None:
    where = tuple(parse_filter(text) for text in figure.where)
    scope = Scope(window="custom", first=figure.first, last=figure.last, basis=figure.basis, compare="none", area=figure.area, where=where)
    answer = ask([figure.measure], scope=scope, principal=principal)
    if answer.notes:
        raise RequestError(" ".join(str(note) for note in answer.notes))
    value = answer.frame[figure.measure].iloc[0]
    return None if value is None or value != value else float(value)


def _figure(row: dict[str, str]) -> PublishedFigure:
    return PublishedFigure(
        id=row["id"],
        district=row["district"],
        system=row["system"],
        dataset=row["dataset"],
        published=row["value"],
        unit=row["unit"],
        precision=row["precision"],
        note=row["note"],
        measure=row["ask_measure"],
        area=row["ask_area"],
        where=tuple(part for part in row["ask_where"].split(";") if part),
        first=date.fromisoformat(row["ask_from"]),
        last=date.fromisoformat(row["ask_to"]),
        basis=row["ask_basis"],
        test=row["test"],
        expected=float(row["expected"]),
        tolerance=float(row["tolerance"]),
        scales=tuple(row["scales"].split()),
    )
