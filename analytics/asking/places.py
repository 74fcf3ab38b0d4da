"""Where tickets lie: hexagons of located tickets, and spots where the same subject comes again."""

from __future__ import annotations

from dataclasses import dataclass

import h3
import numpy as np
import pandas as pd

from analytics.asking.cohorts import Cohort, cohort
from analytics.asking.principal import Principal
from analytics.asking.scope import Scope
from analytics.query.places import Extent, coverage, crowded_spots, lattice, repeat_spots

COARSE = 0.02  # degrees, about 2 km: enough to see how far the tickets reach
SPOT = 0.001  # degrees, about 100 m: what counts as the same place
OUTSIDE = 0.001  # share of tickets on either side that an extent leaves out, such as mistyped coordinates
ACROSS = 26  # hexagons across the longer side of the picture
FINEST, COARSEST = 9, 4  # resolutions of h3: 0.2 km and 26 km across an edge
PARTS = 6  # lattice points across a hexagon's edge
KM_PER_DEGREE = 111.2


@dataclass(frozen=True)
class Density:
    """Located tickets by hexagon: cell (h3 index), tickets; `received` and `located` count all of them, `edge` is in kilometres."""

    frame: pd.DataFrame
    resolution: int
    edge: float
    received: int
    located: int


@dataclass(frozen=True)
class Crowd:
    """A spot and a subcategory: tickets on so many days, and what lies `there` of any, of the `subject` anywhere, and in `total`.

    `cells`: how many spots and subcategories there are; these are the busiest of them.
    """

    subcategory: str
    street: str | None
    longitude: float
    latitude: float
    tickets: int
    days: int
    there: int
    subject: int
    total: int
    cells: int


def density(scope: Scope, principal: Principal) -> Density:
    """Count located tickets in hexagons whose size suits how far they reach. A ticket is moved by at most a sixth of an edge."""
    with cohort(scope, principal) as rows:
        counts = rows.reader.cached(coverage(rows.period, rows.where)).iloc[0]
        received, located = int(counts["tickets"]), int(counts["located"])
        extent = _extent(rows) if located else None
        if extent is None:
            return Density(pd.DataFrame({"cell": [], "tickets": []}), FINEST, 0.0, received, located)
        resolution = _resolution(extent)
        edge = h3.average_hexagon_edge_length(resolution, unit="km")
        fine = rows.reader.cached(lattice(rows.period, rows.where, _step(edge), extent))
    cells = [h3.latlng_to_cell(*place, resolution) for place in zip(fine["latitude"], fine["longitude"], strict=True)]
    frame = fine.assign(cell=cells).groupby("cell", as_index=False)["tickets"].sum().sort_values(["tickets", "cell"], ascending=False)
    return Density(frame.reset_index(drop=True), resolution, edge, received, located)


def spots(scope: Scope, principal: Principal, fewest: int = 3, limit: int = 50) -> pd.DataFrame:
    """Places of about 100 m where one subcategory was reported at least `fewest` times, most often first."""
    with cohort(scope, principal) as rows:
        return rows.reader.cached(repeat_spots(rows.period, rows.where, rows.gaps, SPOT, fewest, limit)).copy()


def crowds(scope: Scope, principal: Principal, fewest: int, limit: int = 10) -> list[Crowd]:
    """The busiest spots of one subcategory, with what their number of tickets can be judged by."""
    with cohort(scope, principal) as rows:
        frame = rows.reader.cached(crowded_spots(rows.period, rows.where, SPOT, fewest, limit))
    return [
        Crowd(
            subcategory=str(row.subcategory),
            street=row.street if isinstance(row.street, str) else None,
            longitude=float(row.x),
            latitude=float(row.y),
            tickets=int(row.tickets),
            days=int(row.days),
            there=int(row.there),
            subject=int(row.subject),
            total=int(row.total),
            cells=int(row.cells),
        )
        for row in frame.itertuples()
    ]


def _extent(rows: Cohort) -> Extent | None:
    """West, south, east, north of all but a few strays."""
    coarse = rows.reader.cached(lattice(rows.period, rows.where, COARSE))
    west, east = _reach(coarse["longitude"], coarse["tickets"])
    south, north = _reach(coarse["latitude"], coarse["tickets"])
    return west - COARSE, south - COARSE, east + COARSE, north + COARSE


def _reach(values: pd.Series, weights: pd.Series) -> tuple[float, float]:
    order = np.argsort(values.to_numpy())
    ordered, share = values.to_numpy()[order], np.cumsum(weights.to_numpy()[order]) / weights.sum()
    first, last = np.searchsorted(share, OUTSIDE), np.searchsorted(share, 1 - OUTSIDE)
    return float(ordered[first]), float(ordered[min(last, len(ordered) - 1)])


def _resolution(extent: Extent) -> int:
    """The coarsest resolution with about ACROSS hexagons over the longer side."""
    west, south, east, north = extent
    high = (north - south) * KM_PER_DEGREE
    wide = (east - west) * KM_PER_DEGREE * float(np.cos(np.radians((south + north) / 2)))
    wanted = max(high, wide) / ACROSS / np.sqrt(3)  # a hexagon is √3 edges wide
    edges = {resolution: h3.average_hexagon_edge_length(resolution, unit="km") for resolution in range(COARSEST, FINEST + 1)}
    return min(edges, key=lambda resolution: abs(np.log(edges[resolution] / wanted)))


def _step(edge: float) -> float:
    """Degrees between points of the lattice."""
    return edge / KM_PER_DEGREE / PARTS
