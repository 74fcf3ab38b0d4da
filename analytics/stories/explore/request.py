"""What an analyst has put together: measures, dimensions, order and view, with its form in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analytics.catalogue import CATALOGUE, Clock, Kind
from data.contracts.model import N_
from data.contracts.problem import Problem

VIEWS = ("table", "pivot", "line", "bar", "heat", "map")
MOST_DIMENSIONS = 3
MOST_MEASURES = 8
DEFAULT = ("received", "resolution_rate", "median_hours")
KEYS = ("show", "by", "across", "view", "sort", "top", "others", "change")


class ExplorationError(Problem):
    """An exploration that cannot be; the message says what does not fit and what would."""


@dataclass(frozen=True)
class Exploration:
    """`rows` from the outermost to the innermost; `across` splits the columns; `top` keeps the first values of the first row dimension."""

    measures: tuple[str, ...] = DEFAULT
    rows: tuple[str, ...] = ()
    across: str = ""
    view: str = "table"
    sort: str = ""
    top: int | None = None
    others: bool = True
    change: bool = False

    def __post_init__(self) -> None:
        if not self.measures:
            raise ExplorationError(N_("Choose at least one measure."))
        if len(self.measures) > MOST_MEASURES:
            raise ExplorationError(N_("At most {most} measures at once."), most=MOST_MEASURES)
        if len(self.dimensions) > MOST_DIMENSIONS:
            raise ExplorationError(N_("At most {most} dimensions at once."), most=MOST_DIMENSIONS)
        if len(set(self.dimensions)) < len(self.dimensions):
            raise ExplorationError(N_("A dimension stands both in the rows and in the columns. Take it out of one."))
        if self.view not in VIEWS:
            raise ExplorationError(N_("There is no view {name!r}. Possible: {possible}."), name=self.view, possible=VIEWS)
        for name in self.measures:
            CATALOGUE.measure(name)
        for name in self.dimensions:
            CATALOGUE.dimension(name)

    @property
    def dimensions(self) -> tuple[str, ...]:
        return (*self.rows, *([self.across] if self.across else []))

    @property
    def by_time(self) -> bool:
        return any(CATALOGUE.dimension(name).kind == Kind.TIME for name in self.dimensions)

    def to_query(self) -> dict[str, str]:
        """The form in the address; defaults are left out."""
        query = {
            "show": ",".join(self.measures) if self.measures != DEFAULT else "",
            "by": ",".join(self.rows),
            "across": self.across,
            "view": self.view if self.view != VIEWS[0] else "",
            "sort": self.sort,
            "top": str(self.top) if self.top else "",
            "others": "" if self.others else "no",
            "change": "yes" if self.change else "",
        }
        return {key: value for key, value in query.items() if value}

    @classmethod
    def from_query(cls, query: Mapping[str, str], rows: tuple[str, ...]) -> Exploration:
        """Read the address; `rows` are the dimensions where it names none. Raises ExplorationError or UnknownName."""
        top = query.get("top", "")
        if top and not (top.isascii() and top.isdigit() and 0 < int(top) <= 10_000):
            raise ExplorationError(N_("The number of rows kept is {text!r}; it is a whole number from 1 to 10,000."), text=top)
        return cls(
            measures=_listed(query.get("show", "")) or DEFAULT,
            rows=_listed(query["by"]) if query.get("by") else rows,
            across=query.get("across", ""),
            view=query.get("view", VIEWS[0]),
            sort=query.get("sort", ""),
            top=int(top) if top else None,
            others=query.get("others") != "no",
            change=query.get("change") == "yes",
        )


def possible_dimensions(measures: tuple[str, ...]) -> tuple[str, ...]:
    """Dimensions by which all of these measures can be split."""
    found = []
    for name, dimension in CATALOGUE.dimensions.items():
        if all(_splits(aggregate, name, dimension.kind) for measure in measures for aggregate in CATALOGUE.aggregates(measure)):
            found.append(name)
    return tuple(found)


def _splits(aggregate: str, name: str, kind: Kind) -> bool:
    model = CATALOGUE.model_of(aggregate)
    if kind == Kind.TIME:
        return bool(model.time) and CATALOGUE.measure(aggregate).clock != Clock.STATE
    return model.dimension(name) is not None


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
