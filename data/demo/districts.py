"""The districts that have tickets in some scale: how big they are, where their core lies, how they are divided."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from data.demo.tables import given, rows, table


@dataclass(frozen=True)
class District:
    """`size` scales the number of requests; `grids` is the published number, if there is one."""

    code: str
    size: float
    core: tuple[float, float]  # longitude and latitude
    town_streets: int
    towns: int
    townships: int
    urban_communities: int
    grids: int | None
    pilot: bool

    @property
    def streets(self) -> int:
        return self.town_streets + self.towns + self.townships


@cache
def districts() -> dict[str, District]:
    """All of them by code."""
    return {
        row.adcode: District(
            code=row.adcode,
            size=float(row.size),
            core=(float(row.core_longitude), float(row.core_latitude)),
            town_streets=int(row.town_streets),
            towns=int(row.towns),
            townships=int(row.townships),
            urban_communities=int(row.urban_communities),
            grids=int(row.grids) if given(row.grids) else None,
            pilot=row.pilot == "yes",
        )
        for row in rows(table("districts"))
    }
