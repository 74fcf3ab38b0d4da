"""The published figures as targets for the generator: who, what, when, how many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from data.demo.tables import given, rows, table

AT_LEAST_MARGIN = 1.006  # "more than 46,000" is drawn a little above, not at the very number


@dataclass(frozen=True)
class Target:
    """One published figure: measure, area, filters, days (inclusive), value and tolerance in base units."""

    id: str
    measure: str
    area: str
    where: tuple[tuple[str, tuple[str, ...]], ...]
    first: date
    last: date
    value: float
    tolerance: float
    exact: bool  # otherwise the value is a lower bound

    @property
    def wanted(self) -> float:
        """What the generator aims at."""
        return self.value if self.exact else float(round(self.value * AT_LEAST_MARGIN))


def targets(dataset: str, scale: str) -> list[Target]:
    """The figures of a dataset that a scale claims."""
    return [_target(row) for row in rows(table("published_figures")) if row.dataset == dataset and scale in row.scales.split()]


def prefix(code: str) -> str:
    """The digits that the codes of all areas inside an area begin with."""
    if len(code) > 6:
        return code
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _target(row: Any) -> Target:
    filters = (part.split("=", 1) for part in (row.ask_where.split(";") if given(row.ask_where) else []))
    return Target(
        id=row.id,
        measure=row.ask_measure,
        area=row.ask_area,
        where=tuple((name, tuple(values.split(","))) for name, values in filters),
        first=date.fromisoformat(row.ask_from),
        last=date.fromisoformat(row.ask_to),
        value=float(row.expected),
        tolerance=float(row.tolerance),
        exact=row.test != "at_least",
    )
