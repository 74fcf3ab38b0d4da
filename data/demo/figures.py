"""The published figures as targets for the generator: who, what, when, how many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.demo.tables import table

AT_LEAST_MARGIN = 1.006  # "more than 46,000" is drawn a little above, not at the very number


@dataclass(frozen=True)
class Target:
    """One published figure: measure, area, filters, days (inclusive) and the value in base units."""

    id: str
    measure: str
    area: str
    where: tuple[tuple[str, tuple[str, ...]], ...]
    first: date
    last: date
    value: float
    exact: bool
    tolerance: float = 0.0

    @property
    def wanted(self) -> float:
        """What the generator aims at; a rate stays as it is."""
        return self.value if self.exact or self.value < 1 else round(self.value * AT_LEAST_MARGIN)


def targets(dataset: str, scale: str) -> list[Target]:
    """The figures of a dataset that a scale claims."""
    frame = table("published_figures")
    chosen = frame[(frame["dataset"] == dataset) & frame["scales"].str.contains(scale)]
    return [
        Target(
            id=str(row.id),
            measure=str(row.ask_measure),
            area=str(row.ask_area),
            where=_filters("" if row.ask_where != row.ask_where else str(row.ask_where)),
            first=date.fromisoformat(str(row.ask_from)),
            last=date.fromisoformat(str(row.ask_to)),
            value=float(row.expected),
            exact=row.test != "at_least",
            tolerance=float(row.tolerance),
        )
        for row in chosen.itertuples()
    ]


def _filters(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    parts = (part.split("=", 1) for part in text.split(";") if part)
    return tuple((name, tuple(values.split(","))) for name, values in parts)
